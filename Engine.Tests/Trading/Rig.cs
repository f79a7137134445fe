using System.Text;
using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;

namespace Engine.Tests.Trading;

/// <summary>
/// An engine with one desk on BTC-PERPETUAL, its gateway and its journal ring, and short words for the events that reach it.
/// The market is 99 999.5 to 100 000.5; with no inventory the quotes are 199 970 and 200 030 ticks, 100 lots each.
/// </summary>
internal sealed class Rig
{
    public const long Second = 1_000_000_000;
    public const long Bid = 199_970;
    public const long Ask = 200_030;
    public const long Lots = 100;
    public const int SessionId = 42;

    private readonly RingBuffer<Fact> _ring;
    private readonly RingPoller<Fact> _journal;
    private readonly FactReader _reader = new();
    private long _changeId = 1_000;
    private long _bid;
    private long _ask;
    private int _orders = 7_000;

    public Rig(RiskLimits? limits = null, EngineOptions? options = null, InventorySkewParameters? quoter = null, int factRing = 1024, int fillsAside = 4096,
        long fillPauseNs = 0, params string[] others)
    {
        _ring = new RingBuffer<Fact>(factRing);
        _journal = new RingPoller<Fact>(_ring);
        Log = new FactLog(_ring, fillsAside);
        Gateway = new IntentList();
        DeskOptions<InventorySkewQuoter> desk = new(new InventorySkewQuoter(quoter ?? new InventorySkewParameters()), new RepriceParameters(), limits ?? new RiskLimits()) { FillPauseNs = fillPauseNs };
        Engine = new TradingEngine<InventorySkewQuoter, IntentList>(
            new InstrumentTable(["BTC-PERPETUAL", .. others]), [.. Enumerable.Repeat(desk, 1 + others.Length)], options ?? new EngineOptions { SessionId = SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000 }, Log, Gateway);
    }

    public TradingEngine<InventorySkewQuoter, IntentList> Engine { get; }

    public Desk<InventorySkewQuoter> Desk => Engine.Desks[0];

    public FactLog Log { get; }

    /// <summary>A copy of the engine's gateway; both share one list.</summary>
    public IntentList Gateway;

    public long NowNs { get; set; } = 1_790_000_000 * Second;

    /// <summary>Whether the journal keeps up.</summary>
    public bool IsJournalReading { get; set; } = true;

    public List<Fact> Facts => _reader.Facts;

    /// <summary>Order requests, oldest first, and nothing else, since the last look.</summary>
    public OrderIntent[] Take() => [.. TakeAll().Where(intent => intent.Kind is IntentKind.Place or IntentKind.Edit or IntentKind.Cancel or IntentKind.CancelAll)];

    public OrderIntent[] TakeAll()
    {
        OrderIntent[] taken = [.. Gateway.Intents];
        Gateway.Intents.Clear();
        return taken;
    }

    public void Send(EngineEvent e)
    {
        e.Flags |= EventFlags.EndOfBatch;
        e.ReceiveNs = NowNs;
        Pass(e);
    }

    /// <summary>Events of one receive batch.</summary>
    public void Batch(params EngineEvent[] events)
    {
        for (int i = 0; i < events.Length; i++)
        {
            if (i == events.Length - 1)
                events[i].Flags |= EventFlags.EndOfBatch;
            events[i].ReceiveNs = NowNs;
            Pass(events[i]);
        }
    }

    public void Journal()
    {
        FactReader reader = _reader;
        _journal.Poll(ref reader);
    }

    public EngineEvent Event(EventKind kind) => new() { Kind = kind, ReceiveNs = NowNs, Instrument = 0 };

    public EngineEvent Specification(long tickE9 = 500_000_000, long lotE9 = 10_000_000_000, bool isOpen = true)
    {
        EngineEvent e = Event(EventKind.Specification);
        e.Specification.TickE9 = tickE9;
        e.Specification.LotE9 = lotE9;
        e.Specification.MinAmountE9 = lotE9;
        e.Specification.Settlement = AsciiCode.Upper("BTC");
        e.Specification.IsOpen = isOpen;
        return e;
    }

