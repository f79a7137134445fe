using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;
using Engine.Native.Hosting.Rehearsing;
using Engine.Native.Hosting.Watching;
using Engine.Native.Net;
using Engine.Native.Time;

namespace Engine.Native.Hosting;

/// <summary>
/// The duty cycle of the hot thread: receive, decode, publish, quote, send. It owns the connection, the session and the engine,
/// and never waits for another thread; what is sent and when lies with <see cref="TradingSession"/>. <see cref="Run"/> is the
/// thread's body and returns when trading has ended.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed class HotLoop<TQuoter> : IRingDrain, IRareFrames, IDisposable
    where TQuoter : struct, IQuoter
{
    private static readonly TimeSpan QuoteEndLimit = TimeSpan.FromSeconds(2);

    private const int EventSlots = 4096;
    private const int IntentSlots = 256;
    private const int BackedUpBytes = 64 * 1024;
    private const long QuietNs = 3_000;
    private const long LongestStallNs = 2_000_000_000;
    private const long HangUpNs = 500_000_000;

    private readonly HotOptions _options;
    private readonly SystemClock _clock;
    private readonly StopSignal _stop;
    private readonly IJournalLoad _journal;
    private readonly WireStage _wire;
    private readonly RingPoller<SentRequest>? _intents;
    private readonly QuoteThread<TQuoter>? _quoteThread;
    private readonly RehearsalRoom<TQuoter>? _room;
    private IntentIntake _intake;
    private DutyCycle _duty;
    private IdleWait _wait;
    private long _busyNs;
    private long _stalledNs;
    private long _stalledAt;
    private bool _isKillTold;

    /// <summary>Prepares the loop; everything it needs is allocated here.</summary>
    public HotLoop(
        HotOptions options, SystemClock clock, StopSignal stop, WsConnection connection, DeribitSession session, InstrumentTable instruments,
        ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions engine, RingBuffer<Fact> facts, IJournalLoad journal)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connection);
        _options = options;
        _clock = clock;
        _stop = stop;
        _journal = journal;
        RingBuffer<EngineEvent> events = new(EventSlots);
        RingBuffer<SentRequest>? handOff = options.Threads > 1 ? new RingBuffer<SentRequest>(IntentSlots) : null;
        RingPoller<EngineEvent> poller = new(events);
        _wire = new WireStage(clock, connection, session, new DeribitDecoder(instruments), instruments, events, this);
        _intake = new IntentIntake(_wire.Writer, _wire.Feed);
        Quoting = new QuoteStage<TQuoter, WireGateway>(poller, instruments, desks, engine, facts, new WireGateway(clock, _wire.Writer, handOff), options.ObserveNs);
        Trading = new TradingSession(options.Link, new WsLink(connection), session, instruments, _wire.Intake, Quoting, (ulong)clock.NowNs);
        _wait = new IdleWait(options.Wait);
        if (options.RehearseNs > 0 && !_wait.Sleeps)
            _room = new RehearsalRoom<TQuoter>(connection.IsSecure, options, clock, instruments, desks, engine, _wire.Decoder);
        if (handOff is null)
            return;
        _intents = new RingPoller<SentRequest>(handOff);
        _quoteThread = new QuoteThread<TQuoter>(Quoting, _room, options);
    }

    /// <summary>The sign of life of the thread that runs it. Any thread.</summary>
    public Heartbeat Heart { get; } = new();

    /// <summary>The connection. Hot thread only.</summary>
    public WsConnection Connection => _wire.Connection;

    /// <summary>The session on it. Hot thread only, but for its troubles.</summary>
    public TradingSession Trading { get; }

    /// <summary>The quoting stage, on this thread or on its own.</summary>
    public QuoteStage<TQuoter, WireGateway> Quoting { get; }

    /// <summary>The engine. The quoting thread only, or after it has ended.</summary>
    public TradingEngine<TQuoter, WireGateway> Engine => Quoting.Engine;

    /// <summary>The thread that quotes, where it is not this one.</summary>
    public PinnedThread? QuoteThread => _quoteThread?.Thread;

    /// <summary>Turns and stalls. Hot thread only.</summary>
    public DutyCycle Duty => _duty;

    /// <summary>Order requests sent. Hot thread only.</summary>
    public long OrderRequests => _wire.Sent.Total;

    /// <summary>Which decoder read how many frames. Hot thread only, or after the thread has ended.</summary>
    public DecoderCounts Decoded => _wire.Decoder.Counts;

    /// <summary>Ticks rehearsed while nothing came. Hot thread only, or after the thread has ended.</summary>
    public long Rehearsals => _room?.Rehearsal?.Count ?? 0;

    /// <summary>When the first order left, Unix ns; 0 while none has. Hot thread only, or after the thread has ended.</summary>
    public long FirstOrderNs => _wire.Sent.FirstNs;

    /// <summary>Starts the threads beside the hot one; not from the hot thread, whose processor they would inherit.</summary>
    public void StartOthers()
    {
        _quoteThread?.Thread.Start();
        _room?.Start();
    }

    /// <summary>Trades until asked to stop, or until it cannot go on. The thread's body.</summary>
    public TradingEnding Run()
    {
        while (!IsOver())
        {
            // After a fault that is survived trading goes on to its orderly end.
        }

        HangUp();
        return Trading.Ending!;
    }

    private bool IsOver()
    {
        try
        {
            while (Trading.Ending is null)
            {
                if (!Turn())
                    Wait();
            }
        }
        catch (Exception e) when (Trading.TrySurvive(e, _clock.NowNs))
        {
            return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Drain()
    {
        if (_quoteThread is null)
            Quoting.Poll();
        else if (_quoteThread.Thread.Failure is { } failure)
            throw new InvalidOperationException("the quoting thread is gone", failure);
        else
            AwaitQuoting();
    }

    /// <summary>The ring is full and the other thread has to make room; it is not waited for without end.</summary>
    private void AwaitQuoting()
    {
        long nowNs = _clock.NowNs;
        if (_stalledAt != Quoting.Position || _stalledNs == 0)
            (_stalledAt, _stalledNs) = (Quoting.Position, nowNs);
        else if (nowNs - _stalledNs > LongestStallNs)
            throw new InvalidOperationException($"the quoting thread has taken in nothing for {LongestStallNs / 1e9:0.#} s");
        Thread.Yield();
    }

    /// <summary>
    /// After the hot thread has failed: ends the other one and the connection at once, so that the venue's cancel-on-disconnect takes
    /// the orders now. For the thread that has seen the hot one end.
    /// </summary>
    public void Abandon()
    {
        Connection.Dispose();
        _quoteThread?.TryEnd(QuoteEndLimit);
    }

    /// <summary>Releases what the loop itself has opened; the connection is its owner's.</summary>
    public void Dispose() => _room?.Dispose();

    private bool Turn()
    {
        long nowNs = _clock.NowNs;
        long beganNs = nowNs;
        Heart.Beat();
        if (_stop.KillReason != KillReason.None && !_isKillTold)
            TellKill(nowNs);
        if (Trading.IsStopping)
            Trading.AdvanceStop(nowNs);
        bool busy = Connection.Poll(nowNs);
        if (busy)
            nowNs = Read();
        if (nowNs >= Trading.TimerNs)
            OnTimer(nowNs);
        _wire.Publish();
        busy |= (_quoteThread is null ? Quoting.Poll() : TakeIntents()) > 0;
        Send();
        if (busy)
            _duty.Add(beganNs, _busyNs = _clock.NowNs);
        else if (nowNs - _busyNs >= QuietNs)
            OnQuiet(nowNs);
        return busy;
    }

    /// <summary>Before anything that came meanwhile: it must not be quoted on.</summary>
    private void TellKill(long nowNs)
    {
        _isKillTold = true;
        Trading.Kill(_stop.KillReason, nowNs);
    }

    /// <summary>Nothing has come for some microseconds: time for what would hold the next tick up.</summary>
    private void OnQuiet(long nowNs)
    {
        Connection.AcknowledgeUnanswered();
        if (_room?.Rehearsal is { } rehearsal && nowNs - _busyNs >= _options.RehearseNs && Trading.Announced == SessionState.Live && !Trading.IsStopping)
            Rehearse(rehearsal, nowNs);
    }

    /// <summary>Nothing has come for a while (ticks that follow each other keep the path warm themselves): a step of the rehearsal.</summary>
    private void Rehearse(Rehearsal<TQuoter> rehearsal, long nowNs)
    {
        Desk<TQuoter> desk = Engine.Desks[0];
        if (rehearsal.HasBegun || (Quoting.IsCaughtUp && desk is { Instrument: not null, Book.IsTrusted: true }))
            _room!.Step(nowNs, desk);
    }

    private long Read()
    {
        long readNs = _wire.Read(this);
        Trading.AfterRead(Connection.State == WsState.Open, readNs);
        return readNs;
    }

    /// <summary>Takes over what the other thread decided, unless the connection is backed up: it then waits in the ring.</summary>
    private int TakeIntents()
    {
        _intake.SinceNs = Trading.NewsSinceNs;
        _intake.ConnectedNs = Trading.ConnectedNs;
        if (Connection.Output.PendingBytes > BackedUpBytes)
            return 0;
        return _intake.HasKept ? _intake.Retry() : _intents!.Poll(ref _intake, IntentIntake.Limit);
    }

    void IRareFrames.BeforeSlow(long nowNs)
    {
        Trading.BeforeDecision(nowNs);
        _wire.Publish();
        if (_quoteThread is null)
            Quoting.Poll();
        _wire.Send();
    }

    void IRareFrames.OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs) => Trading.OnRare(result, message, nowNs);

    private void Send()
    {
        if (Trading.Session.HasDue)
            Trading.WriteRequests(_clock.NowNs);
        _wire.Send();
    }

    private void OnTimer(long nowNs)
    {
        if (_stop.IsRequested && !Trading.IsStopping)
            Trading.BeginStop(nowNs, isVenueGone: _stop.Reason == StopReason.Failure);
        if (!Heart.IsExpected && Trading.Announced == SessionState.Live)
            Heart.IsExpected = true;
        Trading.TellJournal(_journal.IsBehind, nowNs);
        Trading.OnTimer(nowNs);
        if (_room?.TakeFailure() is { } regret)
            Trading.Troubles.Add(regret);
        if (_quoteThread?.Thread.Failure is { } failure)
            Trading.End(new TradingEnding(OrdersConfirmedGone: false, WasLive: true, $"the quoting thread failed: {failure}"));
    }

    private void HangUp()
    {
        Heart.IsExpected = false; // from here on it waits, bounded
        _wire.Publish();
        if (_quoteThread is null)
            Quoting.Poll();
        Connection.Close(_clock.NowNs);
        for (long untilNs = _clock.NowNs + HangUpNs; Connection.State != WsState.Closed && _clock.NowNs < untilNs;)
        {
            Connection.Poll(_clock.NowNs);
            while (Connection.TryReadMessage(out _, out _))
            {
                // Nothing that still comes is of use: every fill was asked for before.
            }

            Connection.WaitReadable(1);
        }

        // A quoting thread that does not end keeps the engine, and the last profit is not told.
        if (_quoteThread?.TryEnd(QuoteEndLimit) ?? true)
            Quoting.Finish(_clock.NowNs);
    }

    private void Wait()
    {
        if (!_wait.Sleeps)
            _wait.Pause();
        else if (Connection.State is WsState.Idle or WsState.Closed)
            Thread.Sleep(1);
        else
            Connection.WaitReadable(1);
    }
}
