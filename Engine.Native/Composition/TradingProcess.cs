using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Commands;
using Engine.Native.Composition.Paper;
using Engine.Native.Composition.Recovery;
using Engine.Native.Composition.Screens;
using Engine.Native.Hosting;
using Engine.Native.Hosting.Watching;
using Engine.Native.Linux.Threads;
using Engine.Native.Net;
using Engine.Native.Status;
using Engine.Native.Status.Statistics;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Killing;
using Engine.Native.Storage.Sqlite;
using Engine.Native.Time;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Composition;

/// <summary>
/// The trading process: opens the journal, builds the hot loop, runs the threads, shows what happens, stops in order. Everything
/// that can be wrong beforehand is found before the first connection.
/// </summary>
public sealed partial class TradingProcess
{
    private const int FactSlots = 1 << 14;

    private readonly TradeSetup _setup;
    private readonly StopSignal _stop;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly Stream _lines;
    private readonly int _session = RandomNumberGenerator.GetInt32(1, (1 << 24) - 1);
    private bool _hasBegun;

    /// <summary>A process to be run once.</summary>
    /// <param name="setup">What and where.</param>
    /// <param name="stop">What ends it.</param>
    /// <param name="output">For the summary.</param>
    /// <param name="error">For what went wrong.</param>
    /// <param name="lines">For the status lines of a headless session, unbuffered; standard output when null.</param>
    public TradingProcess(TradeSetup setup, StopSignal stop, TextWriter output, TextWriter error, Stream? lines = null)
    {
        _setup = setup;
        _stop = stop;
        _output = CarelessWriter.Over(output);
        _error = CarelessWriter.Over(error);
        _lines = lines ?? Console.OpenStandardOutput();
    }

    /// <summary>The program's version.</summary>
    public static string Version { get; } =
        typeof(TradingProcess).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Trades until the end; returns the exit code.</summary>
    public int Run()
    {
        SystemClock clock = new();
        long startNs = clock.NowNs;
        if (!WsEndpoint.TryParse(_setup.Address.ToString(), out WsEndpoint? endpoint, out string problem)
            || !endpoint.TryResolve(TimeSpan.FromSeconds(10), out IReadOnlyList<IPAddress> addresses, out problem))
            return Fail(problem);
        try
        {
            if (KillStanding.Of(_setup.Config.Journal.Path).Obstacle is { } obstacle)
                return Refuse(obstacle);
            using TradeJournal journal = OpenJournal(startNs);
            if (KillStanding.Of(journal.Path, journal.KilledBefore).Obstacle is { } latched)
            {
                // By a session that held the lock until now.
                journal.EndSession(clock.NowNs, ExitCode.Killed, latched, unwritten: 0);
                return Refuse(latched);
            }

            try
            {
                using KillFile kill = KillFile.Arm(journal.Path, _session);
                using AccountLock account = AccountLock.Take(LockKey(journal.Account, addresses), _setup.Config.Instruments.Select(instrument => instrument.Name), _error);
                kill.Latch.EquityDropNs = RiskSetup.AccountLimitsOf(_setup.Config.Risk).EquityDropNs;
                _stop.Attach(kill.Latch);
                using RecoveryStart recovery = RecoveryStart.Begin(_setup, journal, _session, startNs, _error);
                using WsConnection connection = new(endpoint, addresses, WireOptionsOf(_setup.Config));
                using StatusWriter page = OpenStatus(clock.NowNs);
                return Trade(startNs, clock, journal, recovery, kill, connection, page);
            }
            catch (Exception e) when (e is IOException or DatabaseException && !_hasBegun)
            {
                EndUnbegun(journal, clock.NowNs, e.Message);
                return Fail(e.Message);
            }
        }
        catch (Exception e) when (e is IOException or DatabaseException)
        {
            return Fail(e.Message);
        }
    }

    /// <summary>A venue made for one session is an account of its own.</summary>
    private string LockKey(string account, IReadOnlyList<IPAddress> addresses) =>
        _setup.OwnsVenue ? account : AccountKey.Of(_setup.Address, addresses, _setup.Keys.ClientId);

