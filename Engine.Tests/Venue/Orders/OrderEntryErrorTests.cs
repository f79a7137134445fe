using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>Edits, lifetimes and odd requests: what is taken, and the words of what is not.</summary>
public class OrderEntryErrorTests
{
    private readonly VenueWorld _world = new();
    private readonly VenueClient _a;
    private readonly VenueClient _b;

    public OrderEntryErrorTests()
    {
        _a = _world.Client("a");
        _b = _world.Client("b");
    }

    [Fact]
    public void A_market_limit_order_takes_the_best_price_and_waits_there()
    {
        _b.Sell(84010, 100);
        _b.Sell(84011, 100);
        JsonElement order = _a.Result("private/buy", new { instrument_name = OrderEntry.Btc, amount = 300, type = "market_limit" }).GetProperty("order");
        Assert.Equal("open limit market_limit", $"{order.Is("order_state")} {order.Is("order_type")} {order.Is("original_order_type")}");
        Assert.Equal("100.0", order.Is("filled_amount"));
        Assert.Equal("[[84010.0,200.0]]", _a.Levels("bids"));
    }

    [Fact]
    public void A_market_limit_order_with_nothing_to_take_is_cancelled()
    {
        JsonElement order = _a.Result("private/buy", new { instrument_name = OrderEntry.Btc, amount = 300, type = "market_limit" }).GetProperty("order");
        Assert.Equal("cancelled market market_limit", $"{order.Is("order_state")} {order.Is("order_type")} {order.Is("original_order_type")}");
        Assert.Equal("[]", _a.Levels("bids"));
    }

