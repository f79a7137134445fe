using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Bench.Trading;

/// <summary>The events that bring an engine to quoting, and the messages that then move its market to and fro.</summary>
internal static class Market
{
    /// <summary>The best ask goes: mid rises by 4.75 USD, and both quotes follow.</summary>
    public static byte[] Up { get; } = Change("""[],"asks":[["delete",100000.5,0.0]]""", 2, 1);

    /// <summary>It comes back.</summary>
    public static byte[] Down { get; } = Change("""[],"asks":[["new",100000.5,5000.0]]""", 1, 2);

    /// <summary>A level far from the touch changes: nothing has to be sent.</summary>
    public static byte[] Deep { get; } = Change("""[["change",99980.0,7000.0]],"asks":[]""", 1, 1);

    public static EngineEvent[] Opening(long nowNs)
    {
        EngineEvent specification = Event(EventKind.Specification, nowNs);
        specification.Specification.TickE9 = 500_000_000;
        specification.Specification.LotE9 = 10_000_000_000;
        specification.Specification.MinAmountE9 = 10_000_000_000;
        specification.Specification.Settlement = AsciiCode.Upper("BTC");
        specification.Specification.IsOpen = true;

        EngineEvent book = Event(EventKind.Book, nowNs);
        book.Flags = EventFlags.Snapshot;
        book.Book.ChangeId = 1;
        Add(ref book, 199_999, isBid: true);
        Add(ref book, 199_960, isBid: true);
        Add(ref book, 200_001, isBid: false);
        Add(ref book, 200_020, isBid: false);

        EngineEvent ticker = Event(EventKind.Ticker, nowNs);
        ticker.Ticker.MarkE9 = ticker.Ticker.IndexE9 = Decimals.FromDouble(100_000);
        ticker.Ticker.SettlementE9 = Decimals.FromDouble(99_000);

        EngineEvent portfolio = Event(EventKind.Portfolio, nowNs);
        portfolio.Instrument = EngineEvent.NoInstrument;
        portfolio.Portfolio.Currency = AsciiCode.Upper("BTC");
        portfolio.Portfolio.EquityE9 = Decimals.FromDouble(10);

        EngineEvent position = Event(EventKind.Position, nowNs);
        position.Flags = EventFlags.Snapshot;
        position.Position.AverageE9 = position.Position.MarkE9 = Decimals.FromDouble(100_000);
        return
        [
            specification, Session(SessionState.LoggingIn, nowNs), book, ticker, portfolio, Session(SessionState.Reconciling, nowNs), position,
            Session(SessionState.Live, nowNs),
        ];
    }

    /// <summary>The venue's answer to an order request: done as asked.</summary>
    public static void Accept(ref EngineEvent e, in OrderIntent intent, long nowNs)
    {
        e = Event(EventKind.Reply, nowNs);
        e.Side = intent.Side;
        e.ExchangeNs = nowNs;
        e.Reply.RequestId = intent.RequestId;
        e.Reply.Order = new OrderUpdate
        {
            Label = intent.Label,
            OrderId = intent.OrderId.IsSome ? intent.OrderId : NewId(intent.Label),
            Price = intent.Price,
            Amount = intent.Amount,
            State = VenueOrderState.Open,
            Flags = OrderFlags.Limit | OrderFlags.PostOnly,
        };
    }

    private static VenueId NewId(OrderLabel label) => VenueId.TryCreate(Encoding.ASCII.GetBytes($"v{label.Packed:x}"), out VenueId id) ? id : default;

    private static EngineEvent Session(SessionState state, long nowNs)
    {
        EngineEvent e = Event(EventKind.Session, nowNs);
        e.Instrument = EngineEvent.NoInstrument;
        e.Session.State = state;
        return e;
    }

    private static EngineEvent Event(EventKind kind, long nowNs) => new() { Kind = kind, ReceiveNs = nowNs, Flags = EventFlags.None };

    private static void Add(ref EngineEvent e, long price, bool isBid)
    {
        e.Book.Levels[e.Count++] = new BookLevel { Price = new Price(price), Size = new Size(500) };
        e.Tag += (byte)(isBid ? 1 : 0);
    }

    private static byte[] Change(string bidsAndAsks, long id, long previous) => Encoding.UTF8.GetBytes(
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":1789344931957,"type":"change","change_id":"""
        + id + ""","instrument_name":"BTC-PERPETUAL","bids":""" + bidsAndAsks + ""","prev_change_id":""" + previous + "}}}");
}
