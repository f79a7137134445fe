using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Clients;

/// <summary>The small reads that clients make at their start: their forms, their errors, and who may see what.</summary>
public class SmallReadsTests
{
    private const string Btc = "BTC-PERPETUAL";

    private readonly VenueWorld _world = new(VenueWorld.Quiet with { Instruments = [Btc, "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"] });

    [Fact]
    public void An_accounts_deposit_is_what_it_started_with()
    {
        VenueClient client = _world.Client("a");
        JsonElement deposits = client.Result("private/get_deposits", new { currency = "ETH" });
        Assert.Equal("1", VenueClient.At(deposits, "count"));
        Assert.Equal("100.0", VenueClient.At(deposits, "data.0.amount"));
        Assert.Equal("completed", VenueClient.At(deposits, "data.0.state"));
        Assert.Equal(VenueClient.At(client.Result("private/get_account_summary", new { currency = "ETH" }), "balance"), VenueClient.At(deposits, "data.0.amount"));
        Assert.Equal(0, client.Result("private/get_deposits", new { currency = "ETH", offset = 1 }).GetProperty("data").GetArrayLength());
        Assert.Equal("""{"count":0,"data":[]}""", client.Result("private/get_deposits", new { currency = "SOL" }).GetRawText());
        Assert.Equal("""{"count":0,"data":[]}""", client.Result("private/get_withdrawals", new { currency = "BTC" }).GetRawText());
    }

    [Fact]
    public void A_deposit_address_says_that_it_is_simulated_and_an_unheld_coin_has_none()
    {
        VenueClient client = _world.Client("a");
        Assert.StartsWith("simulated-btc-", VenueClient.At(client.Result("private/get_current_deposit_address", new { currency = "btc" }), "address"));
        Assert.Equal(JsonValueKind.Null, client.Result("private/get_current_deposit_address", new { currency = "SOL" }).ValueKind);
    }

    [Theory]
    [InlineData("private/get_deposits", """{}""", "value required", "currency")]
    [InlineData("private/get_transfers", """{"currency":"NOCOIN"}""", "wrong format", "currency")]
    [InlineData("private/get_withdrawals", """{"currency":"BTC","count":1001}""", "value must be <= 1000", "count")]
    [InlineData("private/get_address_book", """{"currency":"BTC"}""", "value required", "type")]
    [InlineData("public/get_announcements", """{"count":51}""", "value must be <= 50", "count")]
    [InlineData("public/get_contract_size", """{"instrument_name":"BTC-1JAN30"}""", "instrument not found", "instrument_name")]
    [InlineData("public/get_expirations", """{"currency":"BTC"}""", "value required", "kind")]
    [InlineData("public/get_delivery_prices", """{"index_name":"doge_usd"}""", "wrong format", "index_name")]
    [InlineData("public/get_mark_price_history", """{"instrument_name":"BTC-PERPETUAL","start_timestamp":1}""", "value required", "end_timestamp")]
    [InlineData("public/get_order_book_by_instrument_id", """{"instrument_id":1}""", "instrument not found", "instrument_id")]
    [InlineData("public/get_combo_details", """{"combo_id":"BTC-FS-1"}""", "combo not found", "combo_id")]
    [InlineData("private/get_trigger_order_history", """{"currency":"BTC","continuation":"zz"}""", "wrong format", "continuation")]
    public void A_wrong_parameter_is_named(string method, string parameters, string reason, string name)
    {
        VenueClient client = _world.Client("a");
        string error = client.Error(method, JsonSerializer.Deserialize<JsonElement>(parameters));
        Assert.Equal($$$"""{"code":-32602,"data":{"reason":"{{{reason}}}","param":"{{{name}}}"},"message":"Invalid params"}""", error);
    }

    [Fact]
    public void Details_of_an_account_hold_its_own_positions_and_orders_only()
    {
        VenueClient maker = _world.Client("a");
        VenueClient taker = _world.Client("b");
        maker.Result("private/sell", new { instrument_name = Btc, amount = 100, price = 85000 });
        taker.Result("private/buy", new { instrument_name = Btc, amount = 60, type = "market" });
        JsonElement details = maker.Result("private/get_subaccounts_details", new { currency = "BTC", with_open_orders = true });
        Assert.Equal("-60.0", VenueClient.At(details, "0.positions.0.size"));
        Assert.Equal("60.0", VenueClient.At(details, "0.open_orders.0.filled_amount"));
        JsonElement others = taker.Result("private/get_subaccounts_details", new { currency = "BTC", with_open_orders = true });
        Assert.Equal("60.0", VenueClient.At(others, "0.positions.0.size"));
        Assert.Equal(0, others[0].GetProperty("open_orders").GetArrayLength());
        Assert.Equal(0, maker.Result("private/get_subaccounts_details", new { currency = "ETH" })[0].GetProperty("positions").GetArrayLength());
        string equity = VenueClient.At(maker.Result("private/get_account_summary", new { currency = "BTC" }), "equity");
        Assert.Equal(equity, VenueClient.At(maker.Result("private/get_subaccounts", new { with_portfolio = true }), "0.portfolio.btc.equity"));
        Assert.False(maker.Result("private/get_subaccounts")[0].TryGetProperty("portfolio", out _));
    }

    [Fact]
    public void Expirations_are_listed_by_kind_under_the_currency_that_is_asked_for()
    {
        var client = new VenueClient(_world);
        Assert.Equal("""{"option":[],"future":["PERPETUAL"]}""", client.Result("public/get_expirations", new { currency = "any", kind = "any" }).GetRawText());
        Assert.Equal("""{"btc":{"future":["PERPETUAL"]}}""", client.Result("public/get_expirations", new { currency = "BTC", kind = "future" }).GetRawText());
        Assert.Equal("""{"btc":{"option":[]},"eth":{"option":[]},"usdc":{"option":[]}}""", client.Result("public/get_expirations", new { currency = "grouped", kind = "option" }).GetRawText());
    }

