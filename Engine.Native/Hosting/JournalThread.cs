using System.Collections.Concurrent;
using System.Diagnostics;
using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Journal.Intents;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Hosting;

/// <summary>
/// The thread "journal": facts from the ring into SQLite and into the status page. It never holds the hot thread back: facts
/// wait here while the disk refuses them, and <see cref="IsBehind"/> tells the engine to reduce. It allocates nothing while
/// all is well. An observer sees each fact on this thread.
/// </summary>
public sealed class JournalThread : IJournalLoad
{
    // Each wake may take a processor from a thread that spins, so that it is seldom: what waits meanwhile the next start would fetch.
    private const int IdleMs = 20;
    private const long LookNs = 1_000_000_000;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2); // for a system call that does not come back
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);
    private const int ExitDone = 0, ExitFailed = 1; // the codes are the commands' own

    private readonly TradeJournal _journal;
    private readonly JournalPump _pump;
    private readonly ConcurrentQueue<Fact> _others = new();
    private readonly Thread _thread;
    private readonly IntentLog? _intents;
    private readonly LossWatch _watch;
    private JournalEnding? _ending;
    private JournalStop _stop;
    private long _lookNs;
    private bool _isLost;

    /// <summary>Prepares the thread; the poller joins its ring before the first fact is published. The journal becomes the thread's own.</summary>
    public JournalThread(
        RingPoller<Fact> facts, InstrumentTable instruments, TradeJournal journal, JournalOptions? options = null, IFactObserver? observer = null,
        IntentLog? intents = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        _intents = intents;
        _watch = new LossWatch(() => _journal.Place.Loss);
        _pump = new JournalPump(facts, instruments, journal, options ?? new JournalOptions(), observer);
        _thread = new Thread(Run) { Name = "journal", IsBackground = true };
    }

    /// <summary>What is written, waiting and wrong; readable by any thread.</summary>
    public JournalHealth Health => _pump.Store.Health;

    /// <summary>Whether the database's file was deleted or replaced while it is open, at two looks: the session should end, and has failed, even if the file comes back. For any thread.</summary>
    public bool IsLost => Volatile.Read(ref _isLost);

    /// <summary>What saves a lost database; for tests that make it slow.</summary>
    internal Func<TradeJournal, string, string> Rescue { get; init; } = JournalRescue.Close;

    /// <summary>Facts published to the ring and not yet committed.</summary>
    public long Backlog => _pump.Backlog;

    /// <inheritdoc/>
    public bool IsBehind => _pump.IsBehind(MonotonicNs());

    /// <summary>Takes a fact from another thread than the one of the ring; seldom.</summary>
    public void Add(Fact fact) => _others.Enqueue(fact);

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>
    /// Writes everything published so far, completes the session's row, folds the log into the file and closes it. The
    /// producer has to have published its last fact. When the disk still refuses at the end of the time, says how many facts
    /// are lost with this process. A lost database is saved however long that takes, since nothing else has its rows: how it
    /// goes is told from time to time.
    /// </summary>
    public JournalStop StopAndFlush(TimeSpan timeout, int exitCode, string reason, Action<string>? tell = null)
    {
        Volatile.Write(ref _ending, new JournalEnding(MonotonicNs() + (long)(timeout.TotalSeconds * 1e9), exitCode, reason));

        // The thread keeps to the time itself.
        bool hasEnded = _thread.Join(timeout + Grace);
        while (!hasEnded && IsLost)
        {
            tell?.Invoke($"{_journal.Path}: what was in it is still being saved, {JournalRescue.CopiedBytes(_journal.Path) / 1e6:0.0} MB so far; no order is waited for any more");
            hasEnded = _thread.Join(TellEvery);
        }

        if (hasEnded)
            return _stop;
        _journal.LeaveToItsThread();
        return new JournalStop(Backlog, false, Health.LastError ?? $"{_journal.Path}: the journal did not finish in time", HasEnded: false);
    }

    private static long MonotonicNs() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    private static long WallNs() => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    private void Run()
    {
        while (Volatile.Read(ref _ending) is null)
        {
            if (!TryTurn(hurry: false))
                Thread.Sleep(IdleMs);
            _intents?.KeepWritable();
            if (MonotonicNs() is var nowNs && nowNs - _lookNs >= LookNs)
                LookForFile(nowNs);
        }

        _stop = End(Volatile.Read(ref _ending)!);
    }

    private void LookForFile(long nowNs)
    {
        _lookNs = nowNs;
        _watch.Look(nowNs);
        if (IsLost || _watch.Loss is not { } loss)
            return;
        Health.LastError = $"{_journal.Path}: {loss}; trading ends";
        Volatile.Write(ref _isLost, true);
    }

    /// <summary>What became of the file at the end; null where it is in its place, now or again.</summary>
    private string? LossAtEnd()
    {
        LookForFile(MonotonicNs());
        while (_watch.IsSuspected)
        {
            Thread.Sleep(IdleMs);
            LookForFile(MonotonicNs());
        }

        return IsLost ? _journal.Place.Loss : null;
    }

    private bool TryTurn(bool hurry)
    {
        try
        {
            while (_others.TryDequeue(out Fact fact))
                _pump.Add(fact);
            return _pump.Turn(MonotonicNs(), hurry);
        }
        catch (Exception e)
        {
            // This thread must outlive anything: facts go on waiting, the engine sees the backlog and reduces.
            Health.Fail($"{_journal.Path}: {e.Message}");
            Thread.Sleep(100);
            return false;
        }
    }

    private JournalStop End(JournalEnding ending)
    {
        _pump.Store.RetryNow();
        while ((_pump.Backlog > 0 || !_others.IsEmpty) && MonotonicNs() < ending.DeadlineNs)
        {
            if (!TryTurn(hurry: true))
                Thread.Sleep(IdleMs);
        }

        long unwritten = _pump.Backlog + Health.Refused;
        string? error = Health.LastError;
        bool isComplete = false;
        string? loss = LossAtEnd();
        string? rescue = null;
        try
        {
            _journal.EndSession(WallNs(), IsLost && ending.ExitCode == ExitDone ? ExitFailed : ending.ExitCode, ending.Reason, unwritten);
            isComplete = _journal.TryCheckpoint();
            if (loss is null && isComplete && unwritten == 0 && _watch.Loss is { } passed)
                rescue = $"{_journal.Path}: {passed} for a while; it is back, with everything in it";
            _pump.Publish(MonotonicNs());
        }
        catch (Exception e)
        {
            // The disk may still be full: that the session's end is not recorded is told, and nothing else can be done.
            error ??= $"{_journal.Path}: {e.Message}";
        }
        finally
        {
            if (loss is not null)
                rescue = Rescue(_journal, loss);
            _journal.Close();
        }

        return new JournalStop(unwritten, isComplete, loss is null || unwritten > 0 ? error : null, rescue);
    }
}
