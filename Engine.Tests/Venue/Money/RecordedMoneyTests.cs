using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>The numbers of recorded notifications, reproduced through the wire.</summary>
public class RecordedMoneyTests
{
    [Fact]
    public void The_recorded_round_trip_shows_the_recorded_profit_in_trade_position_and_portfolio()
    {
        var market = new MoneyWorld(MoneyWorld.Btc1(balance: 10));
        VenueClient client = market.World.Client("client");
        market.QuoteUntil(() => market.Mark() > 91_700, 0.013, 0.3); // the venue's market starts lower
        market.Withdraw();
        client.Result("private/subscribe", new { channels = (string[])["user.changes.any.any.raw", "user.portfolio.btc"] });
        MoneyWorld.Limit(market.Mover, "buy", 91701.5, 10);
        MoneyWorld.Limit(client, "sell", 91701.5, 10, "immediate_or_cancel");
        JsonElement open = client.Take("user.changes.any.any.raw")[^1].GetProperty("positions")[0];
        Assert.Equal(("-10.0", "sell", "91701.5"), (VenueClient.At(open, "size"), VenueClient.At(open, "direction"), VenueClient.At(open, "average_price")));
        MoneyWorld.Limit(market.Mover, "sell", 92037, 10);
        MoneyWorld.Limit(client, "buy", 92100, 10, "immediate_or_cancel");

        JsonElement closed = client.Take("user.changes.any.any.raw")[^1];
        Assert.Equal("92037.0", VenueClient.At(closed, "orders.0.average_price"));
        Assert.Equal("-4.0e-7", VenueClient.At(closed, "trades.0.profit_loss"));
        JsonElement position = closed.GetProperty("positions")[0];
        // Exactly it is -3.97518e-7. The recorded position shows -3.97e-7: there each value is rounded before they are subtracted.
        Assert.Equal(-3.97e-7, position.GetProperty("realized_profit_loss").GetDouble(), 1.01e-9);
        Assert.Equal(("zero", "0.0"), (VenueClient.At(position, "direction"), VenueClient.At(position, "size")));
        JsonElement portfolio = client.Take("user.portfolio.btc")[^1];
        Assert.Equal("-4.0e-7", VenueClient.At(portfolio, "session_rpl"));
        Assert.Equal("-4.0e-7", VenueClient.At(portfolio, "futures_session_rpl"));
    }

    [Fact]
    public void Funding_is_minus_size_times_the_interest_value_over_eight_hours()
    {
        // Recorded: one dollar of ETH, interest value 0.143786 since the settlement, realised -5e-9.
        Assert.Equal(-4.99e-9, -1 * 0.143786 / 28_800_000, 1e-11);
        var market = new MoneyWorld(MoneyWorld.Btc1(new TimeOnly(8, 0, 10), balance: 10));
        VenueClient client = market.World.Client("client");
        for (int i = 0; i < 60; i++)
            market.Quote(0.005, 0.006);
        market.Withdraw();
        double before = market.Ticker("interest_value");
        market.Trade(client, market.World.Client("other"), 300_000);
        double index = market.Ticker("index_price");
        double expected = 0;
        for (int i = 0; i < 60; i++)
        {
            expected += market.Ticker("current_funding") / index * 1007; // the rate that holds until the next step, in milliseconds
            market.Quote(0.005, 0.006);
        }

        double value = market.Ticker("interest_value") - before;
        Assert.Equal(expected, value, expected * 1e-4);
        JsonElement position = MoneyWorld.Position(client);
        Assert.Equal(-300_000 * value / 28_800_000, position.GetProperty("realized_funding").GetDouble(), 1.01e-9);
        Assert.Equal(position.GetProperty("realized_funding").GetDouble(), position.GetProperty("realized_profit_loss").GetDouble());
    }

    [Theory]
    [InlineData("BTC-PERPETUAL", 0.005)]
    [InlineData("ETH-PERPETUAL", 0.01)]
    [InlineData("BTC_USDC-PERPETUAL", 0.05)]
    public void The_funding_rate_has_the_instruments_cap(string instrument, double cap)
    {
        var market = new MoneyWorld(VenueWorld.Quiet with { Instruments = [instrument] });
        double tick = instrument == "ETH-PERPETUAL" ? 0.05 : 0.5;
        double amount = instrument == "BTC_USDC-PERPETUAL" ? 0.0001 : 10;
        for (int i = 0; i < 60; i++)
        {
            double mark = market.Mark(instrument);
            market.Withdraw();
            market.Mover.Result("private/buy", new { instrument_name = instrument, amount, price = Math.Round(Math.Floor(mark * 1.013 / tick) * tick, 2) });
            market.Mover.Result("private/sell", new { instrument_name = instrument, amount, price = Math.Round(Math.Floor(mark * 1.6 / tick) * tick, 2) });
            market.World.Wait(1_007_000_000);
        }

        Assert.Equal(cap, market.Ticker("current_funding", instrument), 1e-12);
    }
}
