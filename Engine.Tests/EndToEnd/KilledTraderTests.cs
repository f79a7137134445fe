using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A trading process that is killed leaves nothing that the next one cannot put right.</summary>
public sealed class KilledTraderTests
{
    [Fact]
    public async Task The_next_start_cancels_what_was_left_and_fetches_what_was_missed()
    {
        Prng random = Seeds.Start();
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        string database = folder.PathOf("t.db");
        for (int round = 0; round < 3; round++)
        {
            // The venue does not notice the death: its orders stay and fill on, as when a route fails in silence.
            using FaultProxy proxy = new(venue.Address, link => link.KeepsVenue = true);
            int tradesBefore = venue.Trades("BTC-PERPETUAL").Count;
            using (EngineChild engine = Trade(folder, proxy.Address))
            {
                int quotes = 1 + random.Below(8);
                Until.Holds(() => Quotes(proxy) >= quotes, $"{quotes} quotes", () => engine.Error.ToString());
                engine.Kill();
            }

            List<JsonElement> left = venue.OurOrders();
            Until.Holds(
                () => left.Count == 0 || venue.Trades("BTC-PERPETUAL").Count > tradesBefore, "an order that was left fills, or none was left");
            using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
            run.UntilQuoting();
            Assert.False(run.HasEnded, run.State);
            string[] ids = [.. left.Select(order => order.GetProperty("order_id").GetString()!)];
            Assert.DoesNotContain(venue.OpenOrders(), order => ids.Contains(order.GetProperty("order_id").GetString()));
            Assert.Equal(0, run.Stop());
            Assert.Empty(venue.OpenOrders());
            Books.Balance(database, venue, "BTC-PERPETUAL");
            Assert.InRange(Books.LastDifferenceUsd(database), 0, 0.01);
            Assert.InRange(Books.LargestPosition(database, "BTC-PERPETUAL"), 0, 5000);
        }

        Assert.Equal(3L, Database.Scalar(database, "SELECT count(*) FROM sessions WHERE stopped_ns IS NULL"));
        Assert.NotEqual(0L, Database.Scalar(database, "SELECT count(*) FROM trades"));
    }

    private static int Quotes(FaultProxy proxy) => proxy.Links.Sum(link => link.Methods.Count(ProxyLink.IsQuote));

    private static EngineChild Trade(TemporaryFolder folder, Uri address) => EngineChild.Start(
        folder.Root,
        ["trade", "--config", folder.Write("t.toml", EngineChild.Config), "--url", address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));
}
