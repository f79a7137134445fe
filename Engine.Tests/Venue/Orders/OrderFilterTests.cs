using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>Queries and mass cancels by instrument, currency, pair, kind, type and label.</summary>
public class OrderFilterTests
{
    private const string Eth = "ETH-PERPETUAL";

    private readonly VenueWorld _world = new();
    private readonly VenueClient _a;
    private readonly Dictionary<string, string> _names = [];

    public OrderFilterTests()
    {
        _a = _world.Client("a");
        double btc = Math.Round(_a.Ticker().GetProperty("index_price").GetDouble(), 0);
        double eth = Math.Round(_a.Ticker(Eth).GetProperty("index_price").GetDouble(), 0);
        Add("limit", new { instrument_name = OrderEntry.Btc, amount = 10, price = btc - 100, label = "l" });
        Add("eth", new { instrument_name = Eth, amount = 10, price = eth - 100 });
        Add("stop_limit", Trigger(OrderEntry.Btc, "stop_limit", btc + 100, btc));
        Add("stop_market", Trigger(OrderEntry.Btc, "stop_market", btc + 100, null));
        Add("take_limit", Trigger(OrderEntry.Btc, "take_limit", btc - 100, btc));
        Add("take_market", Trigger(Eth, "take_market", eth - 100, null));
        Add("trailing", new { instrument_name = OrderEntry.Btc, amount = 10, type = "trailing_stop", trigger = "index_price", trigger_offset = 100 });
    }

    public static TheoryData<string?, string> Types => new()
    {
        { null, "limit eth stop_limit stop_market take_limit take_market trailing" },
        { "all", "limit eth stop_limit stop_market take_limit take_market trailing" },
        { "limit", "limit eth" },
        { "trigger_all", "stop_limit stop_market take_limit take_market trailing" },
        { "stop_all", "stop_limit stop_market" },
        { "stop_limit", "stop_limit" },
        { "stop_market", "stop_market" },
        { "take_all", "take_limit take_market" },
        { "take_limit", "take_limit" },
        { "take_market", "take_market" },
        { "trailing_all", "trailing" },
        { "trailing_stop", "trailing" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Types_select_open_orders_and_what_is_cancelled(string? type, string expected)
    {
        Assert.Equal(expected, Open("private/get_open_orders", new { type }));
        Assert.Equal(Of(expected, eth: false), Open("private/get_open_orders_by_instrument", new { instrument_name = OrderEntry.Btc, type }));
        Assert.Equal(Of(expected, eth: true), Open("private/get_open_orders_by_currency", new { currency = "ETH", type }));
        int count = expected.Split(' ').Length;
        Assert.Equal(count, _a.Result("private/cancel_all_by_kind_or_type", new { currency = new[] { "BTC", "ETH" }, kind = "future", type }).GetInt32());
        Assert.Equal(7 - count, _a.Result("private/cancel_all").GetInt32());
    }

    [Fact]
    public void Kinds_other_than_futures_have_no_orders()
    {
        Assert.Equal("", Open("private/get_open_orders", new { kind = "option" }));
        Assert.Equal(7, _a.Result("private/get_open_orders", new { kind = "future" }).GetArrayLength());
        Assert.Equal("0", _a.Result("private/cancel_all_by_kind_or_type", new { currency = "any", kind = new[] { "option", "spot" } }).GetRawText());
        Assert.Equal("7", _a.Result("private/cancel_all_by_kind_or_type", new { currency = "any", kind = new[] { "option", "future" } }).GetRawText());
        Assert.Contains("\"param\":\"kind\"", _a.Error("private/get_open_orders", new { kind = "share" }));
        Assert.Contains("\"param\":\"type\"", _a.Error("private/get_open_orders", new { type = "share" }));
    }

    [Fact]
    public void Orders_go_by_currency_pair()
    {
        Assert.Equal("2", _a.Result("private/cancel_all_by_currency_pair", new { currency_pair = "eth_usd" }).GetRawText());
        Assert.Equal("1", _a.Result("private/cancel_all_by_currency_pair", new { currency_pair = "btc_usd", type = "limit" }).GetRawText());
        Assert.Equal("0", _a.Result("private/cancel_all_by_currency_pair", new { currency_pair = "doge_usd" }).GetRawText());
        Assert.Contains("value required", _a.Error("private/cancel_all_by_currency_pair"));
    }

    [Fact]
    public void Details_are_grouped_by_instrument_and_kind_of_order()
    {
        JsonElement groups = _a.Result("private/cancel_all", new { detailed = true });
        Assert.Equal(
            ["BTC-PERPETUAL limit 1", "BTC-PERPETUAL trigger 4", "ETH-PERPETUAL limit 1", "ETH-PERPETUAL trigger 1"],
            groups.EnumerateArray().Select(group => $"{group.Is("instrument_name")} {group.Is("type")} {group.GetProperty("result").GetArrayLength()}").Order());
        Assert.All(groups.EnumerateArray().SelectMany(group => group.GetProperty("result").EnumerateArray()), order => Assert.Equal("cancelled", order.Is("order_state")));
    }

    [Fact]
    public void Labels_go_with_a_currency_or_without()
    {
        Assert.Equal("limit", Open("private/get_open_orders_by_label", new { currency = "BTC", label = "l" }));
        Assert.Equal("0", _a.Result("private/cancel_by_label", new { label = "l", currency = "ETH" }).GetRawText());
        Assert.Equal("1", _a.Result("private/cancel_by_label", new { label = "l", currency = "BTC" }).GetRawText());
    }

    private static object Trigger(string instrument, string type, double at, double? price) =>
        new { instrument_name = instrument, amount = 10, type, trigger = "index_price", trigger_price = at, price };

    private void Add(string name, object parameters) => _names.Add(_a.Result("private/buy", parameters).Id(), name);

    private string Of(string names, bool eth) => string.Join(' ', names.Split(' ').Where(name => name is "eth" or "take_market" == eth));

    private string Open(string method, object parameters) =>
        string.Join(' ', _names.Values.Intersect(_a.Result(method, parameters).EnumerateArray().Select(order => _names[order.Is("order_id")])));
}
