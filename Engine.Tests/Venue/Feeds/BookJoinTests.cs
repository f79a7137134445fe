using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.Feeds;

/// <summary>Whoever joins a book channel, whenever, has the venue's own book at each message's moment.</summary>
public class BookJoinTests
{
    private static readonly string[] s_instruments = ["BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL", "BTC-PERPETUAL"];

    [Theory]
    [InlineData("raw", 1)]
    [InlineData("raw", 2)]
    [InlineData("100ms", 3)]
    [InlineData("100ms", 4)]
    [InlineData("agg2", 5)]
    [InlineData("agg2", 6)]
    public void Any_subscriber_rebuilds_the_book_exactly(string interval, ulong seed)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = seed, Instruments = s_instruments, Limits = false });
        var random = new Prng(seed);
        var joined = new List<(VenueClient Client, string Instrument, BookMirror Mirror)>();
        VenueClient reader = world.Client("reader");
        for (int round = 0; round < 60; round++)
        {
            string instrument = s_instruments[random.Below(s_instruments.Length)];
            if (random.Chance(0.5))
                Join(world, joined, instrument, interval);
            if (joined.Count > 4 && random.Chance(0.2))
                Leave(joined, random.Below(joined.Count), interval);
            world.Wait((long)(random.Uniform() * 0.4 * VenueWorld.Second));
            foreach ((VenueClient client, string name, BookMirror mirror) in joined)
                client.Take($"book.{name}.{interval}").ForEach(mirror.Apply);
            Compare(reader, joined, interval == "raw");
        }

        world.Wait(1_100_000_000 - (world.NowNs % 1_000_000_000));
        foreach ((VenueClient client, string name, BookMirror mirror) in joined)
            client.Take($"book.{name}.{interval}").ForEach(mirror.Apply);
        Compare(reader, joined, interval == "raw");
        Assert.True(joined.Sum(one => one.Mirror.Changes) > (interval == "agg2" ? 10 : 50));
    }

    [Fact]
    public void One_who_joins_does_not_hurry_the_others()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 8, Instruments = [s_instruments[2]] });
        VenueClient first = world.Client("first");
        string[] channels = [$"book.{s_instruments[2]}.agg2", $"ticker.{s_instruments[2]}.agg2", $"incremental_ticker.{s_instruments[2]}", $"chart.trades.{s_instruments[2]}.1"];
        first.Result("public/subscribe", new { channels });
        first.Frames.Clear();
        world.Wait(300_000_000);
        for (int i = 0; i < 5; i++)
        {
            world.Client($"k{i}").Result("public/subscribe", new { channels });
            world.Wait(100_000_000);
        }

        Assert.Empty(first.Frames);
        world.Wait(10 * VenueWorld.Second);
        Assert.All(channels[..3], channel => Assert.InRange(first.Take(channel).Count, 6, 10));
    }

    [Fact]
    public void Change_ids_of_one_settlement_currency_come_from_one_counter()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 8, Instruments = s_instruments });
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = s_instruments.Select(name => $"book.{name}.raw") });
        world.Wait(3 * VenueWorld.Second);
        long[] linear = [.. client.Frames.Where(frame => frame.Contains("_USDC", StringComparison.Ordinal) && frame.Contains("\"change\"", StringComparison.Ordinal))
            .Select(frame => JsonDocument.Parse(frame).RootElement.GetProperty("params").GetProperty("data").GetProperty("change_id").GetInt64())];
        Assert.Equal(linear.Order().Distinct(), linear);
        Assert.Contains(linear.Zip(linear[1..]), pair => pair.Second - pair.First > 1);
    }

    private static void Join(VenueWorld world, List<(VenueClient Client, string Instrument, BookMirror Mirror)> joined, string instrument, string interval)
    {
        VenueClient client = world.Client($"k{joined.Count}");
        client.Result("public/subscribe", new { channels = (string[])[$"book.{instrument}.{interval}"] });
        joined.Add((client, instrument, new BookMirror()));
    }

    private static void Leave(List<(VenueClient Client, string Instrument, BookMirror Mirror)> joined, int which, string interval)
    {
        joined[which].Client.Result("public/unsubscribe", new { channels = (string[])[$"book.{joined[which].Instrument}.{interval}"] });
        joined.RemoveAt(which);
    }

    /// <summary>All mirrors of a book agree; a raw one, and one whose change id is the book's, is the venue's own.</summary>
    private static void Compare(VenueClient reader, List<(VenueClient Client, string Instrument, BookMirror Mirror)> joined, bool raw)
    {
        foreach (IGrouping<string, (VenueClient Client, string Instrument, BookMirror Mirror)> group in joined.GroupBy(one => one.Instrument))
        {
            JsonElement now = reader.Result("public/get_order_book", new { instrument_name = group.Key, depth = 10_000 });
            foreach ((_, _, BookMirror mirror) in group)
            {
                Assert.Equal(group.First().Mirror.ChangeId, mirror.ChangeId);
                foreach (string side in (string[])["bids", "asks"])
                {
                    Assert.Equal(group.First().Mirror.Text(side), mirror.Text(side));
                    if (raw || mirror.ChangeId == now.GetProperty("change_id").GetInt64())
                        Assert.Equal(BookMirror.Text(now.GetProperty(side)), mirror.Text(side));
                }
            }
        }
    }
}
