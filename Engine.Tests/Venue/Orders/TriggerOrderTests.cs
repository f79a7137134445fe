using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>Stop, take and trailing orders wait for a price and then become orders of their own.</summary>
public class TriggerOrderTests
{
    private readonly VenueWorld _world = new(VenueWorld.Quiet with { Instruments = [OrderEntry.Btc, "ETH-PERPETUAL", OrderEntry.Linear] });
    private readonly VenueClient _a;
    private readonly VenueClient _b;
    private readonly VenueClient _c;
    private readonly double _last;

    public TriggerOrderTests()
    {
        _a = _world.Client("a");
        _b = _world.Client("b");
        _c = _world.Client("c");
        _last = Math.Round(_a.Ticker().GetProperty("mark_price").GetDouble(), 0);
        Trade(_last);
    }

    [Fact]
    public void A_waiting_order_shows_its_trigger_and_no_price_of_its_own()
    {
        JsonElement order = Place("private/buy", "stop_market", _last + 50).GetProperty("order");
        Assert.Equal("untriggered", order.Is("order_state"));
        Assert.Equal("market_price", order.Is("price"));
        Assert.Equal("stop_market", order.Is("order_type"));
        Assert.Equal("last_price", order.Is("trigger"));
        Assert.Equal(_last + 50, order.GetProperty("trigger_price").GetDouble());
        Assert.Equal("false", order.Is("triggered"));
        Assert.StartsWith("BTC-SLTB-", order.Is("order_id"));
        Assert.Equal("[]", _a.Levels("bids"));
    }

    [Theory]
    [InlineData("BTC-PERPETUAL", "private/sell", "stop_market", "mark_price", "BTC-SLMS-", -0.01)]
    [InlineData("ETH-PERPETUAL", "private/buy", "take_market", "index_price", "ETH-TPIB-", -0.01)]
    [InlineData("BTC_USDC-PERPETUAL", "private/buy", "stop_market", "mark_price", "USDC-SLMB-", 0.01)]
    public void The_number_tells_currency_kind_source_and_side(string instrument, string method, string type, string trigger, string start, double away)
    {
        double at = Math.Round(_a.Ticker(instrument).GetProperty("mark_price").GetDouble() * (1 + away), 0);
        JsonElement order = _a.Result(method, new { instrument_name = instrument, amount = 10, type, trigger, trigger_price = at });
        Assert.StartsWith(start, order.Id());
        Assert.Equal("untriggered", _a.State(order.Id()).Is("order_state"));
    }

    [Theory]
    [InlineData("private/buy", "stop_market", 20, true)]
    [InlineData("private/buy", "stop_market", -20, false)]
    [InlineData("private/sell", "stop_market", -20, true)]
    [InlineData("private/sell", "stop_market", 20, false)]
    [InlineData("private/buy", "take_market", -20, true)]
    [InlineData("private/buy", "take_market", 20, false)]
    [InlineData("private/sell", "take_market", 20, true)]
    [InlineData("private/sell", "take_market", -20, false)]
    public void Stops_wait_for_the_price_to_go_against_them_and_takes_for_it_to_go_in_favour(string method, string type, double away, bool waits)
    {
        object request = Request(type, _last + away);
        if (!waits)
        {
            Assert.Equal("""{"code":11036,"message":"invalid_trigger_price"}""", _a.Error(method, request));
            return;
        }

        string id = _a.Result(method, request).Id();
        Trade(_last + (away / 2));
        Assert.Equal("untriggered", _a.State(id).Is("order_state"));
        Trade(_last + away);
        Assert.Equal("triggered", _a.State(id).Is("order_state"));
        Assert.Equal("true", _a.State(id).Is("triggered"));
    }

