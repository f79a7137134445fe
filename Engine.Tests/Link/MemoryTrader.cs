using System.Text;
using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Link;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Tests.Link;

/// <summary>A whole trader and a whole exchange with its market, in one thread and in virtual time.</summary>
internal sealed class MemoryTrader
{
    public const long Second = 1_000_000_000;
    public const long Ms = 1_000_000;
    public const long DelayNs = 25_000;
    public const string Key = "maker";

    private readonly RingPoller<Fact> _journal;
    private FactReader _reader = new();

    public MemoryTrader(ExchangeOptions? exchange = null, LinkOptions? link = null, SessionOptions? session = null, MemoryTrader? after = null, long tradesFrom = 0, IReadOnlyList<LeftOrder>? left = null, KillLatch? latch = null, params string[] names)
    {
        NowNs = after?.NowNs ?? 1_790_755_218 * Second;
        Exchange = after?.Exchange ?? new Exchange(exchange ?? new ExchangeOptions { Instruments = ["BTC-PERPETUAL"], Tier = 1, Limits = false }, NowNs);
        Link = new MemoryLink(Exchange, DelayNs);
        InstrumentTable instruments = new(names.Length > 0 ? names : ["BTC-PERPETUAL"]);
        Session = new DeribitSession(session ?? Options, instruments);
        Session.SetTradesFrom(0, tradesFrom);
        RingBuffer<Fact> facts = new(1 << 14);
        _journal = new RingPoller<Fact>(facts);
        DeskOptions<InventorySkewQuoter> desk = new(
            new InventorySkewQuoter(new InventorySkewParameters { Spread = 0.000005, SizeUsd = 1_000, MaxInventoryUsd = 20_000 }),
            new RepriceParameters(), new RiskLimits { MaxInventoryUsd = 20_000, MaxOrderUsd = 5_000 });
        Trader = new Trader<InventorySkewQuoter>(
            link ?? new LinkOptions { IsVenueNear = true }, Link, Session, instruments, [.. Enumerable.Repeat(desk, instruments.Count)], new EngineOptions { SessionId = after is null ? 7 : 8, Left = left ?? [], Latch = latch }, facts, seed: 1);
    }

    public static SessionOptions Options { get; } = new() { Key = Encoding.ASCII.GetBytes(Key), Secret = Encoding.ASCII.GetBytes("secret") };

    public Exchange Exchange { get; }

    public MemoryLink Link { get; }

    public DeribitSession Session { get; }

    public Trader<InventorySkewQuoter> Trader { get; }

    public Desk<InventorySkewQuoter> Desk => Trader.Engine.Desks[0];

    public List<Fact> Facts => _reader.Facts;

    public List<string> Troubles { get; } = [];

    public long NowNs { get; private set; }

    /// <summary>When the session was last live and when it last became so.</summary>
    public long LiveNs { get; private set; }

    public TradingEnding? Ending => Trader.Trading.Ending;

    public bool IsLive => Trader.Trading.Announced == SessionState.Live;

    /// <summary>Order requests of a kind that have left.</summary>
    public int Requests(string method) => Link.Sent.Count(request => request.Contains($"\"{method}\"", StringComparison.Ordinal));

    public void Fault(Fault fault)
    {
        Exchange.Faults.Add(fault, NowNs);
        Deliver();
    }

    public void Run(double seconds) => RunUntil(() => false, seconds);

    /// <summary>Time passes until something holds, at most so long; whether it does.</summary>
    public bool RunUntil(Func<bool> holds, double seconds)
    {
        long untilNs = NowNs + (long)(seconds * Second);
        while (!holds() && Ending is null)
        {
            long nextNs = Math.Min(Math.Min(Exchange.NextNs, Link.NextNs), Trader.Trading.TimerNs);
            if (nextNs > untilNs)
            {
                NowNs = untilNs;
                return holds();
            }

            NowNs = Math.Max(NowNs, nextNs);
            Step();
        }

        return holds();
    }

    /// <summary>Orders of the account that the venue has open.</summary>
    public string[] OpenOrders()
    {
        string text = Ask("private/get_open_orders_by_instrument", "\"instrument_name\":\"BTC-PERPETUAL\"");
        return [.. text.Split("\"order_id\":\"").Skip(1).Select(part => part[..part.IndexOf('"')])];
    }

    /// <summary>Trade sequences of the account as the venue has them.</summary>
    public long[] VenueTrades()
    {
        string text = Ask("private/get_user_trades_by_instrument", "\"instrument_name\":\"BTC-PERPETUAL\",\"count\":1000,\"sorting\":\"asc\",\"start_seq\":1");
        return [.. text.Split("\"trade_seq\":").Skip(1).Select(part => long.Parse(part[..part.IndexOf(',')], System.Globalization.CultureInfo.InvariantCulture))];
    }

    public long VenuePosition => Exchange.Positions().Single(position => position.Key == Key).Lots;

    /// <summary>Another connection of the same account asks.</summary>
    public string Ask(string method, string parameters)
    {
        Session session = Exchange.Open(SessionKind.WebSocket, NowNs);
        Exchange.Receive(session, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"{{{Key}}}","client_secret":"secret"}}"""), NowNs, NowNs);
        session.Outbox.Clear();
        Exchange.Receive(session, Encoding.UTF8.GetBytes($$$"""{"jsonrpc":"2.0","id":2,"method":"{{{method}}}","params":{ {{{parameters}}} }}"""), NowNs, NowNs);
        string answer = Encoding.UTF8.GetString(session.Outbox[session.Outbox.Count - 1]);
        Exchange.Close(session, NowNs);
        return answer;
    }

    /// <summary>What a failed check shows.</summary>
    public string Story() =>
        $"{Trader.Trading.Announced} {Session.Phase} {Session.Failure}, mode {Trader.Engine.Mode}, open {Desk.IsOpen}, book {Desk.Book.Status}, orders {Desk.Order(Side.Buy).State}/{Desk.Order(Side.Sell).State} of {OpenOrders().Length}, "
        + $"reject {string.Join(' ', Facts.Where(f => f.Kind == FactKind.Notice).TakeLast(12).Select(f => $"{f.Notice.What}:{f.Notice.Number}"))}; {string.Join("; ", Troubles)}; {string.Join(Environment.NewLine, Link.Sent.TakeLast(12))}";

    private void Step()
    {
        Exchange.Advance(NowNs);
        bool hasRead = Link.Advance(NowNs);
        Deliver();
        Trader.BeginTurn(NowNs);
        while (Link.TryRead(NowNs, out byte[] message))
            Trader.Take(message, NowNs);
        SessionState before = Trader.Trading.Announced;
        Trader.EndTurn(NowNs, hasRead);
        if (before != SessionState.Live && IsLive)
            LiveNs = NowNs;
        Link.Flush(NowNs);
        Trader.Sent(NowNs);
        _journal.Poll(ref _reader);
        while (Trader.Trading.Troubles.Next() is { } trouble)
            Troubles.Add(trouble);
    }

    private void Deliver()
    {
        while (Exchange.TryTakeReady(out Session session))
            Link.Deliver(session, NowNs);
    }

    private readonly struct FactReader() : IRingReader<Fact>
    {
        public List<Fact> Facts { get; } = [];

        public void OnSlot(ref Fact slot, bool last) => Facts.Add(slot);
    }
}
