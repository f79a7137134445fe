using Engine.Core.Risk.Killing;

namespace Engine.Tests.Risk.Killing;

/// <summary>A disk for a kill switch on which whoever writes would wait for ever; what it was asked for is counted.</summary>
internal sealed class HangingDisk(Action? onStore = null) : IKillStore
{
    private int _asked;
    private int _stored;

    /// <summary>How often somebody asked that another thread store.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How often a thread has begun to store by itself.</summary>
    public int Stored => Volatile.Read(ref _stored);

    public void Ask() => Interlocked.Increment(ref _asked);

    public void Store()
    {
        Interlocked.Increment(ref _stored);
        onStore?.Invoke();
    }
}