    public EngineEvent Snapshot(long bid = 199_999, long ask = 200_001)
    {
        (_bid, _ask) = (bid, ask);
        EngineEvent e = Event(EventKind.Book);
        e.Flags = EventFlags.Snapshot;
        e.Book.ChangeId = ++_changeId;
        Level(ref e, bid, 500, isBid: true);
        Level(ref e, ask, 500, isBid: false);
        return e;
    }

    /// <summary>A change that moves the touch.</summary>
    public EngineEvent Market(long bid, long ask, bool gap = false)
    {
        EngineEvent e = Event(EventKind.Book);
        e.Book.PreviousChangeId = gap ? _changeId - 1 : _changeId;
        e.Book.ChangeId = ++_changeId;
        if (bid != _bid)
            Level(ref e, _bid, 0, isBid: true);
        Level(ref e, bid, 500, isBid: true);
        if (ask != _ask)
            Level(ref e, _ask, 0, isBid: false);
        Level(ref e, ask, 500, isBid: false);
        (_bid, _ask) = (bid, ask);
        return e;
    }

    public EngineEvent Ticker(double mark = 100_000, double index = 100_000, double settlement = 99_000)
    {
        EngineEvent e = Event(EventKind.Ticker);
        e.Ticker.MarkE9 = Decimals.FromDouble(mark);
        e.Ticker.IndexE9 = Decimals.FromDouble(index);
        e.Ticker.SettlementE9 = Decimals.FromDouble(settlement);
        return e;
    }

    public EngineEvent Position(long lots, bool queried = true, double average = 100_000, double mark = 100_000, double settlement = 0)
    {
        EngineEvent e = Event(EventKind.Position);
        e.Flags = queried ? EventFlags.Snapshot : EventFlags.None;
        e.Position.Lots = lots;
        e.Position.AverageE9 = Decimals.FromDouble(average);
        e.Position.MarkE9 = Decimals.FromDouble(mark);
        e.Position.SettlementE9 = Decimals.FromDouble(settlement);
        return e;
    }

    public EngineEvent Portfolio(double equity)
    {
        EngineEvent e = Event(EventKind.Portfolio);
        e.Instrument = EngineEvent.NoInstrument;
        e.Portfolio.Currency = AsciiCode.Upper("BTC");
        e.Portfolio.EquityE9 = Decimals.FromDouble(equity);
        return e;
    }

    public EngineEvent Session(SessionState state)
    {
        EngineEvent e = Event(EventKind.Session);
        e.Instrument = EngineEvent.NoInstrument;
        e.Session.State = state;
        return e;
    }

    public EngineEvent Command(CommandKind kind)
    {
        EngineEvent e = Event(EventKind.Command);
        e.Instrument = EngineEvent.NoInstrument;
        e.Command.Kind = kind;
        return e;
    }

    /// <summary>Time passes and a timer fires.</summary>
    public void Timer(long afterNs = 0)
    {
        NowNs += afterNs;
        EngineEvent e = Event(EventKind.Timer);
        e.Instrument = EngineEvent.NoInstrument;
        Send(e);
    }

    /// <summary>An order as the venue has it after an intent.</summary>
    public EngineEvent Order(
        in OrderIntent of, VenueOrderState state = VenueOrderState.Open, long filled = 0, bool listed = false, CancelReason reason = CancelReason.None, long amount = -1)
    {
        EngineEvent e = Event(EventKind.Order);
        e.Flags = listed ? EventFlags.Snapshot : EventFlags.None;
        e.Side = of.Side;
        e.ExchangeNs = NowNs;
        e.Order = new OrderUpdate
        {
            Label = of.Label,
            OrderId = of.OrderId.IsSome ? of.OrderId : Id(of.Label),
            Price = of.Price,
            Amount = amount < 0 ? of.Amount : new Size(amount),
            Filled = new Size(filled),
            State = state,
            CancelReason = reason,
            Flags = OrderFlags.Limit | OrderFlags.PostOnly,
        };
        return e;
    }