    [Fact]
    public void A_triggered_stop_is_followed_by_a_market_order_with_a_number_of_its_own()
    {
        _a.Result("private/subscribe", new { channels = new[] { "user.orders.BTC-PERPETUAL.raw", "user.trades.BTC-PERPETUAL.raw" } });
        string id = Place("private/buy", "stop_market", _last + 20, new { label = "stop" }).Id();
        _c.Sell(_last + 30, 500);
        _a.Frames.Clear();
        Trade(_last + 20);
        JsonElement[] told = [.. _a.Take("user.orders.BTC-PERPETUAL.raw")];
        Assert.Equal(["triggered", "filled"], told.Select(order => order.Is("order_state")));
        Assert.Equal(id, told[0].Is("order_id"));
        Assert.Equal(id, told[1].Is("trigger_order_id"));
        Assert.Equal("market", told[1].Is("order_type"));
        Assert.Equal("stop_market", told[1].Is("original_order_type"));
        Assert.Equal("stop", told[1].Is("label"));
        Assert.Matches("^[0-9]+$", told[1].Is("order_id"));
        Assert.Equal(_last + 30, _a.Take("user.trades.BTC-PERPETUAL.raw").Single().EnumerateArray().Single().GetProperty("price").GetDouble());
        Assert.Empty(_a.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void A_triggered_stop_limit_rests_at_its_price()
    {
        Place("private/buy", "stop_limit", _last + 20, new { price = _last + 10 });
        Trade(_last + 20);
        JsonElement order = _a.Result("private/get_open_orders").EnumerateArray().Single();
        Assert.Equal("limit", order.Is("order_type"));
        Assert.Equal("open", order.Is("order_state"));
        Assert.Equal(_last + 10, order.GetProperty("price").GetDouble());
    }

    [Fact]
    public void One_trigger_sets_off_the_next()
    {
        string first = Place("private/buy", "stop_market", _last + 20).Id();
        string second = Place("private/buy", "stop_market", _last + 40).Id();
        _c.Sell(_last + 45, 500);
        Trade(_last + 20);
        Assert.Equal("triggered", _a.State(first).Is("order_state"));
        Assert.Equal("triggered", _a.State(second).Is("order_state"));
    }

    [Fact]
    public void A_trigger_whose_order_is_refused_ends_as_rejected()
    {
        string id = Place("private/sell", "stop_market", _last - 20, new { reduce_only = true }).Id();
        Trade(_last - 20);
        Assert.Equal("rejected", _a.State(id).Is("order_state"));
    }

    [Fact]
    public void What_a_protected_trigger_sets_off_is_protected_too()
    {
        Protect(5);
        Place("private/buy", "stop_limit", _last + 20, new { price = _last + 10, mmp = true });
        Trade(_last + 20);
        Assert.Equal("true", _a.Result("private/get_open_orders").EnumerateArray().Single().Is("mmp"));
    }

    [Fact]
    public void A_protected_trigger_whose_protection_is_gone_ends_as_rejected()
    {
        Protect(5);
        string id = Place("private/buy", "stop_limit", _last + 20, new { price = _last + 10, mmp = true }).Id();
        Protect(0);
        Trade(_last + 20);
        Assert.Equal("rejected", _a.State(id).Is("order_state"));
        Assert.Empty(_a.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void The_mark_price_sets_off_when_it_gets_there()
    {
        string id = Place("private/buy", "stop_market", _last + 100, new { trigger = "mark_price" }).Id();
        _c.Buy(_last + 300, 10);
        _b.Sell(_last + 400, 10);
        for (int i = 0; i < 200 && _a.Ticker().GetProperty("mark_price").GetDouble() < _last + 100; i++)
        {
            Assert.Equal("untriggered", _a.State(id).Is("order_state"));
            _world.Wait(VenueWorld.Second);
        }

        Assert.Equal("triggered", _a.State(id).Is("order_state"));
    }

    [Fact]
    public void The_index_sets_off_when_it_gets_there()
    {
        var world = new VenueWorld(new() { Limits = false, Speed = 20 });
        VenueClient a = world.Client("a");
        double index = a.Ticker().GetProperty("index_price").GetDouble();
        (double above, double below) = (Math.Round(index * 1.0005), Math.Round(index * 0.9995));
        string up = a.Result("private/buy", Request("stop_market", above, "index_price")).Id();
        string down = a.Result("private/sell", Request("stop_market", below, "index_price")).Id();
        for (int i = 0; i < 6000 && index > below && index < above; i++)
        {
            Assert.All([up, down], id => Assert.Equal("untriggered", a.State(id).Is("order_state")));
            world.Wait(VenueWorld.Second / 100);
            index = a.Ticker().GetProperty("index_price").GetDouble();
        }

        Assert.True(index >= above || index <= below);
        Assert.Equal(index >= above ? "triggered" : "untriggered", a.State(up).Is("order_state"));
        Assert.Equal(index <= below ? "triggered" : "untriggered", a.State(down).Is("order_state"));
    }

    [Fact]
    public void A_trailing_stop_follows_the_price_and_never_goes_back()
    {
        JsonElement placed = _a.Result("private/sell", new { instrument_name = OrderEntry.Btc, amount = 10, type = "trailing_stop", trigger = "last_price", trigger_offset = 30 });
        Assert.Equal(_last - 30, placed.GetProperty("order").GetProperty("trigger_price").GetDouble());
        Assert.Equal("30.0", placed.Is("order.trigger_offset"));
        Trade(_last + 50);
        Assert.Equal(_last + 20, _a.State(placed.Id()).GetProperty("trigger_price").GetDouble());
        Trade(_last + 30);
        Assert.Equal(_last + 20, _a.State(placed.Id()).GetProperty("trigger_price").GetDouble());
        Trade(_last + 20);
        Assert.Equal("triggered", _a.State(placed.Id()).Is("order_state"));
    }

    [Fact]
    public void A_waiting_order_can_be_edited_and_cancelled()
    {
        string id = Place("private/buy", "stop_limit", _last + 20, new { price = _last + 10 }).Id();
        JsonElement edited = _a.Result("private/edit", new { order_id = id, amount = 70, price = _last + 5, trigger_price = _last + 40 }).GetProperty("order");
        Assert.Equal("70.0 true", $"{edited.Is("amount")} {edited.Is("replaced")}");
        Trade(_last + 20);
        Assert.Equal("untriggered", _a.State(id).Is("order_state"));
        Assert.Equal("""{"code":11036,"message":"invalid_trigger_price"}""", _a.Error("private/edit", new { order_id = id, trigger_price = _last + 10 }));
        Assert.Equal(_last + 40, _a.State(id).GetProperty("trigger_price").GetDouble());
        Assert.Equal("user_request", _a.Result("private/cancel", new { order_id = id }).Is("cancel_reason"));
        Assert.Equal("""{"code":11044,"message":"not_open_order"}""", _a.Error("private/cancel", new { order_id = id }));
        Assert.Equal("""{"code":10010,"message":"already_closed"}""", _a.Error("private/edit", new { order_id = id, amount = 10 }));
        Trade(_last + 40);
        Assert.Equal("cancelled", _a.State(id).Is("order_state"));
    }

    [Fact]
    public void A_number_of_another_kind_is_nobodys()
    {
        string id = Place("private/buy", "stop_market", _last + 20).Id();
        Assert.Equal("""{"code":10004,"message":"order_not_found"}""", _a.Error("private/cancel", new { order_id = id.Replace("SLTB", "SLMB", StringComparison.Ordinal) }));
        Assert.Equal("""{"code":10004,"message":"order_not_found"}""", _a.Error("private/cancel", new { order_id = "ETH" + id[3..] }));
        Assert.Equal("""{"code":10029,"message":"not_owner_of_order"}""", _b.Error("private/cancel", new { order_id = id }));
    }

    [Theory]
    [InlineData("trigger", null, "value required")]
    [InlineData("trigger", "moon_price", "wrong format")]
    [InlineData("trigger_price", null, "value required")]
    [InlineData("trigger_price", 84000.3, "must conform to tick size")]
    [InlineData("trigger_price", 0, "value must be > 0")]
    [InlineData("price", null, "value required")]
    public void What_a_trigger_needs_is_asked_for(string param, object? value, string reason)
    {
        Dictionary<string, object?> request = OrderEntry.With(OrderEntry.Btc, _last, 10, new { type = "stop_limit", trigger = "last_price", trigger_price = _last + 20 });
        request[param] = value;
        Assert.Equal($$$"""{"code":-32602,"data":{"reason":"{{{reason}}}","param":"{{{param}}}"},"message":"Invalid params"}""", _a.Error("private/buy", request));
    }

    [Fact]
    public void Absurd_triggers_and_too_many_are_refused()
    {
        Assert.StartsWith("""{"code":10034,"message":"trigger_price_too_high """, _a.Error("private/buy", Request("stop_market", 9_000_000)));
        Assert.StartsWith("""{"code":10035,"message":"trigger_price_too_low """, _a.Error("private/sell", Request("stop_market", 100)));
        Assert.Equal("""{"code":11055,"message":"post_only_not_allowed"}""", _a.Error("private/buy", OrderEntry.With(OrderEntry.Btc, _last, 10, new { type = "stop_market", trigger = "last_price", trigger_price = _last + 20, post_only = true })));
        for (int i = 0; i < 100; i++)
            Place("private/buy", "stop_market", _last + 20);
        Assert.Equal("""{"code":11035,"message":"no_more_triggers 100"}""", _a.Error("private/buy", Request("stop_market", _last + 20)));
        Assert.Equal("100", _a.Result("private/cancel_all").GetRawText());
        Place("private/buy", "stop_market", _last + 20);
    }

    private static object Request(string type, double at, string trigger = "last_price") =>
        new { instrument_name = OrderEntry.Btc, amount = 10, type, trigger, trigger_price = at };

    private JsonElement Place(string method, string type, double at, object? more = null)
    {
        Dictionary<string, object?> request = OrderEntry.With(OrderEntry.Btc, 0, 10, new { type, trigger = "last_price", trigger_price = at });
        request.Remove("price");
        foreach (JsonProperty member in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject())
            request[member.Name] = member.Value;
        return _a.Result(method, request);
    }

    private void Protect(int interval) =>
        _a.Result("private/set_mmp_config", new { index_name = "btc_usd", interval, frozen_time = 1, quantity_limit = 100, max_quote_quantity = 10 });

    /// <summary>Two others trade at a price.</summary>
    private void Trade(double price)
    {
        _b.Sell(price, 10);
        _c.Buy(price, 10);
    }
}
