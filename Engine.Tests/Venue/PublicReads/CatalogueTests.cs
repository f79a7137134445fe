using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;
using Xunit;

namespace Engine.Tests.Venue.PublicReads;

/// <summary>Instruments, currencies, summaries and order books as anyone may read them.</summary>
public class CatalogueTests
{
    private const string Btc = "BTC-PERPETUAL";

    private static ExchangeOptions AllFive => VenueWorld.Quiet with { Instruments = [.. Perpetuals.All.Select(terms => terms.Name)] };

    [Theory]
    [InlineData("BTC-PERPETUAL", "0.5", "10.0", "50", "reversed", "BTC")]
    [InlineData("ETH-PERPETUAL", "0.05", "1", "50", "reversed", "ETH")]
    [InlineData("BTC_USDC-PERPETUAL", "0.1", "0.0001", "50", "linear", "USDC")]
    [InlineData("ETH_USDC-PERPETUAL", "0.05", "0.001", "50", "linear", "USDC")]
    [InlineData("SOL_USDC-PERPETUAL", "0.001", "0.1", "25", "linear", "USDC")]
    public void The_five_perpetuals_have_their_steps_and_fees(string name, string tick, string size, string leverage, string type, string settlement)
    {
        JsonElement row = new VenueWorld(AllFive).Client("a").Result("public/get_instrument", new { instrument_name = name });
        Assert.Equal(
            [tick, size, size, leverage, type, settlement, "1.5e-4", "3.5e-4", "perpetual", "future", "open", "[]"],
            ((string[])["tick_size", "contract_size", "min_trade_amount", "max_leverage", "instrument_type", "settlement_currency", "maker_commission", "taker_commission", "settlement_period", "kind", "state", "tick_size_steps"])
                .Select(key => VenueClient.At(row, key)));
    }

    [Theory]
    [InlineData("""{}""", 5)]
    [InlineData("""{"currency":"any"}""", 5)]
    [InlineData("""{"currency":"usdc"}""", 3)]
    [InlineData("""{"currency":"BTC","kind":"future"}""", 1)]
    [InlineData("""{"currency":"BTC","kind":"option"}""", 0)]
    [InlineData("""{"currency":"USDT"}""", 0)]
    [InlineData("""{"currency":"BTC","expired":"true"}""", 0)]
    public void Instruments_are_chosen_by_settlement_currency_and_kind(string parameters, int count) =>
        Assert.Equal(count, new VenueWorld(AllFive).Client("a").Result("public/get_instruments", JsonDocument.Parse(parameters)).GetArrayLength());

    [Theory]
    [InlineData("public/get_instruments", """{"currency":"BTCX"}""", "wrong format", "currency")]
    [InlineData("public/get_instruments", """{"kind":"perpetual"}""", "wrong format", "kind")]
    [InlineData("public/get_instruments", """{"expired":"maybe"}""", "wrong format", "expired")]
    [InlineData("public/get_instrument", """{}""", "value required", "instrument_name")]
    [InlineData("public/get_instrument", """{"instrument_name":"nothing"}""", "wrong format", "instrument_name")]
    [InlineData("public/get_contract_size", """{"instrument_name":"BTC-1JAN27"}""", "instrument not found", "instrument_name")]
    [InlineData("public/get_book_summary_by_currency", """{}""", "value required", "currency")]
    [InlineData("public/get_book_summary_by_instrument", """{}""", "value required", "instrument_name")]
    [InlineData("public/get_order_book", """{"instrument_name":"BTC-PERPETUAL","depth":0}""", "value must be >= 1", "depth")]
    [InlineData("public/get_order_book", """{"instrument_name":"BTC-PERPETUAL","depth":10001}""", "value must be <= 10000", "depth")]
    [InlineData("public/get_index_price", """{"index_name":"doge_usd"}""", "wrong format", "index_name")]
    [InlineData("public/get_index_price", """{}""", "value required", "index_name")]
    [InlineData("public/get_index_chart_data", """{"index_name":"btc_usd"}""", "value required", "range")]
    [InlineData("public/get_index_chart_data", """{"index_name":"btc_usd","range":"5d"}""", "wrong format", "range")]
    [InlineData("public/get_volatility_index_data", """{"currency":"BTC","start_timestamp":1,"end_timestamp":2}""", "value required", "resolution")]
    [InlineData("public/get_volatility_index_data", """{"currency":"BTC","start_timestamp":1,"end_timestamp":2,"resolution":"5"}""", "wrong format", "resolution")]
    [InlineData("public/get_historical_volatility", """{}""", "value required", "currency")]
    [InlineData("public/get_funding_rate_value", """{"instrument_name":"BTC-PERPETUAL","end_timestamp":2}""", "value required", "start_timestamp")]
    [InlineData("public/get_funding_rate_history", """{"instrument_name":"BTC-PERPETUAL","start_timestamp":2}""", "value required", "end_timestamp")]
    [InlineData("public/get_funding_chart_data", """{"instrument_name":"BTC-PERPETUAL","length":"1y"}""", "wrong format", "length")]
    [InlineData("public/get_funding_chart_data", """{"instrument_name":"BTC-PERPETUAL"}""", "value required", "length")]
    [InlineData("public/get_tradingview_chart_data", """{"instrument_name":"BTC-PERPETUAL","start_timestamp":1,"end_timestamp":2}""", "value required", "resolution")]
    [InlineData("public/get_tradingview_chart_data", """{"instrument_name":"BTC-PERPETUAL","start_timestamp":1,"end_timestamp":2,"resolution":"7"}""", "wrong format", "resolution")]
    [InlineData("public/get_tradingview_chart_data", """{"instrument_name":"BTC-PERPETUAL","start_timestamp":"x","end_timestamp":2,"resolution":"1"}""", "wrong format", "start_timestamp")]
    [InlineData("public/get_last_trades_by_currency", """{}""", "value required", "currency")]
    [InlineData("public/get_last_trades_by_currency", """{"currency":"BTC","start_id":"x"}""", "wrong format", "start_id")]
    [InlineData("public/get_last_trades_by_instrument", """{"instrument_name":"BTC-PERPETUAL","count":1001}""", "value must be <= 1000", "count")]
    [InlineData("public/get_last_trades_by_instrument", """{"instrument_name":"BTC-PERPETUAL","sorting":"up"}""", "wrong format", "sorting")]
    public void A_parameter_that_is_wrong_or_missing_is_named(string method, string parameters, string reason, string param) =>
        Assert.Equal(
            $$$"""{"code":-32602,"data":{"reason":"{{{reason}}}","param":"{{{param}}}"},"message":"Invalid params"}""",
            new VenueWorld(AllFive).Client("a").Error(method, JsonDocument.Parse(parameters)));

