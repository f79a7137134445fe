using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;
using Engine.Native.Net;
using Engine.Native.Time;

namespace Engine.Native.Hosting.Rehearsing;

/// <summary>
/// Keeps the hot path warm: while nothing arrives, a tick of its own goes through the same code from the kernel to the kernel
/// (receive, frame, decode, book, decide, difference, gate, encode, send), so that the next real one does not pay for cold caches
/// and forgotten branches. It owns a connection over the loopback, both ends of it, and an engine with a market of its own, and
/// holds no reference to the venue's connection, session or engine: nothing of it can reach the venue. Belongs to the thread that
/// owns the venue's connection; its quoting stage to the thread that quotes.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
internal sealed class Rehearsal<TQuoter> : IRingDrain, IRareFrames, IDisposable
    where TQuoter : struct, IQuoter
{
    private const int EventSlots = 128;
    private const int FactSlots = 256;
    private const int IntentSlots = 16;
    private const int RoomBytes = 32 * 1024;
    private const int ReservedSession = (1 << 24) - 1;
    private const int PatienceTurns = 10_000;

    private readonly InstrumentTable _instruments;
    private readonly long _periodNs;
    private readonly RepriceParameters _reprice;
    private readonly WsConnection _near;
    private readonly Transport _far;
    private readonly WireStage _wire;
    private readonly RingPoller<Fact> _facts;
    private readonly RingPoller<SentRequest>? _intents;
    private readonly byte[] _collected = new byte[RoomBytes];
    private IntentIntake _intake;
    private FactDrop _drop;
    private DryFrames? _frames;
    private Instrument? _instrument;
    private DryTouch _here;
    private DryTouch _there;
    private DryStep _step;
    private Size _size;
    private long _dueNs;
    private int _turns;

    /// <summary>
    /// Prepares the pair, of TLS where the venue's connection is, and the stages; everything is allocated here. Throws
    /// <see cref="IOException"/> where the system refuses the pair.
    /// </summary>
    public Rehearsal(
        bool isSecure, HotOptions options, SystemClock clock, InstrumentTable instruments, ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions engine, DeribitDecoder decoder)
    {
        _instruments = instruments;
        _periodNs = options.RehearseNs;
        _reprice = desks[0].Reprice;
        Check.That(WsEndpoint.TryParse("ws://127.0.0.1:1/", out WsEndpoint? endpoint, out _)); // a name for what is adopted, never dialled
        _near = new WsConnection(endpoint, [], new WsOptions { MaxMessageBytes = RoomBytes, OutputBytes = RoomBytes, ReceiveBlockBytes = RoomBytes });
        LoopbackTransports pair = LoopbackTransports.Connect(isSecure);
        _near.Adopt(pair.Near);
        _far = pair.Far;
        RingBuffer<EngineEvent> events = new(EventSlots);
        RingBuffer<Fact> facts = new(FactSlots);
        RingBuffer<SentRequest>? handOff = options.Threads > 1 ? new RingBuffer<SentRequest>(IntentSlots) : null;
        RingPoller<EngineEvent> poller = new(events);
        _facts = new RingPoller<Fact>(facts);
        _intents = handOff is null ? null : new RingPoller<SentRequest>(handOff);
        _wire = new WireStage(clock, _near, session: null, decoder.Twin(), instruments, events, this);
        _intake = new IntentIntake(_wire.Writer, _wire.Feed);
        EngineOptions dry = engine with { SessionId = ReservedSession, MaxOrdersPerSecond = 1_000_000, Limits = new AccountLimits(), Intents = null, Left = [], Latch = null };
        Quoting = new QuoteStage<TQuoter, WireGateway>(poller, instruments, Ageless(desks), dry, facts, new WireGateway(clock, _wire.Writer, handOff), long.MaxValue);
    }

    /// <summary>The dry market's mark is told once and never ages.</summary>
    private static DeskOptions<TQuoter>[] Ageless(ReadOnlySpan<DeskOptions<TQuoter>> desks)
    {
        DeskOptions<TQuoter>[] ageless = desks.ToArray();
        for (int i = 0; i < ageless.Length; i++)
            ageless[i] = ageless[i] with { Limits = ageless[i].Limits with { StaleMarkNs = 0 } };
        return ageless;
    }

    /// <summary>The rehearsal's own quoting stage; polled by the thread that quotes.</summary>
    public QuoteStage<TQuoter, WireGateway> Quoting { get; }

    /// <summary>Whether it has taken over the live desk's market.</summary>
    public bool HasBegun => _frames is not null;

    /// <summary>Rehearsals completed.</summary>
    public long Count { get; private set; }

    /// <summary>Orders that went round the private pair.</summary>
    public long Orders => _wire.Sent.Total;

    /// <summary>
    /// One step, on a turn that brought nothing. It begins with the market of the live desk, which then stands still and has
    /// one; nothing else is taken from there, and nothing is given to it.
    /// </summary>
    public void Step(long nowNs, Desk<TQuoter> live)
    {
        switch (_step)
        {
            case DryStep.Tick when nowNs >= _dueNs && Quoting.IsCaughtUp:
                Tick(nowNs, live);
                break;
            case DryStep.React when _near.Poll(nowNs):
                React();
                break;
            case DryStep.Answer when _intents!.Poll(ref _intake) > 0:
                _wire.Send();
                Next(DryStep.Collect);
                break;
            case DryStep.Collect:
                Collect(nowNs);
                break;
            default:
                if (_step != DryStep.Tick && ++_turns > PatienceTurns)
                    Collect(nowNs); // no order came of it: the round is over
                break;
        }
    }

    /// <inheritdoc/>
    public void Drain()
    {
        // Rounds are smaller than the ring by far, and each begins when the one before was taken in.
        Check.That(_intents is null);
        Quoting.Poll();
    }

    /// <inheritdoc/>
    public void BeforeSlow(long nowNs)
    {
    }

    /// <inheritdoc/>
    public void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    private void Tick(long nowNs, Desk<TQuoter> live)
    {
        if (_frames is null || IsOutdated(live.Id))
        {
            Begin(nowNs, live);
        }
        else
        {
            _frames.Clear();
            foreach (Side side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
            {
                if (Quoting.Engine.Desks[live.Id].Order(side) is { RequestId: not 0 } order)
                    _frames.Answer(order, side, nowNs);
            }

            _frames.Change(_here, _there, _size, nowNs);
            (_here, _there) = (_there, _here);
        }

        _far.Send(_frames!.Bytes);
        Next(DryStep.React);
    }

    private void Begin(long nowNs, Desk<TQuoter> live)
    {
        Instrument instrument = _instrument = _instruments[live.Id]!;
        _frames = new DryFrames(instrument);
        _here = DryTouch.At(live.Book.Touch);
        _there = _here.Above(_reprice, instrument);
        _size = new Size(instrument.MinSize.Lots * 10);
        DryOpening.Tell(_wire.Feed, instrument, live.Settlement, _here, nowNs);
        _wire.Publish();
        _frames.Snapshot(_here, _size, nowNs);
    }

    /// <summary>The decoder reads by the table's specification: once its grid is another, the frames of the old one are nonsense.</summary>
    private bool IsOutdated(ushort id) => _instruments[id] is not { } now || now.TickE9 != _instrument!.TickE9 || now.LotE9 != _instrument.LotE9;

    private void React()
    {
        _wire.Read(this);
        _wire.Publish();
        if (_intents is not null)
        {
            Next(DryStep.Answer);
            return;
        }

        Quoting.Poll();
        _wire.Send();
        Next(DryStep.Collect);
    }

    private void Collect(long nowNs)
    {
        _far.Receive(_collected);
        _facts.Poll(ref _drop);
        Count++;
        _dueNs = nowNs + _periodNs;
        Next(DryStep.Tick);
    }

    private void Next(DryStep step)
    {
        _step = step;
        _turns = 0;
    }

    private struct FactDrop : IRingReader<Fact>
    {
        public readonly void OnSlot(ref Fact slot, bool last)
        {
        }
    }
}
