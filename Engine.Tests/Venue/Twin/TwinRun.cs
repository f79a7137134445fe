using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Twin;

/// <summary>
/// An exchange behind its RPC and the plain twin, given the same random requests. After each request the reply, every notification of an
/// order, and all levels of the book are compared.
/// </summary>
internal sealed class TwinRun
{
    private const int Accounts = 3;
    private const int MostResting = 40;
    private const double Tick = 0.5;
    private const double Lot = 10;

    private static readonly bool[] SweepsOwn = [false, true, false];

    private readonly Exchange _exchange;
    private readonly Session[] _sessions = new Session[Accounts];
    private readonly NaiveVenue _twin;
    private readonly Dictionary<long, OrderFrame> _told = [];
    private readonly Dictionary<(bool IsBid, long Ticks), long> _shown = [];
    private readonly Dictionary<(bool IsBid, long Ticks), long> _expected = [];
    private readonly long _middle;
    private byte[] _reply = [];
    private long _nowNs = 1_790_755_218_000_000_000;
    private Prng _random;

    public TwinRun(ulong seed)
    {
        _random = new Prng(seed);
        _exchange = new Exchange(
            new ExchangeOptions
            {
                Instruments = ["BTC-PERPETUAL"],
                HasCrowd = false,
                Limits = false,
                Deposits = [("BTC", 1e9m), ("ETH", 0), ("USDC", 0)],
                SelfTrade = new Dictionary<string, SelfTradeMode> { ["1"] = SelfTradeMode.CancelMaker },
            },
            _nowNs);
        for (int i = 0; i < Accounts; i++)
        {
            _sessions[i] = _exchange.Open(SessionKind.WebSocket, _nowNs);
            Ask(i, $$$"""{"id":1,"method":"public/auth","params":{"grant_type":"client_credentials","client_id":"{{{i}}}","client_secret":"s"}}""");
            string book = i == 0 ? ",\"book.BTC-PERPETUAL.raw\"" : "";
            Ask(i, $$$"""{"id":1,"method":"private/subscribe","params":{"channels":["user.orders.BTC-PERPETUAL.raw"{{{book}}}]}}""");
        }

        Ask(0, """{"id":1,"method":"public/ticker","params":{"instrument_name":"BTC-PERPETUAL"}}""");
        JsonElement ticker = JsonDocument.Parse(_reply).RootElement.GetProperty("result");
        _middle = (long)(ticker.GetProperty("mark_price").GetDouble() / Tick);
        _twin = new NaiveVenue(SweepsOwn, Ticks(ticker.GetProperty("min_price").GetDouble()), Ticks(ticker.GetProperty("max_price").GetDouble()));
    }

    /// <summary>How many operations traded, were refused, and touched icebergs: a run that meets none of these proves nothing.</summary>
    public (int Trades, int Refusals, int Tips, int OwnCancels, int Trims) Met { get; private set; }

    public void Step()
    {
        _twin.Begin();
        int kind = _random.Below(100);
        if (_twin.Resting.Count == 0 || (kind < 62 && _twin.Resting.Count < MostResting))
            Place();
        else if (kind < 82)
            Edit();
        else
            Cancel();
        CompareOrders();
        CompareBook();
        Count();
    }

    private static long Ticks(double price) => (long)Math.Round(price / Tick);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private long SomePrice() => _middle + _random.Below(24) - 12;

    private void Place()
    {
        int owner = _random.Below(Accounts);
        Side side = (Side)_random.Below(2);
        string type = _random.Below(20) switch { 0 => "market", 1 => "market_limit", _ => "limit" };
        string lifetime = type != "limit" ? "good_til_cancelled" : _random.Below(12) switch { 0 => "immediate_or_cancel", 1 => "fill_or_kill", _ => "good_til_cancelled" };
        bool waits = type != "market" && lifetime == "good_til_cancelled";
        bool isIceberg = type == "limit" && waits && _random.Chance(0.25);
        bool postOnly = type == "limit" && waits && _random.Chance(0.25);
        var order = new NaiveOrder
        {
            Owner = owner,
            Side = side,
            Price = SomePrice() - (side == Side.Buy ? 3 : -3),
            Lots = isIceberg ? 100 + _random.Below(900) : 1 + _random.Below(300),
            Display = isIceberg ? 100 + _random.Below(150) : 0,
            PostOnly = postOnly,
            RejectPostOnly = postOnly && _random.Chance(0.4),
            ReduceOnly = _random.Chance(0.12),
            Waits = waits,
            AllOrNothing = lifetime == "fill_or_kill",
        };
        string price = type == "limit" ? $",\"price\":{Text(order.Price * Tick)}" : "";
        string display = isIceberg ? $",\"display_amount\":{Text(order.Display * Lot)}" : "";
        Ask(owner, $$$"""
            {"id":2,"method":"private/{{{(side == Side.Buy ? "buy" : "sell")}}}","params":{"instrument_name":"BTC-PERPETUAL","amount":{{{Text(order.Lots * Lot)}}},"type":"{{{type}}}"{{{price}}}{{{display}}},"time_in_force":"{{{lifetime}}}","post_only":{{{Word(order.PostOnly)}}},"reject_post_only":{{{Word(order.RejectPostOnly)}}},"reduce_only":{{{Word(order.ReduceOnly)}}} }}
            """);
        CompareReply(_twin.Place(order, type), order);
    }

