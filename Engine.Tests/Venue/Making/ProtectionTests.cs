using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Making;

/// <summary>Market-maker protection: limits, what counts, what a broken limit does.</summary>
public class ProtectionTests
{
    private readonly VenueWorld _world = new();
    private readonly VenueClient _maker;
    private readonly VenueClient _taker;

    public ProtectionTests()
    {
        _maker = _world.Client("maker");
        _taker = _world.Client("taker");
    }

    [Fact]
    public void Limits_are_shown_as_they_were_set_and_an_interval_of_zero_removes_them()
    {
        Assert.Equal("[]", _maker.Result("private/get_mmp_config").GetRawText());
        Assert.Equal(
            """{"index_name":"btc_usd","interval":5,"frozen_time":10,"quantity_limit":3.0,"delta_limit":1.5,"max_quote_quantity":2.5}""",
            Maker.Protect(_maker, null, quantity: 3, largest: 2.5m, delta: 1.5m).GetRawText());
        Assert.Equal("g", VenueClient.At(Maker.Protect(_maker, "g"), "mmp_group"));
        JsonElement all = _maker.Result("private/get_mmp_config", new { index_name = "all" });
        Assert.Equal(2, all.GetArrayLength());
        Assert.NotEqual(VenueClient.At(all, "0.id"), VenueClient.At(all, "1.id"));
        Assert.Equal("1.5", VenueClient.At(_maker.Result("private/get_mmp_config", new { index_name = "btc_usd" }), "0.delta_limit"));
        Assert.Equal("100.0", VenueClient.At(_maker.Result("private/get_mmp_config", new { index_name = "btc_usd", mmp_group = "g" }), "0.quantity_limit"));
        Assert.Equal("0", VenueClient.At(_maker.Result("private/set_mmp_config", new { index_name = "btc_usd", interval = 0, frozen_time = 0 }), "interval"));
        Assert.Single(_maker.Result("private/get_mmp_config").EnumerateArray());
        Assert.Equal("[]", _taker.Result("private/get_mmp_config").GetRawText());
    }