    /// <summary>A start that failed is a session that has ended: the next one need not look for what it left.</summary>
    private static void EndUnbegun(TradeJournal journal, long nowNs, string reason)
    {
        try
        {
            journal.EndSession(nowNs, ExitCode.Failed, reason, unwritten: 0);
        }
        catch (SqliteException)
        {
            // The database is what failed: the next start looks for more than there is.
        }
    }

    private int Trade(long startNs, SystemClock clock, TradeJournal journal, RecoveryStart recovery, KillFile kill, WsConnection connection, StatusWriter page)
    {
        InstrumentTable instruments = new([.. _setup.Config.Instruments.Select(instrument => instrument.Name)]);
        RingBuffer<Fact> facts = new(FactSlots);
        JournalStatusFeed feed = new(new SessionStatistics(instruments.Count), page);
        feed.Statistics.BeginWith(recovery.Left.Count);
        IFactObserver quotes = _setup.PrintQuotes ? new QuotePrinter(feed) : feed;
        NoticeTeller observer = new(quotes);
        JournalThread journalThread = new(new RingPoller<Fact>(facts), instruments, journal, JournalOptionsOf(), observer, recovery.Intents);
        DeribitSession session = new(SessionOptionsOf() with { Elsewhere = recovery.Elsewhere }, instruments);
        for (int i = 0; i < instruments.Count; i++)
        {
            string symbol = _setup.Config.Instruments[i].Name;
            session.SetTradesFrom(i, journal.TradeMark(symbol), journal.MarkedTrade(symbol));
        }

        using HotLoop<InventorySkewQuoter> loop = new(
            HotOptionsOf(connection.Addresses), clock, _stop, connection, session, instruments, DesksOf(journal), EngineOptionsOf(recovery) with { Latch = kill.Latch }, facts, journalThread);
        SizeCheck<InventorySkewQuoter> sizes = new(loop.Quoting, _setup.Config, _stop, new HotStatusFeed<InventorySkewQuoter>(loop, page));
        loop.Quoting.Observer = sizes;
        if (_setup.Config.Hot.Mlock && MemoryLock.LockAll() is { Succeeded: false } locked)
            _error.WriteLine($"engine: hot.mlock: {locked}");
        KeepOffHotProcessors();
        kill.BeginStoring(latched => journalThread.Add(KillNotice.Of(in latched))); // at once: this process may be killed while its hot thread hangs
        _hasBegun = true;
        journalThread.Start();
        HotThread<InventorySkewQuoter> hot = new(loop, HotOptionsOf(connection.Addresses));
        int collections = GC.CollectionCount(0);
        using Watchdog? watchdog = WatchdogOf(loop, connection, instruments, kill, journalThread);
        watchdog?.Start();
        hot.Start();
        new SessionScreen(_setup, _stop, kill.Latch, journalThread, page.Path, _lines, _error, [loop.Trading.Troubles, sizes.Troubles, observer.Troubles, .. watchdog is null ? Array.Empty<TroubleLog>() : [watchdog.Troubles]]).Show(hot);
        TradingEnding ending = hot.Join();
        if (hot.HasFailed)
            kill.Latch.Latch(KillReason.Invariant, clock.NowNs); // or whoever starts it anew meets the same fault for ever
        if (kill.Latch.IsLatched && !kill.TryFlush(out string problem))
            _error.WriteLine($"engine: {problem}");
        if (kill.Latch.TryRead(out KillRecord killed))
            journalThread.Add(KillNotice.Of(in killed)); // whoever else has told of it: the database has to know
        collections = GC.CollectionCount(0) - collections;
        int exitCode = ExitCodeOf(ending, loop);
        foreach (Fact end in recovery.EndsElsewhere(session, clock.NowNs))
            journalThread.Add(end);
        JournalStop written = journalThread.StopAndFlush(TimeSpan.FromSeconds(_setup.Config.Session.StopSeconds), exitCode, ending.Failure ?? ReasonOf(loop), sentence => _error.WriteLine($"engine: {sentence}"));
        if (written.Rescue is { } rescue)
            _error.WriteLine($"engine: {rescue}");
        if (written.Unwritten > 0 || (!written.IsFileComplete && written.Rescue is null))
            _error.WriteLine($"engine: {journal.Path}: {written.Unwritten} records could not be written: {written.Error ?? "the log was not folded into the file"}");
        if ((written.Unwritten > 0 || journalThread.IsLost || !written.HasEnded) && exitCode == ExitCode.Done)
            exitCode = ExitCode.Failed;
        if (ending.OrdersConfirmedGone)
            recovery.Intents.End(clock.NowNs);
        page.End(clock.NowNs, exitCode);
        double firstOrderMs = loop.FirstOrderNs == 0 ? 0 : (loop.FirstOrderNs - startNs) / 1e6;
        SessionSummary.Write(_output, _setup, loop, feed.Statistics, ending, new SessionFigures(journal.Path, firstOrderMs, collections));
        return exitCode;
    }

