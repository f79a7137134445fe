using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>Margins, limits and what the account may still do.</summary>
public class MarginTests
{
    private const string Btc = MoneyWorld.Btc;

    private readonly MoneyWorld _market = new(MoneyWorld.Btc1(balance: 100));
    private readonly VenueClient _a;

    public MarginTests() => _a = _market.World.Client("a");

    [Fact]
    public void Margins_are_what_an_order_will_be_reserved()
    {
        double price = MoneyWorld.OnGrid(_market.Mark());
        _market.Trade(_a, _market.Mover, 500_000);
        JsonElement margins = _a.Result("private/get_margins", new { instrument_name = Btc, amount = 400_000, price = price - 10 });
        Assert.Equal(_market.Ticker("min_price"), margins.GetProperty("min_price").GetDouble());
        Assert.Equal(_market.Ticker("max_price"), margins.GetProperty("max_price").GetDouble());
        Assert.Equal(0, margins.GetProperty("sell").GetDouble()); // only closes
        decimal before = MoneyWorld.Figure(_a, "available_funds");
        string id = VenueClient.At(MoneyWorld.Limit(_a, "buy", price - 10, 400_000), "order.order_id");
        Assert.Equal(margins.GetProperty("buy").GetDouble(), (double)(before - MoneyWorld.Figure(_a, "available_funds")), 1.01e-8);
        JsonElement order = _a.Result("private/get_order_margin_by_ids", new { ids = (string[])[id] })[0];
        Assert.Equal((id, "BTC"), (VenueClient.At(order, "order_id"), VenueClient.At(order, "initial_margin_currency")));
        Assert.Equal(margins.GetProperty("buy").GetDouble(), order.GetProperty("initial_margin").GetDouble(), 1.01e-8);
        JsonElement position = MoneyWorld.Position(_a);
        Assert.Equal(margins.GetProperty("buy").GetDouble(), position.GetProperty("open_orders_margin").GetDouble(), 1.01e-8);
    }

    [Fact]
    public void Margin_questions_that_make_no_sense_are_refused()
    {
        Assert.Contains("\"value required\",\"param\":\"price\"", _a.Error("private/get_margins", new { instrument_name = Btc, amount = 10 }), StringComparison.Ordinal);
        Assert.Contains("must be a multiple of contract size", _a.Error("private/get_margins", new { instrument_name = Btc, amount = 15, price = 80000 }), StringComparison.Ordinal);
        Assert.Contains("value is too high", _a.Error("private/get_margins", new { instrument_name = Btc, amount = 9_000_000_000, price = 80000 }), StringComparison.Ordinal);
        Assert.Contains("invalid_order_id", _a.Error("private/get_order_margin_by_ids", new { ids = (string[])["?"] }), StringComparison.Ordinal);
        Assert.Contains("order_not_found", _a.Error("private/get_order_margin_by_ids", new { ids = (string[])["17"] }), StringComparison.Ordinal);
    }

    [Fact]
    public void An_absurd_amount_on_top_of_a_position_is_only_refused()
    {
        _market.Trade(_a, _market.Mover, 500_000);
        Assert.Contains("10009", _a.Error("private/buy", new { instrument_name = Btc, amount = 9_223_372_030, price = 80000 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Margin_grows_with_the_size_of_the_position()
    {
        _market.Trade(_a, _market.Mover, 2_000_000);
        JsonElement position = MoneyWorld.Position(_a);
        double coins = position.GetProperty("size_currency").GetDouble();
        Assert.Equal(coins * (0.02 + (0.00005 * coins)), position.GetProperty("initial_margin").GetDouble(), 1e-8);
        Assert.Equal(coins * (0.01 + (0.00005 * coins)), position.GetProperty("maintenance_margin").GetDouble(), 1e-8);
    }

    [Fact]
    public void The_published_example_of_25_bitcoin_against_usdc_has_its_margins()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Instruments = ["BTC_USDC-PERPETUAL"] });
        VenueClient a = world.Client("a");
        VenueClient b = world.Client("b");
        double price = Math.Round(a.Result("public/ticker", new { instrument_name = "BTC_USDC-PERPETUAL" }).GetProperty("mark_price").GetDouble(), 1);
        a.Result("private/sell", new { instrument_name = "BTC_USDC-PERPETUAL", amount = 25, price });
        b.Result("private/buy", new { instrument_name = "BTC_USDC-PERPETUAL", amount = 25, price });
        world.Wait(VenueWorld.Second);
        JsonElement position = MoneyWorld.Position(b, "BTC_USDC-PERPETUAL");
        double value = 25 * position.GetProperty("mark_price").GetDouble();
        Assert.Equal(value * 0.02125, position.GetProperty("initial_margin").GetDouble(), 1e-6);
        Assert.Equal(value * 0.01125, position.GetProperty("maintenance_margin").GetDouble(), 1e-6);
        Assert.Equal(25, position.GetProperty("delta").GetDouble());
        Assert.Equal(value, position.GetProperty("size").GetDouble(), 1e-6);
    }

    [Theory]
    [InlineData("buy")]
    [InlineData("sell")]
    public void At_the_estimated_liquidation_price_equity_is_the_maintenance_margin(string side)
    {
        MoneyWorld market = new(MoneyWorld.Btc1(balance: 5));
        VenueClient a = market.World.Client("a");
        (VenueClient buyer, VenueClient seller) = side == "buy" ? (a, market.Mover) : (market.Mover, a);
        market.Trade(buyer, seller, 4_000_000);
        JsonElement position = MoneyWorld.Position(a);
        double n = position.GetProperty("size").GetDouble();
        double mark = position.GetProperty("mark_price").GetDouble();
        double at = position.GetProperty("estimated_liquidation_price").GetDouble();
        double equity = (double)MoneyWorld.Figure(a, "equity") + (n * ((1 / mark) - (1 / at)));
        double coins = Math.Abs(n) / at;
        Assert.Equal(coins * (0.01 + (0.00005 * coins)), equity, 1e-5);
        Assert.Equal(side == "buy", at < mark);
        JsonElement summary = a.Result("private/get_account_summary", new { currency = "BTC" });
        Assert.Equal(at / mark, summary.GetProperty("estimated_liquidation_ratio").GetDouble(), 1e-6);
        Assert.Equal(at / mark, VenueClient.At(summary, "estimated_liquidation_ratio_map.btc_usd") is string ratio ? double.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture) : 0, 1e-6);
    }

