using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>Accounts whose equity falls below the maintenance margin, and what becomes of them.</summary>
public class LiquidationTests
{
    private readonly MoneyWorld _market = new(MoneyWorld.Btc1());
    private readonly VenueClient _long;

    public LiquidationTests()
    {
        _long = _market.World.Client("long");
        _market.Trade(_long, _market.World.Client("short"), 3_000_000);
        _long.Result("private/subscribe", new { channels = (string[])["user.lock", "user.orders.any.any.raw", "user.trades.any.any.raw"] });
    }

    [Fact]
    public void A_part_of_the_position_is_closed_at_the_market_until_the_account_is_healthy()
    {
        string resting = VenueClient.At(MoneyWorld.Limit(_long, "buy", 50000, 10), "order.order_id");
        _market.Mover.Result("public/subscribe", new { channels = (string[])["trades.BTC-PERPETUAL.100ms"] });
        _market.QuoteUntil(() => Size() < 3_000_000, -0.0145, -0.0135, 20_000);
        Assert.Equal("""{"code":11098,"message":"account_locked"}""", _long.Error("private/buy", new { instrument_name = MoneyWorld.Btc, amount = 10, price = 50000 }));
        Assert.Equal("""{"code":11098,"message":"account_locked"}""", _long.Error("private/cancel_all"));
        _market.Withdraw();
        MoneyWorld.Limit(_market.Mover, "buy", MoneyWorld.OnGrid(_market.Mark() * 0.999), 2_500_000);
        _market.World.Wait(5 * VenueWorld.Second);

        double size = Size();
        Assert.InRange(size, 100_000, 2_900_000);
        Assert.True(MoneyWorld.Figure(_long, "equity") >= MoneyWorld.Figure(_long, "maintenance_margin"));
        Assert.Equal(["""{"locked":false,"currency":"ALL"}""", """{"locked":true,"currency":"ALL"}""", """{"locked":false,"currency":"ALL"}"""], _long.Take("user.lock").Select(data => data.GetRawText()));
        List<JsonElement> orders = _long.Take("user.orders.any.any.raw");
        Assert.Equal("autoliquidation", VenueClient.At(orders.Last(order => VenueClient.At(order, "order_id") == resting), "cancel_reason"));
        Assert.Contains(orders, order => order.GetProperty("is_liquidation").GetBoolean() && VenueClient.At(order, "order_state") == "filled");
        List<JsonElement> trades = [.. _long.Take("user.trades.any.any.raw").SelectMany(data => data.EnumerateArray())];
        Assert.All(trades, trade => Assert.Equal("T", VenueClient.At(trade, "liquidation")));
        Assert.All(trades, trade => Assert.Equal(
            Math.Round(trade.GetProperty("amount").GetDouble() / trade.GetProperty("price").GetDouble() * 0.005, 8), trade.GetProperty("fee").GetDouble(), 1.01e-8));
        Assert.Contains(_market.Mover.Take("trades.BTC-PERPETUAL.100ms"), data => data[0].TryGetProperty("liquidation", out _));
        Assert.Equal(trades.Count, MoneyWorld.Log(_long, "liquidation").Count);
        decimal insurance = _market.World.Exchange.Books().Single(row => row.Key == "insurance" && row.Currency == "BTC").Equity;
        Assert.Equal((double)insurance, trades.Sum(trade => trade.GetProperty("fee").GetDouble()), 1e-9);
        MoneyWorld.Limit(_long, "sell", 90000, 10); // its own master again, if without means to buy more
        MoneyWorld.Conserved(_market.World.Exchange);
    }

    [Fact]
    public void What_a_bankrupt_account_owes_the_insurance_pays()
    {
        // Nobody bids near the mark, so nothing can be closed while it falls.
        _market.QuoteUntil(() => MoneyWorld.Figure(_long, "equity") < 0, -0.3, -0.014);
        Assert.Equal(3_000_000, Size());
        _market.Withdraw();
        MoneyWorld.Limit(_market.Mover, "buy", MoneyWorld.OnGrid(_market.Mark() * 0.995), 3_000_000);
        _market.World.Wait(3 * VenueWorld.Second);

        Assert.Equal(0, Size());
        Assert.Equal(0, MoneyWorld.Figure(_long, "equity"));
        JsonElement line = MoneyWorld.Log(_long, "correction").Single();
        double debt = line.GetProperty("change").GetDouble();
        Assert.True(debt > 0);
        JsonElement row = _long.Result("private/get_settlement_history_by_currency", new { currency = "BTC", type = "bankruptcy" }).GetProperty("settlements")[0];
        Assert.Equal(debt, row.GetProperty("session_bankruptcy").GetDouble(), 1e-8);
        decimal insurance = _market.World.Exchange.Books().Single(row => row.Key == "insurance" && row.Currency == "BTC").Equity;
        Assert.Equal(-debt, (double)insurance, 1e-8);
        Assert.Equal("""{"locked":false,"currency":"ALL"}""", _long.Take("user.lock")[^1].GetRawText());
        MoneyWorld.Conserved(_market.World.Exchange);
    }

    [Fact]
    public void The_estimated_liquidation_price_is_where_it_begins()
    {
        double estimate = MoneyWorld.Position(_long).GetProperty("estimated_liquidation_price").GetDouble();
        double reached = double.MaxValue;
        _market.QuoteUntil(() => MoneyWorld.Log(_long, "liquidation").Count > 0 || (reached = Math.Min(reached, _market.Mark())) < 0, -0.0145, -0.0135, 10_000);
        Assert.InRange(_market.Mark(), estimate * 0.999, estimate * 1.0001);
        Assert.True(reached > estimate * 0.9999);
    }

    [Fact]
    public void A_part_is_closed_once_a_second_however_little_it_helps()
    {
        _market.QuoteUntil(() => Size() < 2_950_000, -0.0145, -0.0135, 20_000);
        List<long> times = [.. _long.Take("user.orders.any.any.raw")
            .Where(order => order.GetProperty("is_liquidation").GetBoolean())
            .DistinctBy(order => VenueClient.At(order, "order_id"))
            .Select(order => order.GetProperty("creation_timestamp").GetInt64())];
        Assert.True(times.Count > 2);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 1000, string.Join(' ', times)));
    }

    private double Size() => MoneyWorld.Position(_long).GetProperty("size").GetDouble();
}