    [Fact]
    public void Reference_data_tells_of_what_is_listed()
    {
        var client = new VenueClient(_world);
        Assert.Equal("""{"contract_size":10.0}""", client.Result("public/get_contract_size", new { instrument_name = Btc }).GetRawText());
        Assert.Equal("""["btc_usd","btc_usdc","eth_usd"]""", client.Result("public/get_supported_index_names", new { type = "all" }).GetRawText());
        Assert.Equal(["btc_usd", "eth_usd"], client.Result("public/get_trade_volumes").EnumerateArray().Select(row => VenueClient.At(row, "currency_pair")));
        double volume = ((string[])[Btc, "BTC_USDC-PERPETUAL"]).Sum(name => client.Result("public/ticker", new { instrument_name = name }).GetProperty("stats").GetProperty("volume").GetDouble());
        Assert.Equal(volume, client.Result("public/get_trade_volumes")[0].GetProperty("futures_volume").GetDouble(), 0.01);
        JsonElement book = client.Result("public/get_order_book_by_instrument_id", new { instrument_id = client.Result("public/get_instrument", new { instrument_name = Btc }).GetProperty("instrument_id").GetInt64() });
        Assert.Equal(Btc, VenueClient.At(book, "instrument_name"));
        foreach (string method in (string[])["public/get_combos", "public/get_combo_ids", "public/get_rfqs"])
            Assert.Equal("[]", client.Result(method, new { currency = "any" }).GetRawText());
    }

    [Theory]
    [InlineData("private/withdraw")]
    [InlineData("private/get_portfolio_margins")]
    [InlineData("private/execute_block_trade")]
    [InlineData("private/create_api_key")]
    public void What_a_simulated_exchange_cannot_offer_is_refused_by_name_and_only_to_who_is_logged_in(string method)
    {
        Assert.Equal("""{"code":13025,"message":"method_switched_off_by_admin"}""", _world.Client("a").Error(method, new { currency = "BTC" }));
        Assert.Contains("13009", new VenueClient(_world).Error(method, new { currency = "BTC" }));
    }

    [Fact]
    public void The_history_of_trigger_orders_tells_what_was_set_off_and_what_was_taken_back_page_by_page()
    {
        VenueClient client = _world.Client("a");
        VenueClient other = _world.Client("b");
        other.Result("private/sell", new { instrument_name = Btc, amount = 100, price = 85000 });
        other.Result("private/buy", new { instrument_name = Btc, amount = 1000, price = 80000 });
        string cancelled = Stop(client, 88000, "x");
        client.Result("private/cancel", new { order_id = cancelled });
        string setOff = Stop(client, 84900, "");
        other.Result("private/cancel_all");
        other.Result("private/sell", new { instrument_name = Btc, amount = 100, price = 85500 });
        _world.Client("c").Result("private/buy", new { instrument_name = Btc, amount = 10, type = "market" });
        JsonElement all = client.Result("private/get_trigger_order_history", new { currency = "BTC" });
        Assert.Equal("none", VenueClient.At(all, "continuation"));
        Assert.Equal([setOff, cancelled], all.GetProperty("entries").EnumerateArray().Select(entry => VenueClient.At(entry, "order_id")));
        Assert.Equal("triggered,trigger:order,market,last_price", string.Join(',', ((string[])["order_state", "request", "order_type", "trigger"]).Select(key => VenueClient.At(all, "entries.0." + key))));
        Assert.Equal("cancelled,cancel,x", string.Join(',', ((string[])["order_state", "request", "label"]).Select(key => VenueClient.At(all, "entries.1." + key))));
        JsonElement first = client.Result("private/get_trigger_order_history", new { currency = "BTC", count = 1 });
        JsonElement second = client.Result("private/get_trigger_order_history", new { currency = "BTC", count = 1, continuation = VenueClient.At(first, "continuation") });
        Assert.Equal(cancelled, VenueClient.At(second, "entries.0.order_id"));
        Assert.Equal("none", VenueClient.At(second, "continuation"));
        Assert.Equal(0, other.Result("private/get_trigger_order_history", new { currency = "BTC" }).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public void A_delivery_price_is_the_index_at_the_daily_settlement()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Speed = 1000 });
        var client = new VenueClient(world);
        Assert.Equal("""{"records_total":0,"data":[]}""", client.Result("public/get_delivery_prices", new { index_name = "btc_usd" }).GetRawText());
        world.Wait(3 * 87 * VenueWorld.Second); // three days of the market
        client = new VenueClient(world); // an idle one is closed within the minute
        JsonElement prices = client.Result("public/get_delivery_prices", new { index_name = "btc_usd", count = 2 });
        Assert.Equal("3", VenueClient.At(prices, "records_total"));
        Assert.Equal(2, prices.GetProperty("data").GetArrayLength());
        JsonElement settled = client.Result("public/get_last_settlements_by_instrument", new { instrument_name = Btc });
        Assert.Equal(VenueClient.At(settled, "settlements.0.index_price"), VenueClient.At(prices, "data.0.delivery_price"));
        Assert.Matches("^20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]$", VenueClient.At(prices, "data.0.date"));
    }

    private static string Stop(VenueClient client, decimal trigger, string label) => VenueClient.At(
        client.Result("private/buy", new { instrument_name = Btc, amount = 10, type = "stop_market", trigger = "last_price", trigger_price = trigger, label }), "order.order_id");
}
