using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Simulation.Network;

namespace Engine.Core.Simulation.Trader;

/// <summary>Who starts the trading process, kills it, starts it again, and gives it an operator's orders.</summary>
internal sealed class TraderHost(TraderSetup setup, VirtualNetwork network, ModelDisk disk, Truth.Oracle oracle, RunCounts counts, Prng random)
{
    private const long WishPatienceNs = 3_000_000_000;
    private const long StartPauseNs = 500_000_000;
    private const long UsualClearNs = 3_000_000_000; // somebody has looked why it was latched

    private static readonly RejectReason[] s_reasons = Enum.GetValues<RejectReason>();

    private Prng _random = random;
    private long _startNs;
    private long _wishedNs;
    private long _restartAfterNs;
    private long _clearAfterNs = UsualClearNs;
    private long _clearNs;

    /// <summary>The process; null while there is none.</summary>
    public TraderProcess? Process { get; private set; }

    /// <summary>How the last one ended that was asked to stop.</summary>
    public TradingEnding? Ending { get; private set; }

    /// <summary>Whether its processes have a watchdog.</summary>
    public bool HasWatchdog => setup.WatchdogNs > 0;

    /// <summary>How far the next process's clock is ahead of the world's.</summary>
    public long AheadNs { get; set; }

    /// <summary>Whether a process that ends is followed by another.</summary>
    public bool Restarts { get; set; } = true;

    /// <summary>What happens when there is no process, before the next.</summary>
    public Action<long>? WhileDown { get; set; }

    /// <summary>When something is due, in the world's time.</summary>
    public long NextNs => Process is { } process ? Math.Min(process.Watchdog?.NextNs ?? long.MaxValue, Math.Min(process.NextNs, process.JournalNextNs)) : _startNs;

    /// <summary>Lets what is due happen.</summary>
    public void Turn(long nowNs)
    {
        if (Process is null)
        {
            if (nowNs >= _startNs)
                Start(nowNs);
            return;
        }

        disk.Journal.NowNs = nowNs;
        if (Process.Watchdog is { } watchdog && nowNs >= watchdog.NextNs && watchdog.Turn(nowNs))
        {
            oracle.Trace?.Invoke("the watchdog sees that the hot thread stands still");
            oracle.OnKill(nowNs);
            counts.Bind("KillWatchdog");
        }

        if (nowNs >= Process.NextNs && !Process.Turn(nowNs))
        {
            Die(nowNs);
            return;
        }

        if (nowNs >= Process.JournalNextNs)
            Process.TurnJournal(nowNs);
        if (Process.Trading.Ending is { } ending)
            End(ending, nowNs);
        else if (Process.Wish != DeathWish.None && nowNs - _wishedNs > WishPatienceNs)
            Die(nowNs);
    }

    /// <summary>Kills the process now, or at the moment that is wished for; another starts after a while.</summary>
    public void Kill(DeathWish wish, long restartAfterNs, long nowNs)
    {
        if (Process is null)
            return;
        _restartAfterNs = restartAfterNs;
        _wishedNs = nowNs;
        Process.Wish = wish;
        if (wish == DeathWish.None)
            Die(nowNs);
    }

    /// <summary>Asks for a clean stop; another process starts after a while, unless none is to follow.</summary>
    public void Stop(long restartAfterNs, long nowNs)
    {
        if (Process is not { IsStopAsked: false } process || process.Trading.IsStopping)
            return;
        _restartAfterNs = restartAfterNs;
        process.IsStopAsked = true;
        oracle.LatchedNs = Math.Min(oracle.LatchedNs, nowNs);
    }

    /// <summary>The operator's kill switch; some time after the process has ended the operator clears it.</summary>
    public void Kill(KillReason reason, long clearAfterNs, long nowNs)
    {
        if (Process is not { } process)
            return;
        _clearAfterNs = clearAfterNs;
        process.AskKill(reason, nowNs);
        oracle.OnKill(nowNs);
    }

    /// <summary>A latched kill switch is cleared now, if no process holds it.</summary>
    public void ClearNow(long nowNs)
    {
        if (Process is null && disk.Kill.IsLatched)
            _clearNs = _startNs = nowNs;
    }

    /// <summary>Whoever starts the process tries again and again; latched, it refuses, until the operator has cleared the kill switch.</summary>
    private bool MayStart(long nowNs)
    {
        if (!disk.Kill.IsLatched)
            return true;
        if (_clearNs == 0)
            _clearNs = nowNs + _clearAfterNs;
        if (nowNs >= _clearNs)
        {
            oracle.Trace?.Invoke($"the operator clears the kill switch ({disk.Kill.Record.Reason})");
            disk.Kill.Clear(nowNs);
            oracle.OnCleared();
            (_clearNs, _clearAfterNs) = (0, UsualClearNs);
            return true;
        }

        counts.Bind("StartRefused");
        _startNs = Math.Min(_clearNs, nowNs + StartPauseNs);
        return false;
    }

    private void Start(long nowNs)
    {
        if (!MayStart(nowNs))
            return;
        counts.Starts++;
        Ending = null;
        oracle.Begin();
        TraderBirth birth = new(nowNs, AheadNs, 1 + _random.Below((1 << 24) - 1));
        Process = oracle.Process = new TraderProcess(setup, network, oracle, oracle.PullWatcher, oracle, disk, birth, _random.Fork());
        oracle.CheckRecovery(birth.SessionId, Process.Left);
    }

    private void Die(long nowNs)
    {
        oracle.Trace?.Invoke("the process is killed");
        oracle.OnDeath(Process!);
        if (Process!.HasUnsentIntents)
        {
            disk.TearNewest((ulong)nowNs);
            counts.Strike("torn_intent");
        }

        Process.Link.Abandon(nowNs);
        Leave(nowNs);
    }

    private void End(TradingEnding ending, long nowNs)
    {
        oracle.Trace?.Invoke($"the process ends: {ending}");
        Ending = ending;
        oracle.CheckEnding(ending, Process!);
        Process!.HangUp(ending, nowNs);
        Leave(nowNs);
    }

    private void Leave(long nowNs)
    {
        counts.Reconnects += Process!.Trading.Reconnects;
        Process.Watchdog?.Abandon(nowNs);
        CountLimits(Process);
        Process = oracle.Process = null;
        _startNs = Restarts ? nowNs + Math.Max(1, _restartAfterNs) : long.MaxValue;
        if (Restarts)
            WhileDown?.Invoke(nowNs);
    }

    private void CountLimits(TraderProcess process)
    {
        foreach (RejectReason reason in s_reasons)
            counts.Bind(reason.ToString(), process.Engine.RejectsOf(reason));
        if (process.Engine.KillReason is not (KillReason.None or KillReason.Operator or KillReason.Watchdog))
            counts.Bind("Kill" + process.Engine.KillReason);
    }
}
