using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>What is known of orders that are done, and for how long.</summary>
public class OrderHistoryTests
{
    private readonly VenueWorld _world = new();
    private readonly VenueClient _a;
    private readonly VenueClient _b;

    public OrderHistoryTests()
    {
        _a = _world.Client("a");
        _b = _world.Client("b");
    }

    [Fact]
    public void Filled_orders_are_listed_newest_first_and_unfilled_ones_on_demand()
    {
        string first = Fill(84000);
        string second = Fill(84001);
        string cancelled = _a.Buy(83000, 10).Id();
        _a.Result("private/cancel", new { order_id = cancelled });
        _a.Buy(83000, 10);
        Assert.Equal([second, first], Ids(History(new { instrument_name = OrderEntry.Btc })));
        Assert.Equal([cancelled, second, first], Ids(History(new { instrument_name = OrderEntry.Btc, include_unfilled = true })));
        Assert.Equal([second, first], Ids(_a.Result("private/get_order_history_by_currency", new { currency = "BTC", kind = "future" })));
        Assert.Empty(Ids(_a.Result("private/get_order_history_by_currency", new { currency = "BTC", kind = "option" })));
        Assert.Empty(Ids(_a.Result("private/get_order_history_by_currency", new { currency = "ETH" })));
        Assert.Empty(Ids(History(new { instrument_name = "ETH-PERPETUAL" })));
    }

    [Fact]
    public void A_partly_filled_and_cancelled_order_is_history_too()
    {
        string id = _a.Sell(84000, 500).Id();
        _b.Buy(84000, 200);
        Assert.Empty(Ids(History(new { instrument_name = OrderEntry.Btc })));
        _a.Result("private/cancel", new { order_id = id });
        Assert.Equal([id], Ids(History(new { instrument_name = OrderEntry.Btc })));
    }

    [Fact]
    public void Pages_go_by_count_and_offset_or_by_continuation()
    {
        string[] ids = [.. Enumerable.Range(0, 25).Select(i => Fill(84000 + i)).Reverse()];
        Assert.Equal(ids.Take(20), Ids(History(new { instrument_name = OrderEntry.Btc })));
        Assert.Equal(ids.Skip(3).Take(5), Ids(History(new { instrument_name = OrderEntry.Btc, offset = 3, count = 5 })));
        List<string> seen = [];
        string? token = null;
        do
        {
            JsonElement page = History(new { instrument_name = OrderEntry.Btc, count = 10, with_continuation = true, continuation = token });
            seen.AddRange(Ids(page.GetProperty("orders")));
            token = page.GetProperty("continuation").GetString();
        }
        while (token is not null);
        Assert.Equal(ids, seen);
        Assert.Contains("\"param\":\"continuation\"", _a.Error("private/get_order_history_by_instrument", new { instrument_name = OrderEntry.Btc, continuation = "no such" }));
        Assert.Contains("value must be <= 1000", _a.Error("private/get_order_history_by_instrument", new { instrument_name = OrderEntry.Btc, count = 1001 }));
    }

    [Fact]
    public void After_half_an_hour_an_order_is_forgotten()
    {
        string id = Fill(84000);
        WaitLong(1799);
        Assert.Equal([id], Ids(History(new { instrument_name = OrderEntry.Btc })));
        Assert.Equal("filled", _a.State(id).Is("order_state"));
        _world.Wait(2 * VenueWorld.Second);
        Assert.Empty(Ids(History(new { instrument_name = OrderEntry.Btc, include_old = true })));
        Assert.Equal("""{"code":10004,"message":"order_not_found"}""", _a.Error("private/get_order_state", new { order_id = id }));
    }

    [Fact]
    public void An_order_that_rested_for_long_is_remembered_from_its_end()
    {
        string id = _a.Sell(84000, 10).Id();
        WaitLong(3600);
        _b.Buy(84000, 10);
        Assert.Equal([id], Ids(History(new { instrument_name = OrderEntry.Btc })));
    }

    [Fact]
    public void The_historical_index_is_written_a_little_later()
    {
        string id = Fill(84000);
        Assert.Empty(Ids(History(new { instrument_name = OrderEntry.Btc, historical = true })));
        _world.Wait(11 * VenueWorld.Second);
        Assert.Equal([id], Ids(History(new { instrument_name = OrderEntry.Btc, historical = true })));
    }

    [Fact]
    public void Orders_of_a_label_are_told_open_or_done()
    {
        string open = _a.Buy(83000, 10, new { label = "x" }).Id();
        string done = _a.Buy(83001, 10, new { label = "x" }).Id();
        _a.Buy(83002, 10, new { label = "y" });
        _a.Result("private/cancel", new { order_id = done });
        Assert.Equal([open, done], Ids(_a.Result("private/get_order_state_by_label", new { currency = "BTC", label = "x" })));
        Assert.Empty(Ids(_a.Result("private/get_order_state_by_label", new { currency = "ETH", label = "x" })));
        Assert.Empty(Ids(_b.Result("private/get_order_state_by_label", new { currency = "BTC", label = "x" })));
    }

    private static string[] Ids(JsonElement orders) => [.. orders.EnumerateArray().Select(order => order.Is("order_id"))];

    private JsonElement History(object parameters) => _a.Result("private/get_order_history_by_instrument", parameters);

    private string Fill(double price)
    {
        string id = _a.Sell(price, 10).Id();
        _b.Buy(price, 10);
        return id;
    }

    /// <summary>Waits with sockets that something is subscribed to, which do not end for being idle.</summary>
    private void WaitLong(long seconds)
    {
        foreach (VenueClient client in new[] { _a, _b })
            client.Result("private/subscribe", new { channels = new[] { "user.portfolio.btc" } });
        _world.Wait(seconds * VenueWorld.Second);
    }
}
