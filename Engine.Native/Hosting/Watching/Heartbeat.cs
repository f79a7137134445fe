using Engine.Core.Memory;

namespace Engine.Native.Hosting.Watching;

/// <summary>The hot thread's sign of life: one store a turn, on cache lines of its own. One thread beats, any may look.</summary>
public sealed class Heartbeat
{
    private PaddedLong _beats;
    private bool _isExpected;

    /// <summary>Turns so far.</summary>
    public long Beats => Volatile.Read(ref _beats.Value);

    /// <summary>Whether it should beat: from the first live session to the end of trading.</summary>
    public bool IsExpected
    {
        get => Volatile.Read(ref _isExpected);
        set => Volatile.Write(ref _isExpected, value);
    }

    /// <summary>A turn begins.</summary>
    public void Beat() => Volatile.Write(ref _beats.Value, _beats.Value + 1);
}