    [Theory]
    [InlineData("""{"interval":5,"frozen_time":1,"max_quote_quantity":1}""", "index_name", "value required")]
    [InlineData("""{"index_name":"xyz","interval":5,"frozen_time":1,"max_quote_quantity":1}""", "index_name", "wrong format")]
    [InlineData("""{"index_name":"btc_usd","frozen_time":1,"max_quote_quantity":1}""", "interval", "value required")]
    [InlineData("""{"index_name":"btc_usd","interval":3601,"frozen_time":1,"max_quote_quantity":1}""", "interval", "value must be \\u003C= 3600")]
    [InlineData("""{"index_name":"btc_usd","interval":-1,"frozen_time":1,"max_quote_quantity":1}""", "interval", "value must be \\u003E= 0")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"max_quote_quantity":1}""", "frozen_time", "value required")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":3601,"max_quote_quantity":1}""", "frozen_time", "value must be \\u003C= 3600")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":1,"quantity_limit":1}""", "max_quote_quantity", "value required")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":1,"quantity_limit":-1,"max_quote_quantity":1}""", "quantity_limit", "value must be \\u003E= 0")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":1,"quantity_limit":501,"max_quote_quantity":1}""", "quantity_limit", "value must be \\u003C= 500")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":1,"quantity_limit":0.00001,"max_quote_quantity":1}""", "quantity_limit", "must have at most 4 decimal places")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":1,"quantity_limit":1,"delta_limit":1,"max_quote_quantity":1}""", "delta_limit", "value must be \\u003C quantity_limit")]
    [InlineData("""{"index_name":"btc_usd","interval":5,"frozen_time":1,"max_quote_quantity":1,"mmp_group":""}""", "mmp_group", "wrong format")]
    public void Limits_that_make_no_sense_are_refused(string parameters, string param, string reason)
    {
        string expected = reason.Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);
        _maker.Raw($$$"""{"id":1,"method":"private/set_mmp_config","params":{{{parameters}}}}""");
        Assert.Contains($$$"""{"code":-32602,"data":{"reason":"{{{expected}}}","param":"{{{param}}}"},"message":"Invalid params"}""", _maker.Frames.Single());
        _maker.Frames.Clear();
        Assert.Equal("[]", _maker.Result("private/get_mmp_config").GetRawText());
    }

    [Fact]
    public void A_group_belongs_to_one_index_and_there_are_sixteen_at_most()
    {
        for (int i = 0; i < 16; i++)
            Maker.Protect(_maker, "g" + i);
        Assert.Contains("too many groups", _maker.Error("private/set_mmp_config", new { index_name = "btc_usd", interval = 5, frozen_time = 1, max_quote_quantity = 1, mmp_group = "g16" }));
        Assert.Contains("another index", _maker.Error("private/set_mmp_config", new { index_name = "eth_usd", interval = 5, frozen_time = 1, max_quote_quantity = 1, mmp_group = "g3" }));
        Maker.Protect(_maker, "g3", quantity: 7);
        Maker.Protect(_maker, null);
        Assert.Equal(17, _maker.Result("private/get_mmp_config").GetArrayLength());
    }

    [Fact]
    public void An_order_marked_for_protection_needs_one()
    {
        Assert.Equal("""{"code":13040,"message":"mmp_required"}""", _maker.Error("private/buy", new { instrument_name = Maker.Btc, price = 84000, amount = 10, mmp = true }));
        Maker.Protect(_maker, null);
        Assert.Equal("true", VenueClient.At(Maker.Order(_maker, "buy", 84000, 10, mmp: true), "order.mmp"));
        Assert.Equal("false", VenueClient.At(Maker.Order(_maker, "buy", 84000, 10), "order.mmp"));
    }

    [Fact]
    public void A_broken_limit_takes_all_protected_orders_out_between_two_trades_of_one_taker()
    {
        _maker.Result("private/subscribe", new { channels = (string[])["user.mmp_trigger.btc_usd", "user.orders.any.any.raw"] });
        Maker.Protect(_maker, null, quantity: 0.01m, frozen: 10);
        Maker.Order(_maker, "buy", 84030, 500, mmp: true);
        Maker.Order(_maker, "buy", 84025, 500, mmp: true);
        string third = VenueClient.At(Maker.Order(_maker, "buy", 84020, 500, mmp: true), "order.order_id");
        string ask = VenueClient.At(Maker.Order(_maker, "sell", 85000, 500, mmp: true), "order.order_id");
        string plain = VenueClient.At(Maker.Order(_maker, "buy", 84015, 500), "order.order_id");
        _maker.Frames.Clear();

        JsonElement sold = Maker.Order(_taker, "sell", 84018, 1500);

        Assert.Equal(2, sold.GetProperty("trades").GetArrayLength());
        Assert.Equal("open", VenueClient.At(sold, "order.order_state"));
        Assert.Equal([plain], Maker.OpenIds(_maker));
        foreach (string id in (string[])[third, ask])
        {
            JsonElement order = _maker.Result("private/get_order_state", new { order_id = id });
            Assert.Equal("cancelled", VenueClient.At(order, "order_state"));
            Assert.Equal("mmp_trigger", VenueClient.At(order, "cancel_reason"));
            Assert.Equal("true", VenueClient.At(order, "mmp_cancelled"));
        }

        long until = (_world.NowNs / 1_000_000) + 10_000;
        Assert.Equal($$"""{"frozen_until":{{until}}}""", Assert.Single(_maker.Take("user.mmp_trigger.btc_usd")).GetRawText());
        Assert.Equal($$"""[{"index_name":"btc_usd","frozen_until":{{until}}}]""", _maker.Result("private/get_mmp_status").GetRawText());
        Assert.Equal(4, _maker.Take("user.orders.any.any.raw").Count);
        Assert.Equal("""{"code":13030,"message":"mmp_trigger"}""", _maker.Error("private/buy", new { instrument_name = Maker.Btc, price = 84000, amount = 10, mmp = true }));
        Maker.Order(_maker, "buy", 84000, 10);
        _world.Wait(10 * VenueWorld.Second);
        Assert.Equal("[]", _maker.Result("private/get_mmp_status").GetRawText());
        Maker.Order(_maker, "buy", 84000, 10, mmp: true);
    }

    [Fact]
    public void Without_frozen_time_quoting_stops_until_it_is_reset()
    {
        _maker.Result("private/subscribe", new { channels = (string[])["user.mmp_trigger.btc_usd"] });
        Maker.Protect(_maker, null, quantity: 0.001m, frozen: 0);
        Maker.Order(_maker, "buy", 84030, 500, mmp: true);
        Maker.Order(_taker, "sell", 84030, 500);
        Assert.Equal("""{"frozen_until":0}""", Assert.Single(_maker.Take("user.mmp_trigger.btc_usd")).GetRawText());
        _world.Wait(30 * VenueWorld.Second);
        Assert.Contains("13030", _maker.Error("private/buy", new { instrument_name = Maker.Btc, price = 84000, amount = 10, mmp = true }));
        Assert.Contains("value required", _maker.Error("private/reset_mmp"));
        Assert.Equal("\"ok\"", _maker.Result("private/reset_mmp", new { index_name = "eth_usd" }).GetRawText());
        Assert.Contains("13030", _maker.Error("private/buy", new { instrument_name = Maker.Btc, price = 84000, amount = 10, mmp = true }));
        Assert.Equal("\"ok\"", _maker.Result("private/reset_mmp", new { index_name = "btc_usd" }).GetRawText());
        Maker.Order(_maker, "buy", 84000, 10, mmp: true);
    }

    [Fact]
    public void Trades_count_together_only_within_the_interval_that_the_first_of_them_began()
    {
        Maker.Protect(_maker, null, quantity: 0.01m, interval: 5);
        for (int i = 0; i < 3; i++)
        {
            Maker.Order(_maker, "buy", 84030, 500, mmp: true);
            Maker.Order(_taker, "sell", 84030, 500);
            Assert.Equal("[]", _maker.Result("private/get_mmp_status").GetRawText());
            _world.Wait(5 * VenueWorld.Second);
        }

        Maker.Order(_maker, "buy", 84030, 500, mmp: true);
        Maker.Order(_taker, "sell", 84030, 500);
        _world.Wait(4_900_000_000);
        Maker.Order(_maker, "buy", 84030, 500, mmp: true);
        Maker.Order(_taker, "sell", 84030, 500);
        Assert.Single(_maker.Result("private/get_mmp_status").EnumerateArray());
    }

    [Fact]
    public void Only_the_net_of_bought_and_sold_counts_against_the_delta_limit()
    {
        Maker.Protect(_maker, null, quantity: 100, delta: 0.01m);
        for (int i = 0; i < 4; i++)
        {
            Maker.Order(_maker, "buy", 84030, 500, mmp: true);
            Maker.Order(_taker, "sell", 84030, 500);
            Maker.Order(_maker, "sell", 84040, 500, mmp: true);
            Maker.Order(_taker, "buy", 84040, 500);
        }

        Assert.Equal("[]", _maker.Result("private/get_mmp_status").GetRawText());
        Maker.Order(_maker, "sell", 84040, 1000, mmp: true);
        Maker.Order(_taker, "buy", 84040, 1000);
        Assert.Single(_maker.Result("private/get_mmp_status").EnumerateArray());
    }

    [Fact]
    public void Orders_without_the_mark_do_not_count()
    {
        Maker.Protect(_maker, null, quantity: 0.001m);
        Maker.Order(_maker, "buy", 84030, 500);
        Maker.Order(_taker, "sell", 84030, 500);
        Assert.Equal("[]", _maker.Result("private/get_mmp_status").GetRawText());
    }

    [Fact]
    public void A_protected_taker_is_stopped_by_its_own_trades()
    {
        Maker.Protect(_maker, null, quantity: 0.005m);
        Maker.Order(_taker, "sell", 84030, 500);
        Maker.Order(_taker, "sell", 84035, 500);
        JsonElement bought = Maker.Order(_maker, "buy", 84040, 1000, mmp: true);
        Assert.Single(bought.GetProperty("trades").EnumerateArray());
        Assert.Equal("500.0", VenueClient.At(bought, "order.filled_amount"));
        Assert.Equal("mmp_trigger", VenueClient.At(bought, "order.cancel_reason"));
        Assert.Empty(Maker.OpenIds(_maker));
        Assert.Single(Maker.OpenIds(_taker));
    }

    [Fact]
    public void A_trade_of_a_protected_order_says_so()
    {
        Maker.Protect(_maker, null);
        _maker.Result("private/subscribe", new { channels = (string[])["user.trades.any.any.raw"] });
        Maker.Order(_maker, "buy", 84030, 500, mmp: true);
        Maker.Order(_taker, "sell", 84030, 500);
        Assert.Equal("true", VenueClient.At(Assert.Single(_maker.Take("user.trades.any.any.raw")), "0.mmp"));
    }

    [Fact]
    public void No_more_than_the_largest_quantity_rests_on_a_side_of_a_book()
    {
        Maker.Protect(_maker, null, largest: 0.0125m);
        Maker.Order(_maker, "buy", 84000, 500, mmp: true);
        string second = VenueClient.At(Maker.Order(_maker, "buy", 84000, 500, mmp: true), "order.order_id");
        Assert.Contains("max_quote_quantity exceeded", _maker.Error("private/buy", new { instrument_name = Maker.Btc, price = 84000, amount = 500, mmp = true }));
        Assert.Contains("max_quote_quantity exceeded", _maker.Error("private/sell", new { instrument_name = Maker.Btc, price = 85000, amount = 1100, mmp = true }));
        Maker.Order(_maker, "sell", 85000, 1000, mmp: true);
        Assert.Contains("max_quote_quantity exceeded", _maker.Error("private/edit", new { order_id = second, amount = 600, price = 84000 }));
        _maker.Result("private/edit", new { order_id = second, amount = 510, price = 84000 });
        Maker.Order(_maker, "buy", 84000, 5000);
        Assert.Equal(4, Maker.OpenIds(_maker).Length);
    }

    [Fact]
    public void Smaller_limits_curtail_the_newest_orders_and_no_limits_end_them_all()
    {
        Maker.Protect(_maker, null, largest: 1);
        string first = VenueClient.At(Maker.Order(_maker, "buy", 84000, 500, mmp: true), "order.order_id");
        string second = VenueClient.At(Maker.Order(_maker, "buy", 84005, 500, mmp: true), "order.order_id");
        string plain = VenueClient.At(Maker.Order(_maker, "buy", 84010, 5000), "order.order_id");
        Maker.Protect(_maker, null, largest: 0.006m);
        Assert.Equal([first, plain], Maker.OpenIds(_maker));
        Assert.Equal("mmp_config_curtailment", VenueClient.At(_maker.Result("private/get_order_state", new { order_id = second }), "cancel_reason"));
        _maker.Result("private/set_mmp_config", new { index_name = "btc_usd", interval = 0, frozen_time = 0 });
        Assert.Equal([plain], Maker.OpenIds(_maker));
    }

    [Fact]
    public void An_edit_cannot_change_the_mark()
    {
        Maker.Protect(_maker, null);
        string id = VenueClient.At(Maker.Order(_maker, "buy", 84000, 500, mmp: true), "order.order_id");
        Assert.Equal(
            """{"code":-32602,"data":{"reason":"editing mmp flag is not supported","param":"mmp"},"message":"Invalid params"}""",
            _maker.Error("private/edit", new { order_id = id, amount = 500, price = 84000, mmp = false }));
        _maker.Result("private/edit", new { order_id = id, amount = 400, price = 84000, mmp = true });
    }

    [Fact]
    public void One_accounts_protection_is_no_other_ones()
    {
        VenueClient other = _world.Client("other");
        Maker.Protect(_maker, null, quantity: 0.001m);
        Maker.Protect(other, null);
        other.Result("private/subscribe", new { channels = (string[])["user.mmp_trigger.btc_usd"] });
        Maker.Order(other, "buy", 84000, 500, mmp: true);
        Maker.Order(_maker, "buy", 84030, 500, mmp: true);
        Maker.Order(_taker, "sell", 84030, 500);
        Assert.Single(_maker.Result("private/get_mmp_status").EnumerateArray());
        Assert.Equal("[]", other.Result("private/get_mmp_status").GetRawText());
        Assert.Single(Maker.OpenIds(other));
        Assert.Empty(other.Take("user.mmp_trigger.btc_usd"));
        Assert.Equal("\"ok\"", other.Result("private/reset_mmp", new { index_name = "all" }).GetRawText());
        Assert.Single(_maker.Result("private/get_mmp_status").EnumerateArray());
    }
}
