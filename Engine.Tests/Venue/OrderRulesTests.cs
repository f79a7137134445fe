using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>Order entry as the venue does it, seen through the RPC.</summary>
public class OrderRulesTests
{
    private const string Btc = "BTC-PERPETUAL";

    private readonly VenueWorld _world = new();
    private readonly VenueClient _a;
    private readonly VenueClient _b;

    public OrderRulesTests()
    {
        _a = _world.Client("a");
        _b = _world.Client("b");
    }

    [Fact]
    public void A_limit_order_rests_and_its_reply_has_the_keys_in_the_venues_order()
    {
        JsonElement result = Buy(_a, 84000, 1000);
        Assert.Equal("open", VenueClient.At(result, "order.order_state"));
        Assert.Empty(result.GetProperty("trades").EnumerateArray());
        Assert.Equal(
            "label,price,user_id,amount,direction,time_in_force,instrument_name,web,api,order_id,creation_timestamp,replaced,filled_amount,last_update_timestamp,"
            + "post_only,reduce_only,average_price,mmp,contracts,order_state,order_type,is_liquidation,risk_reducing,starbase_order_id,starbase_last_update_timestamp",
            string.Join(',', result.GetProperty("order").EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public void Trades_happen_at_the_resting_price_first_come_first_served()
    {
        string first = Id(Sell(_a, 84010, 500));
        Sell(_a, 84010, 500);
        JsonElement taken = Buy(_b, 84020, 700);
        Assert.Equal("filled", VenueClient.At(taken, "order.order_state"));
        Assert.Equal("84010.0", VenueClient.At(taken, "order.average_price"));
        Assert.Equal(2, taken.GetProperty("trades").GetArrayLength());
        Assert.Equal("filled", VenueClient.At(_a.Result("private/get_order_state", new { order_id = first }), "order_state"));
        Assert.Equal("T", VenueClient.At(taken, "trades.0.liquidity"));
        Assert.Equal("open", VenueClient.At(taken, "trades.0.state"));
        Assert.Equal("filled", VenueClient.At(taken, "trades.1.state"));
    }

    [Fact]
    public void Immediate_or_cancel_takes_what_is_there_and_cancels_the_rest()
    {
        Sell(_a, 84010, 500);
        JsonElement taken = Order(_b, "private/buy", 84010, 700, new() { ["time_in_force"] = "immediate_or_cancel" });
        Assert.Equal("cancelled", VenueClient.At(taken, "order.order_state"));
        Assert.Equal("500.0", VenueClient.At(taken, "order.filled_amount"));
        Assert.Empty(_b.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void Fill_or_kill_takes_all_or_nothing()
    {
        Sell(_a, 84010, 500);
        Dictionary<string, object> kill = new() { ["time_in_force"] = "fill_or_kill" };
        Assert.Equal("0.0", VenueClient.At(Order(_b, "private/buy", 84010, 700, kill), "order.filled_amount"));
        Assert.Equal("filled", VenueClient.At(Order(_b, "private/buy", 84010, 500, kill), "order.order_state"));
    }

    [Fact]
    public void A_market_order_takes_the_book_inside_the_band_and_never_rests()
    {
        Sell(_a, 84010, 500);
        JsonElement taken = _b.Result("private/buy", new { instrument_name = Btc, amount = 700, type = "market" });
        Assert.Equal("500.0", VenueClient.At(taken, "order.filled_amount"));
        Assert.Equal("cancelled", VenueClient.At(taken, "order.order_state"));
        Assert.Equal("market", VenueClient.At(taken, "order.order_type"));
    }

    [Fact]
    public void Post_only_slides_one_tick_outside_the_opposite_best()
    {
        Sell(_a, 84010, 500);
        JsonElement slid = Order(_b, "private/buy", 84100, 500, new() { ["post_only"] = true });
        Assert.Equal("84009.5", VenueClient.At(slid, "order.price"));
        Assert.Equal("false", VenueClient.At(slid, "order.reject_post_only"));
    }

    [Fact]
    public void Post_only_with_reject_is_refused_and_leaves_no_order()
    {
        Sell(_a, 84010, 500);
        string error = _b.Error("private/buy", new { instrument_name = Btc, amount = 500, price = 84010, post_only = true, reject_post_only = true });
        Assert.Equal("""{"code":11054,"message":"post_only_reject"}""", error);
        Assert.Empty(_b.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void An_edit_of_a_reject_post_only_order_into_a_cross_cancels_it()
    {
        Sell(_a, 84010, 500);
        string id = Id(Order(_b, "private/buy", 84000, 500, new() { ["post_only"] = true, ["reject_post_only"] = true }));
        JsonElement edited = _b.Result("private/edit", new { order_id = id, amount = 500, price = 84010 });
        Assert.Equal("cancelled", VenueClient.At(edited, "order.order_state"));
        Assert.Equal("edit_post_only_reject", VenueClient.At(edited, "order.cancel_reason"));
    }

    [Fact]
    public void An_edit_names_the_new_total_and_keeps_the_id()
    {
        string id = Id(Sell(_a, 84010, 500));
        Buy(_b, 84010, 200);
        JsonElement edited = _a.Result("private/edit", new { order_id = id, amount = 900, price = 84010 });
        Assert.Equal("true", VenueClient.At(edited, "order.replaced"));
        Assert.Equal("900.0", VenueClient.At(edited, "order.amount"));
        Assert.Equal("200.0", VenueClient.At(edited, "order.filled_amount"));
        Assert.Equal(id, VenueClient.At(edited, "order.order_id"));
        Assert.Equal("700.0", VenueClient.At(_a.Result("public/get_order_book", new { instrument_name = Btc }), "best_ask_amount"));
    }

    [Fact]
    public void An_edit_down_to_what_is_filled_closes_the_order()
    {
        string id = Id(Sell(_a, 84010, 500));
        Buy(_b, 84010, 200);
        JsonElement edited = _a.Result("private/edit", new { order_id = id, amount = 200, price = 84010 });
        Assert.Equal("filled", VenueClient.At(edited, "order.order_state"));
        Assert.Equal("0.0", VenueClient.At(_a.Result("public/get_order_book", new { instrument_name = Btc }), "best_ask_amount"));
    }

    [Theory]
    [InlineData(400, 84010, true)]
    [InlineData(500, 84010, true)]
    [InlineData(600, 84010, false)]
    public void An_edit_keeps_priority_only_at_the_same_price_and_without_growth(int amount, double price, bool keeps)
    {
        string id = Id(Sell(_a, 84010, 500));
        string other = Id(Sell(_a, 84010, 500));
        _a.Result("private/edit", new { order_id = id, amount, price });
        Buy(_b, 84010, 10);
        Assert.Equal(keeps ? "10.0" : "0.0", VenueClient.At(_a.Result("private/get_order_state", new { order_id = id }), "filled_amount"));
        Assert.Equal(keeps ? "0.0" : "10.0", VenueClient.At(_a.Result("private/get_order_state", new { order_id = other }), "filled_amount"));
    }

    [Fact]
    public void An_edit_away_and_back_loses_priority()
    {
        string id = Id(Sell(_a, 84010, 500));
        Sell(_a, 84010, 500);
        _a.Result("private/edit", new { order_id = id, amount = 500, price = 84020 });
        _a.Result("private/edit", new { order_id = id, amount = 500, price = 84010 });
        Buy(_b, 84010, 10);
        Assert.Equal("0.0", VenueClient.At(_a.Result("private/get_order_state", new { order_id = id }), "filled_amount"));
    }

    [Fact]
    public void A_cancel_answers_the_bare_order_and_a_second_one_is_refused()
    {
        string id = Id(Buy(_a, 84000, 500));
        JsonElement cancelled = _a.Result("private/cancel", new { order_id = id });
        Assert.Equal("cancelled", VenueClient.At(cancelled, "order_state"));
        Assert.Equal("user_request", VenueClient.At(cancelled, "cancel_reason"));
        Assert.Equal("""{"code":11044,"message":"not_open_order"}""", _a.Error("private/cancel", new { order_id = id }));
        Assert.Equal("""{"code":10010,"message":"already_closed"}""", _a.Error("private/edit", new { order_id = id, amount = 10 }));
    }

    [Fact]
    public void Cancelling_many_answers_their_number()
    {
        Buy(_a, 84000, 500);
        Order(_a, "private/buy", 83990, 500, new() { ["label"] = "x" });
        Buy(_b, 83980, 500);
        Assert.Equal("1", _a.Result("private/cancel_by_label", new { label = "x" }).GetRawText());
        Assert.Equal("0", _a.Result("private/cancel_all_by_currency", new { currency = "eth" }).GetRawText());
        Assert.Equal("1", _a.Result("private/cancel_all_by_instrument", new { instrument_name = Btc }).GetRawText());
        Assert.Equal("0", _a.Result("private/cancel_all").GetRawText());
        Assert.Single(_b.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void Orders_by_label_must_be_unique_to_be_edited()
    {
        Dictionary<string, object> label = new() { ["label"] = "x" };
        Order(_a, "private/buy", 84000, 500, label);
        Assert.Equal("83990.0", VenueClient.At(_a.Result("private/edit_by_label", new { instrument_name = Btc, label = "x", amount = 500, price = 83990 }), "order.price"));
        Order(_a, "private/buy", 84000, 500, label);
        Assert.Equal("""{"code":13032,"message":"non_unique_order_label"}""", _a.Error("private/edit_by_label", new { instrument_name = Btc, label = "x", amount = 500 }));
    }

    [Theory]
    [InlineData("price", 84000.25, 500, """{"code":-32602,"data":{"reason":"must conform to tick size","param":"price"},"message":"Invalid params"}""")]
    [InlineData("amount", 84000, 505, """{"code":-32602,"data":{"reason":"must be a multiple of contract size","param":"amount"},"message":"Invalid params"}""")]
    [InlineData("amount", 84000, 0, """{"code":-32602,"data":{"reason":"must be a multiple of the minimum order size","param":"amount"},"message":"Invalid params"}""")]
    public void Prices_and_amounts_off_the_grid_are_refused_in_the_venues_words(string what, double price, double amount, string expected)
    {
        Assert.Contains(what, expected);
        Assert.Equal(expected, _a.Error("private/buy", new { instrument_name = Btc, amount, price }));
    }

    [Fact]
    public void The_band_binds_buys_from_above_and_sells_from_below_only()
    {
        JsonElement ticker = _a.Result("public/ticker", new { instrument_name = Btc });
        double max = ticker.GetProperty("max_price").GetDouble();
        double min = ticker.GetProperty("min_price").GetDouble();
        Assert.StartsWith("""{"code":10007,"message":"price_too_high """, _a.Error("private/buy", new { instrument_name = Btc, amount = 10, price = max + 0.5 }));
        Assert.StartsWith("""{"code":10005,"message":"price_too_low """, _a.Error("private/sell", new { instrument_name = Btc, amount = 10, price = min - 0.5 }));
        Buy(_a, 1000, 10);
        Sell(_a, 900000, 10);
    }

    [Fact]
    public void An_order_never_trades_with_its_own_account()
    {
        Sell(_a, 84010, 500);
        Assert.Equal("""{"code":10003,"message":"order_overlap"}""", _a.Error("private/buy", new { instrument_name = Btc, amount = 10, price = 84010 }));
        Sell(_b, 84005, 100);
        JsonElement partly = Buy(_a, 84010, 500);
        Assert.Equal("100.0", VenueClient.At(partly, "order.filled_amount"));
        Assert.Equal("order_overlap", VenueClient.At(partly, "order.cancel_reason"));
    }

    [Fact]
    public void Reduce_only_orders_shrink_to_the_position_and_with_it()
    {
        Assert.Contains("reduce_only", _a.Error("private/sell", new { instrument_name = Btc, amount = 10, price = 84010, reduce_only = true }));
        Sell(_b, 84010, 500);
        Buy(_a, 84010, 500);
        JsonElement reducing = Order(_a, "private/sell", 84050, 900, new() { ["reduce_only"] = true });
        Assert.Equal("500.0", VenueClient.At(reducing, "order.amount"));
        Buy(_b, 84000, 300);
        Sell(_a, 84000, 300);
        Assert.Equal("200.0", VenueClient.At(_a.Result("private/get_order_state", new { order_id = Id(reducing) }), "amount"));
        Buy(_b, 84000, 200);
        Sell(_a, 84000, 200);
        Assert.Equal("cancelled", VenueClient.At(_a.Result("private/get_order_state", new { order_id = Id(reducing) }), "order_state"));
    }

    [Fact]
    public void An_order_beyond_the_margin_is_refused()
    {
        Assert.Equal("""{"code":10009,"message":"not_enough_funds"}""", _a.Error("private/buy", new { instrument_name = Btc, amount = 50_000_000, price = 84000 }));
        Buy(_a, 84000, 20_000_000);
        Assert.Equal("""{"code":10009,"message":"not_enough_funds"}""", _a.Error("private/buy", new { instrument_name = Btc, amount = 10_000_000, price = 84000 }));
        Sell(_a, 86000, 20_000_000);
    }

    [Fact]
    public void An_order_of_another_account_is_out_of_reach()
    {
        string id = Id(Buy(_a, 84000, 500));
        Assert.Equal("""{"code":10029,"message":"not_owner_of_order"}""", _b.Error("private/cancel", new { order_id = id }));
        Assert.Equal("""{"code":10029,"message":"not_owner_of_order"}""", _b.Error("private/get_order_state", new { order_id = id }));
        Assert.Equal("""{"code":10004,"message":"order_not_found"}""", _b.Error("private/cancel", new { order_id = "12345" }));
        Assert.Equal(
            """{"code":-32602,"data":{"reason":"invalid_order_id","param":"order_id"},"message":"Invalid params"}""",
            _b.Error("private/cancel", new { order_id = "no such" }));
    }

    [Fact]
    public void Parameters_may_be_given_as_text()
    {
        JsonElement result = _a.Result("private/buy", new { instrument_name = Btc, amount = "10", price = "84000.5", post_only = "true", unknown = "x" });
        Assert.Equal("84000.5", VenueClient.At(result, "order.price"));
        Assert.Equal("true", VenueClient.At(result, "order.post_only"));
    }

    [Fact]
    public void Contracts_and_amount_must_agree()
    {
        Assert.Equal("50.0", VenueClient.At(_a.Result("private/buy", new { instrument_name = Btc, contracts = 5, price = 84000 }), "order.amount"));
        Assert.Contains("contracts", _a.Error("private/buy", new { instrument_name = Btc, contracts = 5, amount = 10, price = 84000 }));
    }

    [Fact]
    public void Linear_instruments_have_their_prefix_and_steps()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Instruments = ["BTC_USDC-PERPETUAL"] });
        JsonElement result = world.Client("a").Result("private/buy", new { instrument_name = "BTC_USDC-PERPETUAL", amount = 0.0021, price = 84000.1 });
        Assert.StartsWith("USDC-", VenueClient.At(result, "order.order_id"));
        Assert.Equal("21.0", VenueClient.At(result, "order.contracts"));
    }

    private static string Id(JsonElement result) => VenueClient.At(result, "order.order_id");

    private static JsonElement Buy(VenueClient client, double price, double amount) => Order(client, "private/buy", price, amount, []);

    private static JsonElement Sell(VenueClient client, double price, double amount) => Order(client, "private/sell", price, amount, []);

    private static JsonElement Order(VenueClient client, string method, double price, double amount, Dictionary<string, object> more) =>
        client.Result(method, new Dictionary<string, object>(more) { ["instrument_name"] = Btc, ["amount"] = amount, ["price"] = price });
}
