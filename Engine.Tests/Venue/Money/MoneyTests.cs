using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Catalogue;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>Positions, fees and funding; and that money is neither made nor lost.</summary>
public class MoneyTests
{
    private static readonly Contract s_inverse = new(0, Perpetuals.Find("BTC-PERPETUAL")!);
    private static readonly Contract s_linear = new(0, Perpetuals.Find("BTC_USDC-PERPETUAL")!);

    [Fact]
    public void An_inverse_position_averages_harmonically_and_realises_in_coin()
    {
        var position = new Position(s_inverse);
        position.Trade(+1, 100, 160_000, out _); // 1000 USD at 80000
        position.Trade(+1, 100, 200_000, out _); // 1000 USD at 100000
        Assert.Equal(2000m / ((1000m / 80_000m) + (1000m / 100_000m)), position.AveragePrice, 8);
        decimal profit = position.Trade(-1, 200, 180_000, out _);
        Assert.Equal((1000m / 80_000m) + (1000m / 100_000m) - (2000m / 90_000m), profit, 15);
        Assert.Equal(0, position.Lots);
        Assert.Equal(0, position.EntryValue);
    }

    [Fact]
    public void The_recorded_closing_trade_has_the_recorded_profit()
    {
        var position = new Position(s_inverse);
        position.Trade(-1, 1, 183_403, out _); // sell 10 USD at 91701.5
        decimal profit = position.Trade(+1, 1, 184_074, out _); // buy back at 92037
        Assert.Equal(-4.0e-7m, Math.Round(profit, 8));
    }

    [Fact]
    public void A_linear_position_averages_plainly_and_turning_it_opens_the_rest()
    {
        var position = new Position(s_linear);
        position.Trade(+1, 10_000, 800_000, out _); // 1 BTC at 80000
        decimal profit = position.Trade(-1, 15_000, 900_000, out _);
        Assert.Equal(10_000m, profit);
        Assert.Equal(-5_000, position.Lots);
        Assert.Equal(90_000m, position.AveragePrice);
        Assert.Equal(500m, position.TotalProfit(89_000m));
    }

    [Theory] // values computed by hand elsewhere
    [InlineData(-10_000, 20_000, 22_000, -0.90909091)]
    [InlineData(100, 2_000, 2_500, 0.2)]
    public void An_inverse_round_trip_earns_the_difference_of_the_reciprocals(int lots, int entryTicks, int exitTicks, double coins)
    {
        var position = new Position(s_inverse);
        position.Trade(Math.Sign(lots), Math.Abs(lots), entryTicks, out _);
        Assert.Equal(coins, (double)position.Trade(-Math.Sign(lots), Math.Abs(lots), exitTicks, out _), 5e-9);
        Assert.Equal(coins, (double)position.Realised, 5e-9);
    }

    [Fact]
    public void Two_entries_average_harmonically_not_arithmetically()
    {
        var position = new Position(s_inverse);
        position.Trade(+1, 1_000, 100_000, out _);
        position.Trade(+1, 1_000, 120_000, out _);
        Assert.Equal(0.0333333333, (double)position.Trade(-1, 2_000, 120_000, out _), 5e-11);
    }

    [Fact]
    public void A_fee_of_five_hundredths_of_a_percent_on_half_a_coin_is_a_quarter_of_a_thousandth()
    {
        var contract = new Contract(0, Perpetuals.Find("BTC-PERPETUAL")! with { TakerFee = 0.0005m });
        Assert.Equal(0.00025m, contract.Fee(contract.Value(50_000, 100_000), maker: false));
    }

    [Theory] // the recorded margins of one dollar of ETH
    [InlineData("ETH-PERPETUAL", 0.000509344, 1.0187e-5, 5.093e-6)]
    public void A_small_position_has_the_recorded_margins(string name, double coins, double initial, double maintenance)
    {
        MarginRates rates = MarginRates.Of(Perpetuals.Find(name)!);
        Assert.Equal(initial, coins * (double)(rates.Initial + (rates.PerCoin * (decimal)coins)), 1e-9);
        Assert.Equal(maintenance, coins * (double)(rates.Maintenance + (rates.PerCoin * (decimal)coins)), 1e-9);
    }

    [Fact]
    public void Fees_follow_liquidity_and_have_eight_decimals()
    {
        decimal value = s_inverse.Value(1000m, 84_000m);
        Assert.Equal(Math.Round(value * 0.00035m, 8), s_inverse.Fee(value, maker: false));
        Assert.Equal(Math.Round(value * 0.00015m, 8), s_inverse.Fee(value, maker: true));
    }

    [Fact]
    public void Settlement_moves_the_sessions_profit_and_keeps_the_average_price()
    {
        var position = new Position(s_inverse);
        position.Trade(+1, 100, 160_000, out _);
        decimal first = position.Settle(90_000m);
        Assert.Equal(80_000m, Math.Round(position.AveragePrice, 6));
        Assert.Equal(0, position.FloatingProfit(90_000m));
        decimal second = position.FloatingProfit(100_000m);
        Assert.Equal(position.TotalProfit(100_000m), first + second, 15);
    }

    [Fact]
    public void Funding_is_paid_by_the_long_to_the_short_as_the_interest_value_says()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 11, Instruments = ["BTC-PERPETUAL"], Limits = false, Speed = 60 });
        VenueClient client = world.Client("a");
        double before = Interest(client);
        client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 100_000, type = "market" });
        world.Wait(60 * VenueWorld.Second);
        JsonElement position = client.Result("private/get_position", new { instrument_name = "BTC-PERPETUAL" });
        double expected = -100_000 * (Interest(client) - before) / 28_800_000;
        double paid = position.GetProperty("realized_funding").GetDouble();
        Assert.NotEqual(0, paid);
        Assert.InRange(paid, expected - Math.Abs(expected * 0.05) - 1e-9, expected + Math.Abs(expected * 0.05) + 1e-9);
    }

    [Fact]
    public void The_band_is_the_mark_one_and_a_half_percent_rounded_outwards()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 4, Limits = false });
        var client = new VenueClient(world);
        for (int i = 0; i < 20; i++)
        {
            world.Wait(VenueWorld.Second);
            foreach ((string name, double tick) in new[] { ("BTC-PERPETUAL", 0.5), ("ETH-PERPETUAL", 0.05) })
            {
                JsonElement ticker = client.Result("public/ticker", new { instrument_name = name });
                decimal mark = ticker.GetProperty("mark_price").GetDecimal();
                Assert.Equal(Math.Floor(mark * 0.985m / (decimal)tick) * (decimal)tick, ticker.GetProperty("min_price").GetDecimal());
                Assert.Equal(Math.Ceiling(mark * 1.015m / (decimal)tick) * (decimal)tick, ticker.GetProperty("max_price").GetDecimal());
                double index = ticker.GetProperty("index_price").GetDouble();
                double p = ((double)mark - index) / index;
                double rate = Math.Max(0.00025, p) + Math.Min(-0.00025, p);
                Assert.Equal(rate, ticker.GetProperty("current_funding").GetDouble(), 1e-8);
            }
        }
    }

    private static double Interest(VenueClient client) =>
        client.Result("public/ticker", new { instrument_name = "BTC-PERPETUAL" }).GetProperty("interest_value").GetDouble();
}