    [Fact]
    public void Currencies_include_those_that_accounts_hold()
    {
        JsonElement all = new VenueWorld().Client("a").Result("public/get_currencies");
        Assert.All((string[])["BTC", "ETH", "USDC"], held => Assert.Contains(all.EnumerateArray(), row => VenueClient.At(row, "currency") == held));
        Assert.Equal(
            ["decimals", "currency", "apr", "min_withdrawal_fee", "withdrawal_fee", "coin_type", "withdrawal_priorities", "network_fee", "network_currency", "min_confirmations", "currency_long", "in_cross_collateral_pool", "onchain_operations_precision", "currency_uuid"],
            all[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_contract_size_is_told_in_the_instruments_own_number_form()
    {
        VenueClient client = new VenueWorld(AllFive).Client("a");
        Assert.Equal("""{"contract_size":10.0}""", client.Result("public/get_contract_size", new { instrument_name = Btc }).GetRawText());
        Assert.Equal("""{"contract_size":1}""", client.Result("public/get_contract_size", new { instrument_name = "ETH-PERPETUAL" }).GetRawText());
    }

    [Fact]
    public void A_summary_says_what_the_ticker_says()
    {
        var world = new VenueWorld(new ExchangeOptions { Instruments = [Btc], Limits = false });
        VenueClient client = world.Client("a");
        world.Wait(5 * VenueWorld.Second);
        JsonElement summary = client.Result("public/get_book_summary_by_instrument", new { instrument_name = Btc })[0];
        JsonElement ticker = client.Result("public/ticker", new { instrument_name = Btc });
        Assert.Equal(
            ["high", "low", "last", "instrument_name", "bid_price", "ask_price", "open_interest", "mark_price", "creation_timestamp", "current_funding", "estimated_delivery_price", "funding_8h", "price_change", "volume", "base_currency", "quote_currency", "volume_usd", "volume_notional", "mid_price"],
            summary.EnumerateObject().Select(member => member.Name));
        foreach ((string ours, string theirs) in new[] { ("high", "stats.high"), ("last", "last_price"), ("bid_price", "best_bid_price"), ("volume", "stats.volume"), ("open_interest", "open_interest"), ("funding_8h", "funding_8h") })
            Assert.Equal(VenueClient.At(ticker, theirs), VenueClient.At(summary, ours));
        Assert.Equal((ticker.GetProperty("best_bid_price").GetDouble() + ticker.GetProperty("best_ask_price").GetDouble()) / 2, summary.GetProperty("mid_price").GetDouble());
        Assert.Single(client.Result("public/get_book_summary_by_currency", new { currency = "btc" }).EnumerateArray());
        Assert.Empty(client.Result("public/get_book_summary_by_currency", new { currency = "BTC", kind = "option" }).EnumerateArray());
    }

    [Fact]
    public void Prices_that_do_not_exist_are_null_in_a_summary()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Instruments = [Btc] });
        world.Wait(24 * 3600 * VenueWorld.Second); // a day without a trade
        VenueClient client = world.Client("a");
        JsonElement summary = client.Result("public/get_book_summary_by_instrument", new { instrument_name = Btc })[0];
        foreach (string key in (string[])["high", "low", "bid_price", "ask_price", "mid_price", "price_change"])
            Assert.Equal("null", VenueClient.At(summary, key));
        JsonElement stats = client.Result("public/ticker", new { instrument_name = Btc }).GetProperty("stats");
        Assert.Equal("""{"high":null,"low":null,"price_change":null,"volume":0.0,"volume_usd":0.0,"volume_notional":0.0}""", stats.GetRawText());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(7, 10)]
    [InlineData(50, 50)]
    [InlineData(51, 60)]
    public void A_depth_is_the_next_larger_one_that_the_venue_has(int asked, int given)
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        for (int i = 0; i < 60; i++)
            client.Result("private/buy", new { instrument_name = Btc, amount = 10, price = 70_000 - i });
        Assert.Equal(given, client.Result("public/get_order_book", new { instrument_name = Btc, depth = asked }).GetProperty("bids").GetArrayLength());
        Assert.Equal(5, client.Result("public/get_order_book", new { instrument_name = Btc }).GetProperty("bids").GetArrayLength());
    }
}