    private void Edit()
    {
        NaiveOrder order = _twin.Resting[_random.Below(_twin.Resting.Count)];
        long lots = _random.Below(3) == 0 ? order.Lots : Math.Max(Math.Max(1, order.Display / 2), order.Filled + order.Rest + _random.Below(120) - 80);
        long price = _random.Below(3) == 0 ? order.Price : SomePrice();
        Ask(order.Owner, $$$"""{"id":2,"method":"private/edit","params":{"order_id":"{{{order.Id}}}","amount":{{{Text(lots * Lot)}}},"price":{{{Text(price * Tick)}}}}}""");
        CompareReply(_twin.Edit(order, lots, price), order);
    }

    private void Cancel()
    {
        NaiveOrder order = _twin.Resting[_random.Below(_twin.Resting.Count)];
        _twin.Cancel(order, "user_request");
        Ask(order.Owner, $$$"""{"id":2,"method":"private/cancel","params":{"order_id":"{{{order.Id}}}"}}""");
        var reader = new Utf8JsonReader(_reply);
        Enter(ref reader, "result"u8);
        Compare(order, OrderFrame.Read(ref reader));
    }

    private static string Word(bool flag) => flag ? "true" : "false";

    private void Ask(int account, string request)
    {
        _told.Clear();
        _nowNs += 500;
        _exchange.Receive(_sessions[account], Encoding.UTF8.GetBytes(request), _nowNs, _nowNs);
        while (_exchange.TryTakeReady(out Session session))
        {
            for (int i = 0; i < session.Outbox.Count; i++)
                Take(session.Outbox[i]);
            session.Outbox.Clear();
        }
    }

    private void Take(ReadOnlySpan<byte> frame)
    {
        if (frame.IndexOf("\"method\":\"subscription\""u8) < 0)
        {
            _reply = frame.ToArray();
            return;
        }

        var reader = new Utf8JsonReader(frame);
        bool isOrder = frame.IndexOf("\"user.orders"u8) > 0;
        Enter(ref reader, isOrder ? "data"u8 : "bids"u8);
        if (isOrder)
        {
            var order = OrderFrame.Read(ref reader);
            _told[order.Id] = order;
            return;
        }

        Show(ref reader, isBid: true);
        Enter(ref reader, "asks"u8);
        Show(ref reader, isBid: false);
    }

    /// <summary>Goes on into the value of the next member of a name.</summary>
    private static void Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
            Assert.True(reader.Read());
        reader.Read();
    }

    private void Show(ref Utf8JsonReader reader, bool isBid)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            string action = reader.GetString()!;
            reader.Read();
            (bool, long) level = (isBid, Ticks(reader.GetDouble()));
            reader.Read();
            long lots = (long)Math.Round(reader.GetDouble() / Lot);
            Assert.Equal(action != "new", _shown.ContainsKey(level));
            if (action == "delete")
                _shown.Remove(level);
            else
                _shown[level] = lots;
            reader.Read();
        }
    }

    private void CompareReply(int code, NaiveOrder order)
    {
        var reader = new Utf8JsonReader(_reply);
        if (code != 0)
        {
            Enter(ref reader, "code"u8);
            Assert.Equal(code, reader.GetInt32());
            return;
        }

        Enter(ref reader, "order"u8);
        var frame = OrderFrame.Read(ref reader);
        if (order.Id == 0)
            order.Id = frame.Id;
        Compare(order, frame);
        Enter(ref reader, "trades"u8);
        int at = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var trade = OrderFrame.Read(ref reader);
            Assert.Equal((_twin.Trades[at].Price * Tick, _twin.Trades[at].Lots * Lot), (trade.Price, trade.Amount));
            at++;
        }

        Assert.Equal(_twin.Trades.Count, at);
    }

    private void CompareOrders()
    {
        Assert.Equal(_twin.Touched.Count, _told.Count);
        foreach (NaiveOrder order in _twin.Touched)
            Compare(order, _told[order.Id]);
    }

    private static void Compare(NaiveOrder order, OrderFrame frame) => Assert.Equal(
        new OrderFrame(order.Id, order.State, order.Reason, order.Price * Tick, order.Lots * Lot, order.Filled * Lot, order.Display * Lot), frame);

    private void CompareBook()
    {
        _expected.Clear();
        foreach (NaiveOrder order in _twin.Resting)
        {
            (bool, long) level = (order.Side == Side.Buy, order.Price);
            _expected[level] = _expected.GetValueOrDefault(level) + order.Shown;
        }

        Assert.Equal(_expected.Count, _shown.Count);
        foreach (((bool IsBid, long Ticks) level, long lots) in _expected)
            Assert.Equal(lots, _shown[level]);
    }

    private void Count()
    {
        (int trades, int refusals, int tips, int ownCancels, int trims) = Met;
        Met = (
            trades + _twin.Trades.Count,
            refusals + (_twin.Touched.Count == 0 ? 1 : 0),
            tips + _twin.Trades.Count(trade => trade.Maker.Display > 0),
            ownCancels + _twin.Touched.Count(order => order.Reason == "order_overlap"),
            trims + _twin.Touched.Count(order => order.ReduceOnly && order.State == "cancelled" && order.Reason is null));
    }
}
