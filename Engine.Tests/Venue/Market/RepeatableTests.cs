using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;
using Xunit;

namespace Engine.Tests.Venue.Market;

/// <summary>Equal seeds give equal bytes; a client changes what its orders touch and nothing else.</summary>
public class RepeatableTests
{
    private const string Btc = "BTC-PERPETUAL";

    [Theory]
    [InlineData("calm")]
    [InlineData("trend")]
    [InlineData("jumpy")]
    [InlineData("toxic")]
    [InlineData("exponential")]
    public void The_same_seed_and_the_same_orders_give_the_same_bytes(string regime)
    {
        string first = string.Join('\n', Session(regime, 7, orders: true).Frames);
        Assert.Equal(first, string.Join('\n', Session(regime, 7, orders: true).Frames));
        Assert.NotEqual(first, string.Join('\n', Session(regime, 8, orders: true).Frames));
    }

    [Theory]
    [InlineData("calm")]
    [InlineData("toxic")]
    public void An_order_far_from_the_touch_changes_nothing_but_its_own_level(string regime)
    {
        List<JsonElement> without = Trades(Session(regime, 5, orders: false));
        VenueClient client = Session(regime, 5, orders: true);
        List<JsonElement> with = Trades(client);
        Assert.True(with.Count > 100);
        Assert.Equal(without.Select(Text), with.Select(Text));
    }

    private static string Text(JsonElement trade) =>
        $"{trade.GetProperty("starbase_timestamp")} {trade.GetProperty("price")} {trade.GetProperty("amount")} {trade.GetProperty("direction")}";

    private static List<JsonElement> Trades(VenueClient client) => [.. client.Take($"trades.{Btc}.raw").SelectMany(data => data.EnumerateArray())];

    private static VenueClient Session(string regime, int seed, bool orders)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = (ulong)seed, Instruments = [Btc], Limits = false, Regime = Regimes.Named(regime) });
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])[$"book.{Btc}.raw", $"trades.{Btc}.raw", $"ticker.{Btc}.100ms"] });
        double bid = client.Result("public/ticker", new { instrument_name = Btc }).GetProperty("best_bid_price").GetDouble();
        for (int i = 0; i < 30; i++)
        {
            world.Wait(VenueWorld.Second);
            if (!orders)
                continue;
            // Thirty to forty basis points away, at prices where the crowd stands as well.
            double price = Math.Round(bid * (1 - (0.003 + (i * 3e-5))) * 2) / 2;
            client.Frames.Add(client.Result("private/buy", new { instrument_name = Btc, amount = 1000 + (10 * i), price, type = "limit" }).GetRawText());
        }

        return client;
    }
}
