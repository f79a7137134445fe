using Engine.Core.Primitives;
using Engine.Core.Simulation.Network;
using Engine.Core.Simulation.Truth;
using Engine.Core.Simulation.Schedule;
using Engine.Core.Simulation.Trader;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Simulation;

/// <summary>
/// One run: venue, network, trading process and everything that goes wrong on one virtual clock, all of it from one seed; without a
/// socket, a clock, a file or a thread. Equal options give equal runs.
/// </summary>
public sealed class SimulationRun
{
    private const long LongestNs = 400_000_000_000;
    private const long MostSteps = 5_000_000;
    private const long LongestTroubleNs = 15_000_000_000; // others may have used the account's credits up: a session ended for it comes back
    private const long TroublePauseNs = 100_000_000;

    private readonly SimulationOptions _options;
    private readonly Scenario _scenario;
    private readonly RunCounts _counts = new() { Runs = 1 };
    private readonly Exchange _exchange;
    private readonly Truth.Oracle _oracle;
    private readonly VirtualNetwork _network;
    private readonly ModelJournal _journal;
    private readonly TraderHost _host;
    private readonly Stranger _stranger;
    private readonly FaultSchedule _schedule;
    private long _nowNs;
    private long _stopNs;
    private long _strangers;
    private bool _isCalm;

    private SimulationRun(SimulationOptions options)
    {
        _options = options;
        _scenario = Scenario.Draw(DiceOf(1), DiceOf(6), options.Level);
        _nowNs = _scenario.StartNs;
        _stopNs = _scenario.StopNs;
        _exchange = new Exchange(_scenario.Venue, _nowNs);
        TraderSetup setup = _scenario.Trader with { Engine = _scenario.Trader.Engine with { Without = options.Without } };
        _oracle = new Truth.Oracle(_exchange, setup, _counts, _nowNs) { NowNs = _nowNs };
        if (options.Trace is not null)
            _oracle.Trace = Trace;
        _network = new VirtualNetwork(_exchange, _oracle, DiceOf(2).Fork());
        LinkFaults.Mend(_network, _nowNs);
        _journal = new ModelJournal(setup.Instruments.Length, DiceOf(3).Fork());
        _host = new TraderHost(setup, _network, new ModelDisk(_journal), _oracle, _counts, DiceOf(4).Fork());
        _stranger = new Stranger(_exchange, setup.Key, setup.Instruments, DiceOf(5).Fork());
        IEnumerable<FaultSource> sources =
        [
            .. new VenueFaults(_exchange, setup.Key, setup.Instruments, _oracle.PaidIn).Sources(i => DiceOf(1000 + i)),
            .. new LinkFaults(_network).Sources(i => DiceOf(2000 + i)),
            .. new TraderFaults(_host, _journal, _stranger).Sources(i => DiceOf(3000 + i)),
        ];
        _schedule = new FaultSchedule(sources, options.Level, _counts, _scenario.FaultsFromNs, _scenario.FaultsUntilNs);
    }

    /// <summary>Runs one.</summary>
    public static SimulationResult Run(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SimulationRun(options).Run();
    }

    private Dice DiceOf(int concern) => new(new Prng(_options.Seed ^ ((ulong)concern * 0xD1342543DE82EF95)));

    private SimulationResult Run()
    {
        try
        {
            Play();
        }
        catch (Exception e)
        {
            _oracle.Report(Invariant.Soundness, e.ToString());
        }

        _counts.Seconds = (_nowNs - _scenario.StartNs) / 1e9;
        return new SimulationResult(_oracle.Violation, _counts, _oracle.Hash);
    }

    private void Play()
    {
        long endNs = _scenario.StartNs + LongestNs;
        bool isStopped = false;
        for (long steps = 0; _oracle.Violation is null; steps++)
        {
            long nextNs = NextNs();
            if (!_isCalm && nextNs >= _scenario.FaultsUntilNs)
                nextNs = Calm();
            if (!isStopped && nextNs >= _stopNs)
                isStopped = TryStop(out nextNs);

            Step(Math.Max(nextNs, _nowNs));
            if (isStopped && _host.Process is null)
                break;
            if (_nowNs > endNs || steps > MostSteps)
                _oracle.Report(Invariant.Liveness, $"the run does not come to an end ({steps} steps)");
        }

        if (_oracle.Violation is null)
            FinishUp();
    }

    private long NextNs() => Math.Min(Math.Min(_exchange.NextNs, _network.NextNs), Math.Min(_host.NextNs, _schedule.NextNs));

    private void Step(long nowNs)
    {
        _nowNs = _oracle.NowNs = nowNs;
        _exchange.Advance(nowNs);
        _network.Read(nowNs);
        if (_schedule.Act(nowNs, _oracle.Trace))
            _oracle.Disturb();
        if (_strangers != _stranger.Requests)
            _oracle.OthersSpend();
        _strangers = _stranger.Requests;
        Write();
        if (_host.NextNs <= nowNs)
        {
            _host.Turn(nowNs);
            Write();
        }

        _oracle.Look(nowNs);
    }

    private void Write()
    {
        while (_exchange.TryTakeReady(out Session session))
        {
            if (!_network.TryWrite(session, _nowNs) && _stranger.Owns(session))
                _stranger.Take(session, _nowNs);
            else if (session.Outbox.Count > 0)
                session.Outbox.Clear();
        }
    }

    /// <summary>All faults are over; from here on everything has to come right.</summary>
    private long Calm()
    {
        _isCalm = true;
        _nowNs = _oracle.NowNs = _scenario.FaultsUntilNs;
        _exchange.Advance(_nowNs);
        _exchange.Faults.ClearAll();
        LinkFaults.Mend(_network, _nowNs);
        _journal.FullUntilNs = 0;
        _journal.FailureChance = 0;
        if (_host.Process is { } process)
        {
            process.Stall(_nowNs, 0);
            process.JournalStalledUntilNs = 0;
            process.Wish = DeathWish.None;
        }

        _oracle.Calm();
        _oracle.Trace?.Invoke("all faults are over");
        return _nowNs;
    }

    /// <summary>Asks for the clean stop, at a moment when all is well: within some seconds there has to be one.</summary>
    private bool TryStop(out long nowNs)
    {
        nowNs = _nowNs = _oracle.NowNs = Math.Max(_nowNs, _stopNs);
        if (_oracle.Difference() is { } difference)
        {
            if (_stopNs - _scenario.StopNs < LongestTroubleNs)
            {
                _stopNs += TroublePauseNs;
                _host.ClearNow(_nowNs); // a limit may latch it again and again
                return false;
            }

            _oracle.Report(Invariant.Liveness, $"{(_nowNs - _scenario.FaultsUntilNs) / 1_000_000_000} s after the last fault {difference}");
        }
        _oracle.Trace?.Invoke("the trader is asked to stop");
        _host.Restarts = false;
        _host.Stop(0, _nowNs);
        return true;
    }

    private void FinishUp()
    {
        if (_host.Ending is not { OrdersConfirmedGone: true })
            _oracle.Report(Invariant.Liveness, $"the stop ended with {_host.Ending?.Failure ?? "nothing"}");
        FinalAudit.Check(_exchange, _scenario.Trader, _journal, _oracle);
    }

    private void Trace(string line) =>
        _options.Trace!(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(_nowNs - _scenario.StartNs) / 1e9:0.000000} {line}"));
}