    [Fact]
    public void A_position_has_a_largest_size_and_can_still_be_closed_at_it()
    {
        const string TooLarge = """{"code":10018,"message":"non_pme_max_future_position_size 50000000"}""";
        MoneyWorld market = new(MoneyWorld.Btc1(balance: 1000));
        VenueClient a = market.World.Client("a");
        market.Trade(a, market.Mover, 50_000_000);
        Assert.Equal(TooLarge, a.Error("private/buy", new { instrument_name = Btc, amount = 10, price = 80000 }));
        string id = VenueClient.At(MoneyWorld.Limit(a, "sell", 90000, 100_000_000), "order.order_id");
        Assert.Equal(TooLarge, a.Error("private/sell", new { instrument_name = Btc, amount = 10, price = 90000 }));
        Assert.Equal(TooLarge, a.Error("private/edit", new { order_id = id, amount = 100_000_010, price = 90000 }));
        a.Result("private/cancel", new { order_id = id });
        market.Trade(market.Mover, a, 1_000_000);
    }

    [Fact]
    public void There_are_only_so_many_open_orders()
    {
        var world = new VenueWorld(MoneyWorld.Btc1() with { Limits = true });
        VenueClient a = world.Client("a");
        for (int i = 0; i < 500; i++)
        {
            MoneyWorld.Limit(a, "buy", 10_000 + i, 10);
            world.Wait(VenueWorld.Second);
        }

        Assert.Equal("""{"code":10014,"message":"pme_max_future_open_orders 500"}""", a.Error("private/buy", new { instrument_name = Btc, amount = 10, price = 9000 }));
    }

    [Theory]
    [InlineData("user.portfolio.btc")]
    [InlineData("user.portfolio.BTC")]
    [InlineData("user.portfolio.any")]
    public void The_portfolio_channel_says_what_the_summary_says(string channel)
    {
        _market.Trade(_a, _market.Mover, 500_000);
        MoneyWorld.Limit(_a, "buy", 80000, 1_000);
        _a.Result("private/subscribe", new { channels = (string[])[channel] });
        _market.Quote(0.001, 0.002);
        _market.World.Wait(VenueWorld.Second / 5);
        JsonElement pushed = _a.Take(channel).Last(portfolio => VenueClient.At(portfolio, "currency") == "BTC");
        JsonElement summary = _a.Result("private/get_account_summary", new { currency = "Btc", extended = true });
        foreach (JsonProperty member in pushed.EnumerateObject())
            Assert.Equal(member.Value.GetRawText(), summary.GetProperty(member.Name).GetRawText());
        Assert.Equal(500_000 / _market.Mark(), pushed.GetProperty("delta_total").GetDouble(), 1e-7);
    }

    [Fact]
    public void A_coin_that_nobody_holds_has_an_empty_account_and_none_that_does_not_exist()
    {
        JsonElement summary = _a.Result("private/get_account_summary", new { currency = "xrp", extended = true });
        Assert.Equal("XRP", VenueClient.At(summary, "currency"));
        Assert.Equal("0.0", VenueClient.At(summary, "equity"));
        Assert.Contains("wrong format", _a.Error("private/get_account_summary", new { currency = "XYZ" }), StringComparison.Ordinal);
        Assert.Empty(_a.Result("private/get_positions").EnumerateArray());
    }
}