    [Theory]
    [InlineData("market", "good_til_cancelled")]
    [InlineData("market_limit", "good_til_cancelled")]
    [InlineData("limit", "immediate_or_cancel")]
    [InlineData("limit", "fill_or_kill")]
    public void Only_orders_that_can_wait_are_post_only(string type, string lifetime) => Assert.Equal(
        """{"code":11055,"message":"post_only_not_allowed"}""",
        _a.Error("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10, new { type, time_in_force = lifetime, post_only = true })));

    [Fact]
    public void An_edit_of_a_post_only_order_into_a_cross_slides_beside_the_touch()
    {
        _b.Buy(84000, 10);
        _b.Result("private/cancel_all");
        _b.Buy(0.5, 10);
        _a.Sell(84000, 10);
        string own = _a.Sell(85000, 10).Id();
        Assert.Equal("open", _a.Result("private/edit", new { order_id = own, price = 84500, post_only = true }).Is("order.order_state"));
        string bid = _b.Buy(0.5, 10, new { post_only = true }).Id();
        Assert.Equal("83999.5", _b.Result("private/edit", new { order_id = bid, price = 84000 }).Is("order.price"));
    }

    [Fact]
    public void The_flag_of_market_maker_protection_cannot_be_edited()
    {
        string id = _a.Buy(84000, 10).Id();
        Assert.Equal(
            """{"code":-32602,"data":{"reason":"editing mmp flag is not supported","param":"mmp"},"message":"Invalid params"}""",
            _a.Error("private/edit", new { order_id = id, amount = 20, mmp = true }));
        Assert.Equal("20.0", _a.Result("private/edit", new { order_id = id, amount = 20, mmp = false }).Is("order.amount"));
    }

    [Fact]
    public void A_request_that_comes_too_late_is_not_done()
    {
        long late = (_world.NowNs / 1_000_000) - 1;
        Assert.Equal("""{"code":13888,"message":"timed_out"}""", _a.Error("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10, new { valid_until = late })));
        string id = _a.Buy(84000, 10, new { valid_until = late + 1 }).Id();
        Assert.Equal("""{"code":13888,"message":"timed_out"}""", _a.Error("private/edit", new { order_id = id, amount = 20, valid_until = late }));
    }

    [Fact]
    public void An_edit_counts_in_contracts_as_well()
    {
        string id = _a.Buy(84000, 10).Id();
        Assert.Equal("50.0", _a.Result("private/edit", new { order_id = id, contracts = 5 }).Is("order.amount"));
        Assert.Contains("\"param\":\"contracts\"", _a.Error("private/edit", new { order_id = id, contracts = 5, amount = 60 }));
    }

    [Fact]
    public void An_edit_of_a_filled_order_is_too_late()
    {
        string id = _a.Sell(84000, 10).Id();
        _b.Buy(84000, 10);
        Assert.Equal("""{"code":11008,"message":"already_filled"}""", _a.Error("private/edit", new { order_id = id, amount = 20 }));
        Assert.Equal("""{"code":11044,"message":"not_open_order"}""", _a.Error("private/cancel", new { order_id = id }));
    }

    [Fact]
    public void An_edit_into_a_cross_trades_and_tells_it()
    {
        _b.Sell(84010, 30);
        string id = _a.Buy(84000, 50).Id();
        JsonElement edited = _a.Result("private/edit", new { order_id = id, price = 84010 });
        Assert.Equal("30.0", edited.Is("order.filled_amount"));
        Assert.Equal("30.0", edited.Is("trades.0.amount"));
        Assert.Equal("open", edited.Is("order.order_state"));
    }

    [Fact]
    public void An_edit_makes_an_order_reduce_only_as_far_as_there_is_a_position()
    {
        string id = _a.Sell(84050, 500).Id();
        Assert.Contains("reduce_only", _a.Error("private/edit", new { order_id = id, reduce_only = true }));
        _b.Sell(84000, 200);
        _a.Buy(84000, 200);
        JsonElement edited = _a.Result("private/edit", new { order_id = id, reduce_only = true }).GetProperty("order");
        Assert.Equal("200.0 true", $"{edited.Is("amount")} {edited.Is("reduce_only")}");
        _b.Buy(83990, 50);
        _a.Sell(83990, 50);
        Assert.Equal("150.0", _a.State(id).Is("amount"));
    }

    [Fact]
    public void An_edit_beyond_the_margin_or_the_band_changes_nothing()
    {
        string id = _a.Buy(84000, 10).Id();
        Assert.Equal("""{"code":10009,"message":"not_enough_funds"}""", _a.Error("private/edit", new { order_id = id, amount = 90_000_000 }));
        Assert.StartsWith("""{"code":10007,"message":"price_too_high """, _a.Error("private/edit", new { order_id = id, price = 99_000 }));
        Assert.Equal("[[84000.0,10.0]]", _a.Levels("bids").Replace("8.4e4", "84000.0", StringComparison.Ordinal));
    }

    [Fact]
    public void A_label_has_64_characters_at_most()
    {
        Assert.Equal(new string('x', 64), _a.Buy(84000, 10, new { label = new string('x', 64) }).Is("order.label"));
        Assert.Contains("\"param\":\"label\"", _a.Error("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10, new { label = new string('x', 65) })));
    }

    [Fact]
    public void A_position_is_closed_by_a_market_order_or_at_a_price()
    {
        Assert.Equal("""{"code":10010,"message":"already_closed"}""", _a.Error("private/close_position", new { instrument_name = OrderEntry.Btc, type = "market" }));
        _b.Sell(84000, 200);
        _a.Buy(84000, 200);
        _b.Buy(83990, 150);
        JsonElement closing = _a.Result("private/close_position", new { instrument_name = OrderEntry.Btc, type = "market" });
        Assert.Equal("150.0 true", $"{closing.Is("order.filled_amount")} {closing.Is("order.reduce_only")}");
        Assert.Equal("open", _a.Result("private/close_position", new { instrument_name = OrderEntry.Btc, type = "limit", price = 84100 }).Is("order.order_state"));
        Assert.Contains("value required", _a.Error("private/close_position", new { instrument_name = OrderEntry.Btc, type = "limit" }));
    }

    [Fact]
    public void Good_til_day_is_taken_and_told()
    {
        Assert.Equal("good_til_day", _a.Buy(84000, 10, new { time_in_force = "good_til_day" }).Is("order.time_in_force"));
        Assert.Contains("\"param\":\"time_in_force\"", _a.Error("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10, new { time_in_force = "for_ever" })));
    }

    [Fact]
    public void Good_til_day_orders_end_with_the_days_settlement()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Speed = 2000 });
        VenueClient a = world.Client("a");
        string day = a.Buy(84000, 10, new { time_in_force = "good_til_day" }).Id();
        string ever = a.Buy(84000, 10).Id();
        world.Wait(45 * VenueWorld.Second); // a day of the market
        Assert.Equal("cancelled settlement", $"{a.State(day).Is("order_state")} {a.State(day).Is("cancel_reason")}");
        Assert.Equal("open", a.State(ever).Is("order_state"));
    }

    [Fact]
    public void Many_orders_of_one_step_are_told_once_each()
    {
        for (int i = 0; i < 300; i++)
            _a.Buy(84000 - (i % 7), 10);
        _a.Result("private/subscribe", new { channels = new[] { "user.orders.BTC-PERPETUAL.raw" } });
        Assert.Equal("300", _a.Result("private/cancel_all").GetRawText());
        Assert.Equal(300, _a.Take("user.orders.BTC-PERPETUAL.raw").Select(order => order.Is("order_id")).Distinct().Count());
    }
}
