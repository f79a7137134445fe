using Engine.Core.Risk.Killing;
using Engine.Native.Linux.Streams;

namespace Engine.Native.Storage.Killing;

/// <summary>
/// The thread "kill": tells of a switch as soon as it has latched, and stores it, again until that succeeds. Whoever latches has orders to cancel, and
/// the disk that it would wait for may be the very thing that hangs; so waking this thread is all that it does.
/// </summary>
internal sealed class KillWriter : IDisposable
{
    private const int StackBytes = 1 << 18;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly KillLatch _latch;
    private readonly Func<bool> _tryStore;
    private readonly TimeSpan _pause;
    private readonly WakeSignal _wake = new();
    private readonly ManualResetEventSlim _end = new(false);
    private Action<KillRecord>? _tell;
    private Thread? _thread;

    /// <summary>Prepares the thread.</summary>
    /// <param name="latch">The switch.</param>
    /// <param name="tryStore">Stores it; false where that failed.</param>
    /// <param name="pauseMs">Between two attempts.</param>
    public KillWriter(KillLatch latch, Func<bool> tryStore, int pauseMs = 1_000)
    {
        _latch = latch;
        _tryStore = tryStore;
        _pause = TimeSpan.FromMilliseconds(pauseMs);
    }

    /// <summary>The switch has latched. Any thread, which never waits here.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Starts it. What has latched before is told and stored now.</summary>
    public void Start(Action<KillRecord>? tell = null)
    {
        _tell = tell;
        _thread = new Thread(Run, StackBytes) { Name = "kill", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends it, once what is latched is stored; without waiting long for a disk that hangs.</summary>
    public void Dispose()
    {
        _end.Set();
        _wake.Set();
        if (_thread is not null && !_thread.Join(EndLimit))
            return; // it still needs them
        _wake.Dispose();
        _end.Dispose();
    }

    private void Run()
    {
        _wake.Wait();
        if (!_latch.IsLatched)
            return; // it is the end that has woken it
        if (_latch.TryRead(out KillRecord record))
            _tell?.Invoke(record); // first: the database may lie on a disk that answers
        while (!_tryStore() && !_end.Wait(_pause))
        {
            // The disk refuses it still.
        }
    }
}