    private Watchdog? WatchdogOf(HotLoop<InventorySkewQuoter> loop, WsConnection connection, InstrumentTable instruments, KillFile kill, JournalThread journal)
    {
        if (_setup.Config.Risk.WatchdogMs == 0 || !WsEndpoint.TryParse(_setup.Address.ToString(), out WsEndpoint? endpoint, out _))
            return null;
        WatchOrders orders = new()
        {
            LimitNs = _setup.Config.Risk.WatchdogMs * 1_000_000L,
            SessionId = _session,
            Endpoint = endpoint,
            Addresses = connection.Addresses,
            Login = SessionOptionsOf(),
            Instruments = instruments,
        };
        return new Watchdog(orders, loop.Heart, () => (loop.Quoting.Position, loop.Quoting.IsCaughtUp), kill.Latch, _stop, journal.Add);
    }

    /// <summary>Threads that are not hot inherit this one's processors: all but those that hot threads are pinned to, where others are left.</summary>
    private void KeepOffHotProcessors()
    {
        int[] others = [.. CpuAffinity.Allowed().Where(cpu => cpu != _setup.Config.Hot.Cpu && cpu != _setup.Config.Hot.QuoteCpu)];
        if (_setup.Config.Hot.Cpu is not null && others.Length > 0)
            CpuAffinity.Allow(others);
    }

    private string ReasonOf(HotLoop<InventorySkewQuoter> loop) =>
        _stop.Reason == StopReason.None && loop.Engine.KillReason != KillReason.None ? $"{StopReason.Kill}: {loop.Engine.KillReason}" : _stop.Reason.ToString();

    private int ExitCodeOf(TradingEnding ending, HotLoop<InventorySkewQuoter> loop)
    {
        if (ending.Failure is not null && _setup.VenueFault() is null)
            _error.WriteLine($"engine: {ending.Failure}");
        if (ending.OrdersConfirmedGone && loop.Engine.KillReason != KillReason.None)
            return ExitCode.Killed;
        if (_stop.Reason == StopReason.Failure)
            return ExitCode.Failed;
        if (!ending.OrdersConfirmedGone)
            return ExitCode.OrdersUnconfirmed;
        if (ending.IsMistaken || _stop.Reason == StopReason.SizeTooSmall)
            return ExitCode.Usage;
        return ending.WasLive && _stop.Reason != StopReason.ContractResized ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>A kill switch that was latched stays so, whoever starts the next session: only the operator clears it.</summary>
    private int Refuse(string obstacle)
    {
        _error.WriteLine($"engine: {obstacle}. Look at the account, then clear it with `engine kill --clear --db {_setup.Config.Journal.Path}`");
        return ExitCode.Killed;
    }

    private int Fail(string message)
    {
        _error.WriteLine($"engine: {message}");
        return ExitCode.Failed;
    }

    private TradeJournal OpenJournal(long nowNs) => TradeJournal.Open(
        _setup.Config.Journal.Path,
        new SessionRecord
        {
            StartedNs = nowNs,
            Environment = _setup.Environment,
            Url = _setup.Address.ToString(),
            Version = Version,
            Seed = (long?)_setup.Seed,
            Account = AccountName.Of(_setup, nowNs),
            LabelSession = _session,
        },
        JournalOptionsOf());

    private StatusWriter OpenStatus(long nowNs) => new(
        _setup.Config.Status.Path ?? StatusFiles.Create(),
        new StatusOrigin
        {
            StartedNs = nowNs,
            Version = Version,
            Environment = _setup.Environment,
            Url = _setup.Address.ToString(),
            Database = _setup.Config.Journal.Path,
        });
}