    /// <summary>A stranger's or an earlier session's order on the list.</summary>
    public EngineEvent Listed(OrderLabel label, string id, Side side = Side.Buy)
    {
        EngineEvent e = Order(new OrderIntent { Label = label, Side = side, OrderId = Id(id), Price = new Price(Bid), Amount = new Size(5) }, listed: true);
        return e;
    }

    public EngineEvent Reply(
        in OrderIntent to, VenueOrderState state = VenueOrderState.Open, long filled = 0, int error = 0, CancelReason reason = CancelReason.None)
    {
        EngineEvent order = Order(to, state, filled, reason: reason);
        EngineEvent e = Event(EventKind.Reply);
        e.Side = to.Side;
        e.ExchangeNs = NowNs;
        e.Reply.RequestId = to.RequestId;
        e.Reply.ErrorCode = error;
        if (error == 0)
            e.Reply.Order = order.Order;
        return e;
    }

    public EngineEvent Fill(in OrderIntent of, long lots, long sequence, bool queried = false, double fee = 0)
    {
        EngineEvent e = Event(EventKind.Fill);
        e.Flags = queried ? EventFlags.Snapshot : EventFlags.None;
        e.Side = of.Side;
        e.Tag = (byte)Liquidity.Maker;
        e.Fill = new FillUpdate
        {
            TradeId = Id("t" + sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            OrderId = of.OrderId.IsSome ? of.OrderId : Id(of.Label),
            Label = of.Label,
            PriceE9 = of.Price.Ticks * 500_000_000,
            Size = new Size(lots),
            FeeE9 = Decimals.FromDouble(fee),
            TradeSequence = sequence,
        };
        return e;
    }

    /// <summary>Everything up to live; nothing has been sent before.</summary>
    public void GoLive(long position = 0, params EngineEvent[] listed)
    {
        Send(Specification());
        Send(Session(SessionState.LoggingIn));
        Send(Snapshot());
        Send(Ticker());
        Send(Portfolio(10));
        Send(Session(SessionState.Reconciling));
        foreach (EngineEvent e in listed)
            Send(e);
        Send(Position(position));
        Send(Session(SessionState.Live));
    }

    /// <summary>Live, with both quotes working; returns the two intents that placed them, bid first.</summary>
    public (OrderIntent Bid, OrderIntent Ask) Quote(long position = 0)
    {
        GoLive(position);
        OrderIntent[] placed = Take();
        foreach (OrderIntent intent in placed)
            Send(Reply(intent));
        TakeAll();
        return (placed.FirstOrDefault(i => i.Side == Side.Buy), placed.FirstOrDefault(i => i.Side == Side.Sell));
    }

    public static VenueId Id(string text) => VenueId.TryCreate(Encoding.ASCII.GetBytes(text), out VenueId id) ? id : throw new ArgumentException(text, nameof(text));

    /// <summary>The id that the venue gives to the order of a label.</summary>
    public static VenueId Id(OrderLabel label) => Id($"v{label.Packed:x}");

    public string NewId() => $"x{++_orders}";

    public int Notices(NoticeKind kind) => Facts.Count(fact => fact.Kind == FactKind.Notice && fact.Notice.What == kind);

    private void Pass(in EngineEvent e)
    {
        Engine.OnEvent(e);
        NowNs += Second / 1_000; // so that rate credits come back
        if (IsJournalReading)
            Journal();
    }

    private static void Level(ref EngineEvent e, long price, long lots, bool isBid)
    {
        e.Book.Levels[e.Count++] = new BookLevel { Price = new Price(price), Size = new Size(lots) };
        e.Tag += (byte)(isBid ? 1 : 0);
    }

    private readonly struct FactReader() : IRingReader<Fact>
    {
        public List<Fact> Facts { get; } = [];

        public void OnSlot(ref Fact slot, bool last) => Facts.Add(slot);
    }
}
