using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Config.Sections;
using Engine.Native.Net;
using Engine.Native.Time;

namespace Engine.Native.Hosting;

/// <summary>
/// The duty cycle of the hot thread: receive, decode, publish, quote, send. It owns the connection, the session and the engine,
/// and never waits for another thread. <see cref="Run"/> is the thread's body and returns when trading has ended.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed partial class HotLoop<TQuoter> : IRingDrain
    where TQuoter : struct, IQuoter
{
    private const int EventSlots = 4096;
    private const int SpinsBeforeYield = 2_000;

    private readonly HotOptions _options;
    private readonly SystemClock _clock;
    private readonly StopSignal _stop;
    private readonly JournalThread _journal;
    private readonly RingPoller<EngineEvent> _poller;
    private readonly EventFeed _feed;
    private readonly DeribitDecoder _decoder;
    private readonly SentLog _sent;
    private RingSink _sink;
    private EngineReader<TQuoter> _reader;
    private DutyCycle _duty;
    private Backoff _backoff;
    private long _timerNs;
    private long _observeNs;
    private bool _isJournalBehind;
    private int _idleTurns;

    /// <summary>Prepares the loop; everything it needs is allocated here.</summary>
    public HotLoop(
        HotOptions options, SystemClock clock, StopSignal stop, WsConnection connection, DeribitSession session, InstrumentTable instruments,
        ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions engine, RingBuffer<Fact> facts, JournalThread journal)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connection);
        _options = options;
        _clock = clock;
        _stop = stop;
        _journal = journal;
        Connection = connection;
        Session = session;
        RingBuffer<EngineEvent> ring = new(EventSlots);
        _poller = new RingPoller<EngineEvent>(ring);
        _feed = new EventFeed(ring, this);
        _sink = new RingSink(_feed);
        _decoder = new DeribitDecoder(instruments);
        Facts = new FactLog(facts);
        _sent = new SentLog(Facts);
        Engine = new TradingEngine<TQuoter, WireGateway>(instruments, desks, engine, Facts, new WireGateway(connection.Output, instruments, session, _sent));
        _reader = new EngineReader<TQuoter>(Engine);
        _backoff = new Backoff(options.ReconnectNs, options.ReconnectCapNs, (ulong)clock.NowNs);
    }

    /// <summary>The connection. Hot thread only.</summary>
    public WsConnection Connection { get; }

    /// <summary>The session. Hot thread only.</summary>
    public DeribitSession Session { get; }

    /// <summary>The engine. Hot thread only, or after the thread has ended.</summary>
    public TradingEngine<TQuoter, WireGateway> Engine { get; }

    /// <summary>Facts on their way to the journal. Hot thread only.</summary>
    public FactLog Facts { get; }

    /// <summary>Turns and stalls. Hot thread only.</summary>
    public DutyCycle Duty => _duty;

    /// <summary>Order requests sent. Hot thread only.</summary>
    public long OrderRequests => _sent.Total;

    /// <summary>Frames that could not be read. Hot thread only.</summary>
    public long MalformedFrames { get; private set; }

    /// <summary>Well-formed frames of channels or instruments not asked for. Hot thread only.</summary>
    public long UnknownFrames { get; private set; }

    /// <summary>Who copies the state out for others; set before the thread starts.</summary>
    public IHotObserver? Observer { get; set; }

    /// <summary>What went wrong, for people: written by the hot thread, read by one other.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <summary>When the first order left, Unix ns; 0 while none has. Hot thread only, or after the thread has ended.</summary>
    public long FirstOrderNs => _sent.FirstNs;

    /// <summary>Trades until asked to stop, or until it cannot go on. The thread's body.</summary>
    public HotEnding Run()
    {
        while (_ending is null)
        {
            if (!Turn())
                Wait();
        }

        HangUp();
        return _ending;
    }

    /// <inheritdoc/>
    public void Drain() => _poller.Poll(ref _reader);

    private bool Turn()
    {
        long nowNs = _clock.NowNs;
        if (_isStopping)
            AdvanceStop(nowNs);
        bool busy = Connection.Poll(nowNs);
        if (busy)
            Read(nowNs);
        if (nowNs >= _timerNs)
            OnTimer(nowNs);
        _feed.EndBatch();
        int events = _poller.Poll(ref _reader);
        Send();
        if (busy || events > 0)
            _duty.Add(nowNs, _clock.NowNs);
        return busy;
    }

    private void Read(long nowNs)
    {
        while (Connection.TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> message))
        {
            if (kind != WsMessageKind.Text)
                continue; // the venue sends none; a binary frame says nothing we know how to read
            DecodeResult result = _decoder.Decode(message, nowNs, ref _sink);
            if (result.Kind != FrameKind.Notification)
                OnRare(result, message, nowNs);
        }

        if (Connection.State != WsState.Open || Session.Phase != SessionPhase.Live || Session.Reconciliations != _announcedPasses)
            FollowConnection(nowNs);
    }

    private void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs)
    {
        MalformedFrames += result.Kind == FrameKind.Malformed ? 1 : 0;
        UnknownFrames += result.Kind == FrameKind.Unknown ? 1 : 0;
        Session.OnFrame(result, message, nowNs);
    }

    private void Send()
    {
        while (Session.NextLength is > 0 and int length
            && Connection.Output.BeginMessage(length, out Span<byte> payload) == OutputRoom.Granted)
        {
            if (Session.TryWrite(payload, _clock.NowNs, out int written))
                Connection.Output.CommitMessage(written, Opcode.Text);
            else
                Connection.Output.AbandonMessage();
        }

        if (Connection.Output.PendingBytes == 0)
            return;
        Connection.Flush(_clock.NowNs);
        _sent.Stamp(_clock.NowNs);
    }

    private void OnTimer(long nowNs)
    {
        _timerNs = nowNs + _options.TimerNs;
        FollowConnection(nowNs);
        Session.Tick(nowNs);
        if (_stop.IsRequested && !_isStopping)
            BeginStop(nowNs);
        if (_journal.IsBehind != _isJournalBehind)
        {
            _isJournalBehind = !_isJournalBehind;
            Command(_isJournalBehind ? CommandKind.JournalBehind : CommandKind.JournalCaughtUp, nowNs);
        }

        ref EngineEvent timer = ref _feed.Claim();
        timer.Kind = EventKind.Timer;
        timer.Instrument = EngineEvent.NoInstrument;
        timer.ReceiveNs = nowNs;
        _feed.Commit();
        if (nowNs < _observeNs)
            return;
        _observeNs = nowNs + _options.ObserveNs;
        Observer?.Observe(nowNs);
    }

    private void Command(CommandKind kind, long nowNs)
    {
        ref EngineEvent command = ref _feed.Claim();
        command.Kind = EventKind.Command;
        command.Instrument = EngineEvent.NoInstrument;
        command.ReceiveNs = nowNs;
        command.Command.Kind = kind;
        _feed.Commit();
    }

    private void Wait()
    {
        switch (_options.Wait)
        {
            case WaitKind.Spin:
                break;
            case WaitKind.Yield:
                if (++_idleTurns % SpinsBeforeYield == 0)
                    Thread.Yield();
                break;
            default:
                if (Connection.State is WsState.Idle or WsState.Closed)
                    Thread.Sleep(1);
                else
                    Connection.WaitReadable(1);
                break;
        }
    }
}
