using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Making;

/// <summary>Mass quotes: their form, what replaces what, priority, and the ways to take them back.</summary>
public class MassQuoteTests
{
    private readonly VenueWorld _world = new();
    private readonly VenueClient _maker;
    private readonly VenueClient _taker;

    public MassQuoteTests()
    {
        _maker = Maker.Quoting(_world, "maker");
        _taker = _world.Client("taker");
    }

    [Fact]
    public void A_mass_quote_needs_cancel_on_disconnect_on_this_connection()
    {
        VenueClient other = _world.Client("maker");
        object request = Maker.Request("g", Maker.Entry(Maker.Leg(84000, 100), null));
        Assert.Equal("""{"code":13042,"message":"cod_not_enabled"}""", other.Error("private/mass_quote", request));
        Assert.Equal("""{"code":13042,"message":"cod_not_enabled"}""", other.Error("private/cancel_quotes", new { cancel_type = "all" }));
        _maker.Result("private/mass_quote", request);
        Assert.Single(Maker.OpenIds(_maker));
    }

    [Theory]
    [InlineData("""{"mmp_group":"g","quotes":[]}""", "\"param\":\"quote_id\"")]
    [InlineData("""{"quote_id":"1","quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"s","bid":{"price":84000,"amount":10}}]}""", "\"param\":\"mmp_group\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"h","quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"s","bid":{"price":84000,"amount":10}}]}""", "\"not found\",\"param\":\"mmp_group\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g"}""", "\"value required\",\"param\":\"quotes\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":{}}""", "\"wrong format\",\"param\":\"quotes\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":"x"}""", "\"wrong format\",\"param\":\"quotes\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":[3]}""", "\"wrong format\",\"param\":\"quotes\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"s"}]}""", "\"value required\",\"param\":\"bid\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":[{"instrument_name":"BTC-PERPETUAL","bid":{"price":84000,"amount":10}}]}""", "\"param\":\"quote_set_id\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":[{"instrument_name":"XYZ","quote_set_id":"s","bid":{"price":84000,"amount":10}}]}""", "\"instrument not found\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"s","bid":{"price":"x","amount":10}}]}""", "\"wrong format\",\"param\":\"quotes\"")]
    [InlineData("""{"quote_id":"1","mmp_group":"g","quotes":[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"s","bid":{"price":84000,"amount":10}},{"instrument_name":"ETH-PERPETUAL","quote_set_id":"s","bid":{"price":2000,"amount":10}}]}""", "\"must be of one index\"")]
    public void A_request_of_the_wrong_form_is_refused_as_a_whole(string parameters, string expected)
    {
        _maker.Raw($$$"""{"id":1,"method":"private/mass_quote","params":{{{parameters}}}}""");
        Assert.Contains("\"code\":-32602", _maker.Frames.Single());
        Assert.Contains(expected, _maker.Frames.Single());
        _maker.Frames.Clear();
        Assert.Empty(Maker.OpenIds(_maker));
    }

    [Fact]
    public void A_hundred_quotes_are_the_most()
    {
        Dictionary<string, object>[] quotes = [.. Enumerable.Range(0, 101).Select(i => Maker.Entry(Maker.Leg(80000 + i, 10), null))];
        Assert.Contains("at most 100", _maker.Error("private/mass_quote", Maker.Request("g", quotes)));
        JsonElement result = Maker.Quote(_maker, "g", quotes[..100]);
        Assert.Empty(result.GetProperty("errors").EnumerateArray());
        Assert.Single(Maker.OpenIds(_maker));
    }

    [Fact]
    public void Quotes_rest_as_protected_orders_that_carry_their_marks()
    {
        JsonElement result = Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500, 200), set: "set7"));
        Assert.Equal("errors,orders,trades", string.Join(',', result.EnumerateObject().Select(member => member.Name)));
        JsonElement bid = result.GetProperty("orders")[0];
        Assert.Equal("buy", VenueClient.At(bid, "direction"));
        Assert.Equal("true", VenueClient.At(bid, "mmp"));
        Assert.Equal("true", VenueClient.At(bid, "quote"));
        Assert.Equal("g", VenueClient.At(bid, "mmp_group"));
        Assert.Equal("1", VenueClient.At(bid, "quote_id"));
        Assert.Equal("set7", VenueClient.At(bid, "quote_set_id"));
        Assert.Equal("good_til_cancelled", VenueClient.At(bid, "time_in_force"));
        Assert.Equal(2, Maker.OpenIds(_maker).Length);
        _maker.Result("private/subscribe", new { channels = (string[])["user.trades.any.any.raw"] });
        Maker.Order(_taker, "sell", 84000, 50);
        JsonElement trade = Assert.Single(_maker.Take("user.trades.any.any.raw"))[0];
        Assert.Equal("1", VenueClient.At(trade, "quote_id"));
        Assert.Equal("set7", VenueClient.At(trade, "quote_set_id"));
    }

    [Fact]
    public void A_new_quote_takes_the_place_of_the_one_before_and_keeps_its_order_id()
    {
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84100, 200)));
        string[] before = Maker.OpenIds(_maker);
        JsonElement moved = Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84150, 150), Maker.Leg(84200, 300)));
        Assert.Empty(moved.GetProperty("errors").EnumerateArray());
        Assert.Empty(moved.GetProperty("trades").EnumerateArray());
        Assert.Equal(before.Order(), Maker.OpenIds(_maker).Order());
        Assert.Equal("false", VenueClient.At(moved, "orders.0.replaced"));
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84010, 150), Maker.Leg(84050, 300)));
        Assert.Equal(before.Order(), Maker.OpenIds(_maker).Order());
    }

    [Fact]
    public void Each_group_has_a_quote_of_its_own_at_a_side()
    {
        Maker.Protect(_maker, "h");
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), null));
        Maker.Quote(_maker, "h", Maker.Entry(Maker.Leg(83990, 100), null));
        Assert.Equal(2, Maker.OpenIds(_maker).Length);
    }

    [Fact]
    public void Half_a_quote_keeps_the_other_half_and_needs_one_that_stands()
    {
        JsonElement none = Maker.Quote(_maker, "g", Maker.Entry(new { price = 84000 }, null));
        Assert.Equal(
            """[{"instrument_name":"BTC-PERPETUAL","side":"bid","error":{"code":10004,"message":"order_not_found"}}]""",
            none.GetProperty("errors").GetRawText());
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), null));
        JsonElement moved = Maker.Quote(_maker, "g", Maker.Entry(new { price = 84010 }, null));
        Assert.Equal("84010.0", VenueClient.At(moved, "orders.0.price"));
        JsonElement grown = Maker.Quote(_maker, "g", Maker.Entry(new { amount = 300 }, null));
        Assert.Equal("84010.0", VenueClient.At(grown, "orders.0.price"));
        Assert.Equal("300.0", VenueClient.At(grown, "orders.0.amount"));
    }

    [Fact]
    public void An_amount_of_zero_takes_a_side_back()
    {
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500, 200)));
        JsonElement result = Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 0), null));
        Assert.Equal("cancelled", VenueClient.At(result, "orders.0.order_state"));
        Assert.Single(Maker.OpenIds(_maker));
        Assert.Empty(Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 0), null)).GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public void A_change_that_fails_takes_that_side_back_and_leaves_the_other()
    {
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500, 200)));
        JsonElement result = Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000.3, 100), Maker.Leg(84510, 200)));
        Assert.Equal(
            """[{"instrument_name":"BTC-PERPETUAL","side":"bid","error":{"code":-32602,"data":{"reason":"must conform to tick size","param":"price"},"message":"Invalid params"}}]""",
            result.GetProperty("errors").GetRawText());
        JsonElement left = Assert.Single(_maker.Result("private/get_open_orders").EnumerateArray());
        Assert.Equal("84510.0", VenueClient.At(left, "price"));
        Assert.Equal("""{"errors_count":1}""", _maker.Result("private/mass_quote", new { quote_id = "2", mmp_group = "g", quotes = (object[])[Maker.Entry(null, Maker.Leg(1e7, 1e9))] }).GetRawText());
        Assert.Empty(Maker.OpenIds(_maker));
    }

    [Theory]
    [InlineData(100, "s", false)]
    [InlineData(100, "other", true)]
    [InlineData(90, "s", true)]
    [InlineData(110, "s", false)]
    public void The_same_again_loses_its_place_and_less_or_another_set_keeps_it(int amount, string set, bool keeps)
    {
        VenueClient rival = _world.Client("rival");
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84020, 100), null));
        Maker.Order(rival, "buy", 84020, 100);
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84020, amount), null, set));
        Maker.Order(_taker, "sell", 84020, 80);
        Assert.Equal(keeps ? "100.0" : "20.0", Left(rival));
        Assert.Equal(keeps ? amount - 80 : amount, double.Parse(Left(_maker), System.Globalization.CultureInfo.InvariantCulture));

        static string Left(VenueClient client)
        {
            JsonElement order = Assert.Single(client.Result("private/get_open_orders").EnumerateArray());
            return (order.GetProperty("amount").GetDouble() - order.GetProperty("filled_amount").GetDouble()).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void A_quote_that_has_partly_traded_rests_in_full_again_when_it_is_sent_again()
    {
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84020, 100), null));
        Maker.Order(_taker, "sell", 84020, 40);
        JsonElement order = Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84020, 100), null)).GetProperty("orders")[0];
        Assert.Equal("40.0", VenueClient.At(order, "filled_amount"));
        Assert.Equal("140.0", VenueClient.At(order, "amount"));
    }

    [Fact]
    public void Who_does_not_wait_is_told_what_is_on_its_way()
    {
        var request = new { quote_id = "1", mmp_group = "g", detailed = true, wait_for_response = false, quotes = (object[])[Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500.3, 10))] };
        JsonElement result = _maker.Result("private/mass_quote", request);
        Assert.Equal("""[{"instrument_name":"BTC-PERPETUAL","side":"bid"}]""", result.GetProperty("pending_requests").GetRawText());
        Assert.Single(result.GetProperty("errors").EnumerateArray());
        Assert.Equal(
            """{"errors_count":1,"pending_requests_count":1}""",
            _maker.Result("private/mass_quote", new { quote_id = "1", mmp_group = "g", wait_for_response = false, quotes = (object[])[Maker.Entry(Maker.Leg(84000, 110), Maker.Leg(84500.3, 10))] }).GetRawText());
        Assert.Single(Maker.OpenIds(_maker));
    }

    [Fact]
    public void A_quote_is_changed_by_quotes_only_and_can_be_cancelled_like_any_order()
    {
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500, 200)));
        string[] ids = Maker.OpenIds(_maker);
        Assert.Equal("""{"code":10004,"message":"order_not_found"}""", _maker.Error("private/edit", new { order_id = ids[0], amount = 50, price = 84000 }));
        Assert.Contains("10004", _maker.Error("private/edit_by_label", new { instrument_name = Maker.Btc, label = "", amount = 50, price = 84000 }));
        _maker.Result("private/cancel", new { order_id = ids[0] });
        Assert.Equal("1", _maker.Result("private/cancel_all").GetRawText());
    }

    [Theory]
    [InlineData("""{"cancel_type":"all"}""", 4)]
    [InlineData("""{"cancel_type":"quote_set_id","quote_set_id":"b"}""", 2)]
    [InlineData("""{"cancel_type":"quote_set_id","quote_set_id":"none"}""", 0)]
    [InlineData("""{"cancel_type":"instrument","instrument_name":"ETH-PERPETUAL"}""", 2)]
    [InlineData("""{"cancel_type":"instrument_kind","kind":"future"}""", 4)]
    [InlineData("""{"cancel_type":"instrument_kind","kind":"option"}""", 0)]
    [InlineData("""{"cancel_type":"currency","currency":"BTC"}""", 2)]
    [InlineData("""{"cancel_type":"currency","currency":"BTC","kind":"any"}""", 2)]
    [InlineData("""{"cancel_type":"currency","currency":"BTC","kind":"option"}""", 0)]
    [InlineData("""{"cancel_type":"currency","currency":"any","kind":"option"}""", 0)]
    [InlineData("""{"cancel_type":"currency_pair","currency_pair":"eth_usd"}""", 2)]
    [InlineData("""{"cancel_type":"delta","min_delta":0,"max_delta":1}""", 0)]
    public void Quotes_are_taken_back_by_what_they_have_in_common(string parameters, int count)
    {
        _maker.Result("private/set_mmp_config", new { index_name = "eth_usd", interval = 5, frozen_time = 1, max_quote_quantity = 100, mmp_group = "e" });
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500, 200), set: "a"));
        Maker.Quote(_maker, "e", Maker.Entry(Maker.Leg(2000, 100), Maker.Leg(3000, 200), set: "b", instrument: "ETH-PERPETUAL"));
        Maker.Order(_maker, "buy", 84000, 10);
        _maker.Raw($$$"""{"id":"c","method":"private/cancel_quotes","params":{{{parameters}}}}""");
        Assert.Contains($"\"id\":\"c\",\"result\":{count},", Assert.Single(_maker.Frames));
        _maker.Frames.Clear();
        Assert.Equal(5 - count, Maker.OpenIds(_maker).Length);
    }

    [Theory]
    [InlineData("""{}""", "cancel_type")]
    [InlineData("""{"cancel_type":"x"}""", "cancel_type")]
    [InlineData("""{"cancel_type":"delta","min_delta":0}""", "max_delta")]
    [InlineData("""{"cancel_type":"currency"}""", "currency")]
    [InlineData("""{"cancel_type":"currency_pair","currency_pair":"x"}""", "currency_pair")]
    [InlineData("""{"cancel_type":"quote_set_id"}""", "quote_set_id")]
    public void A_cancel_of_quotes_says_which_parameter_it_misses(string parameters, string param)
    {
        _maker.Raw($$$"""{"id":"c","method":"private/cancel_quotes","params":{{{parameters}}}}""");
        Assert.Contains($"\"param\":\"{param}\"", Assert.Single(_maker.Frames));
    }

    [Fact]
    public void A_freeze_refuses_quotes_for_one_second()
    {
        object request = Maker.Request("g", Maker.Entry(Maker.Leg(84000, 100), null));
        _maker.Result("private/mass_quote", request);
        Assert.Equal("1", _maker.Result("private/cancel_quotes", new { cancel_type = "all", freeze_quotes = true }).GetRawText());
        Assert.Equal("""{"code":13043,"message":"quotes_frozen"}""", _maker.Error("private/mass_quote", request));
        Maker.Order(_maker, "buy", 84000, 10);
        _world.Wait(VenueWorld.Second);
        _maker.Result("private/mass_quote", request);
        _maker.Result("private/cancel_all", new { freeze_quotes = true });
        Assert.Contains("13043", _maker.Error("private/mass_quote", request));
    }

    [Fact]
    public void A_broken_limit_takes_the_quotes_of_its_group_only()
    {
        Maker.Protect(_maker, "g", quantity: 0.001m);
        Maker.Protect(_maker, "h");
        _maker.Result("private/subscribe", new { channels = (string[])["user.mmp_trigger.btc_usd"] });
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84030, 500), Maker.Leg(84600, 500)));
        Maker.Quote(_maker, "h", Maker.Entry(Maker.Leg(84000, 500), Maker.Leg(84700, 500)));
        Maker.Order(_taker, "sell", 84030, 100);
        Assert.Equal(2, Maker.OpenIds(_maker).Length);
        Assert.Equal("g", VenueClient.At(Assert.Single(_maker.Take("user.mmp_trigger.btc_usd")), "mmp_group"));
        Assert.Equal("g", VenueClient.At(Assert.Single(_maker.Result("private/get_mmp_status").EnumerateArray()), "mmp_group"));
        Assert.Equal("""{"code":13030,"message":"mmp_trigger"}""", _maker.Error("private/mass_quote", Maker.Request("g", Maker.Entry(Maker.Leg(84000, 100), null))));
        Maker.Quote(_maker, "h", Maker.Entry(Maker.Leg(84010, 500), null));
        _maker.Result("private/reset_mmp", new { index_name = "btc_usd", mmp_group = "g" });
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), null));
    }

    [Fact]
    public void A_trade_is_told_once_when_a_side_is_quoted_twice_in_a_request()
    {
        Maker.Order(_taker, "sell", 84030, 100);
        JsonElement result = Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84030, 200), null), Maker.Entry(Maker.Leg(84020, 300), null));
        Assert.Empty(result.GetProperty("errors").EnumerateArray());
        Assert.Single(result.GetProperty("trades").EnumerateArray());
    }

    [Fact]
    public void Quotes_go_with_their_connection()
    {
        Maker.Quote(_maker, "g", Maker.Entry(Maker.Leg(84000, 100), Maker.Leg(84500, 200)));
        _world.Exchange.Close(_maker.Session, _world.NowNs);
        Assert.Empty(Maker.OpenIds(_world.Client("maker")));
    }

    [Fact]
    public void A_late_request_is_not_done()
    {
        Assert.Contains("13888", _maker.Error("private/mass_quote", new { quote_id = "1", mmp_group = "g", valid_until = 1, quotes = (object[])[Maker.Entry(Maker.Leg(84000, 100), null)] }));
        Assert.Empty(Maker.OpenIds(_maker));
    }

    [Fact]
    public void Quotes_pay_from_buckets_of_their_own()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Limits = true });
        VenueClient maker = Maker.Quoting(world, "maker");
        Dictionary<string, object>[] many = [.. Enumerable.Range(0, 100).Select(i => Maker.Entry(Maker.Leg(80000 + i, 10), null))];
        for (int i = 0; i < 5; i++)
            Maker.Quote(maker, "g", many);
        Assert.Equal("""{"code":13903,"message":"too_many_quotes"}""", maker.Error("private/mass_quote", Maker.Request("g", many)));
        Assert.Null(maker.Session.End);
        Maker.Order(maker, "sell", 85500, 10);
        world.Wait(2 * VenueWorld.Second);
        for (int i = 0; i < 10; i++)
            Maker.Quote(maker, "g", many[i]);
        Assert.Equal("""{"code":10028,"message":"too_many_requests"}""", maker.Error("private/mass_quote", Maker.Request("g", many[0])));
        Assert.NotNull(maker.Session.End);
    }
}
