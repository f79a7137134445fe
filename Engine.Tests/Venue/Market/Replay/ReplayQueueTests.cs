using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Replay;
using Xunit;
using static Engine.Core.Primitives.Side;

namespace Engine.Tests.Venue.Market.Replay;

/// <summary>A recorded market takes clients' orders into its queues, by what the clients see.</summary>
public class ReplayQueueTests
{
    private const string Btc = "BTC-PERPETUAL";

    private static ListedRecording Opening => new ListedRecording().Book(0, (Buy, 84000, 1000), (Buy, 83990, 5000), (Sell, 84010, 1000), (Sell, 84020, 5000));

    [Fact]
    public void An_order_waits_for_what_was_there_and_its_place_moves_by_trades_and_by_cancels_in_proportion()
    {
        ListedRecording recording = Opening
            .Book(2, (Buy, 84000, 600))
            .Book(3, (Buy, 84000, 1600))
            .Book(4, (Buy, 84000, 800))
            .Trade(5, Sell, 84000, 300)
            .Book(5.001, (Buy, 84000, 500))
            .Trade(6, Sell, 84000, 200)
            .Trade(7, Sell, 83999.5m, 100)
            .Book(8, (Buy, 84000, 0), (Sell, 84000, 5000));
        (VenueWorld world, VenueClient client) = World(recording);
        world.Wait(VenueWorld.Second);
        string order = client.Result("private/buy", new { instrument_name = Btc, amount = 500, price = 84000, type = "limit" }).GetProperty("order").GetProperty("order_id").GetString()!;
        double Filled() => client.Result("private/get_order_state", new { order_id = order }).GetProperty("filled_amount").GetDouble();

        // 400 of the 1000 before it go; 1000 come behind it; of 1600 a half goes, from before and behind alike: 300 are before it.
        world.Wait(4_000_500_000);
        Assert.Equal(0, Filled());
        Assert.Equal(500 + 500, Level(client, "bids", 84000));
        world.Wait(VenueWorld.Second);
        Assert.Equal(200, Filled());
        // A trade below its price must have met it first.
        world.Wait(VenueWorld.Second);
        Assert.Equal(300, Filled());
        // Offers at its price would have traded with it.
        world.Wait(VenueWorld.Second);
        Assert.Equal(500, Filled());
        Assert.Equal(5000 - 200, Level(client, "asks", 84000));
    }

    [Fact]
    public void What_a_client_takes_stays_taken_while_its_level_lasts()
    {
        (VenueWorld world, VenueClient client) = World(Opening.Book(2, (Sell, 84010, 900)).Book(3, (Sell, 84010, 0)).Book(4, (Sell, 84010, 700)));
        world.Wait(VenueWorld.Second);
        client.Result("private/buy", new { instrument_name = Btc, amount = 400, price = 84010, type = "limit" });
        Assert.Equal(600, Level(client, "asks", 84010));
        world.Wait(VenueWorld.Second);
        Assert.Equal(500, Level(client, "asks", 84010));
        world.Wait(VenueWorld.Second);
        Assert.Equal(0, Level(client, "asks", 84010));
        world.Wait(VenueWorld.Second);
        Assert.Equal(700, Level(client, "asks", 84010));
    }

    [Fact]
    public void Prices_are_rounded_outward_and_levels_on_one_tick_are_summed()
    {
        var recording = new ListedRecording().Book(0, (Buy, 84000.1m, 100), (Buy, 84000.3m, 200), (Sell, 84000.4m, 300), (Sell, 84000.6m, 400)).Book(1, (Buy, 84000.1m, 0));
        (VenueWorld world, VenueClient client) = World(recording);
        Assert.Equal(300, Level(client, "bids", 84000));
        Assert.Equal(300, Level(client, "asks", 84000.5));
        Assert.Equal(400, Level(client, "asks", 84001));
        world.Wait(VenueWorld.Second);
        Assert.Equal(200, Level(client, "bids", 84000));
    }

    [Fact]
    public void Recorded_trades_print_whole_at_their_price_though_the_book_shows_less()
    {
        (VenueWorld world, VenueClient client) = World(Opening.Trade(1, Buy, 84012.3m, 7000).Trade(2, Sell, 83995, 20));
        client.Result("public/subscribe", new { channels = (string[])[$"trades.{Btc}.raw"] });
        world.Wait(3 * VenueWorld.Second);
        JsonElement[] trades = [.. client.Take($"trades.{Btc}.raw").SelectMany(data => data.EnumerateArray())];
        Assert.Equal(["84012.5 7000 buy", "83995 20 sell"], trades.Select(trade => string.Create(CultureInfo.InvariantCulture,
            $"{trade.GetProperty("price").GetDouble()} {trade.GetProperty("amount").GetDouble()} {trade.GetProperty("direction").GetString()}")));
        // The levels that stood aside are back.
        Assert.Equal(1000, Level(client, "asks", 84010));
        Assert.Equal(1000, Level(client, "bids", 84000));
    }

    [Fact]
    public void Amounts_and_prices_find_their_way_to_a_linear_instrument()
    {
        var options = new ExchangeOptions { Instruments = ["BTC_USDC-PERPETUAL"], Limits = false, Replay = Opening };
        var client = new VenueClient(new VenueWorld(options));
        JsonElement book = client.Result("public/get_order_book", new { instrument_name = "BTC_USDC-PERPETUAL", depth = 1 });
        Assert.Equal(84000, book.GetProperty("best_bid_price").GetDouble());
        Assert.Equal(Math.Round(1000 / 84000.0, 4), book.GetProperty("best_bid_amount").GetDouble(), 4);
    }

    [Fact]
    public void The_index_is_the_recordings_own_or_the_middle_of_its_touch()
    {
        (VenueWorld world, VenueClient client) = World(Opening.Index(2, 84100).Book(9, (Buy, 84000, 10)));
        world.Wait(1_500_000_000);
        Assert.Equal(84005, client.Result("public/get_index_price", new { index_name = "btc_usd" }).GetProperty("index_price").GetDouble());
        world.Wait(2 * VenueWorld.Second);
        Assert.Equal(84100, client.Result("public/get_index_price", new { index_name = "btc_usd" }).GetProperty("index_price").GetDouble());
    }

    [Fact]
    public void The_market_stands_still_at_the_end_or_begins_anew()
    {
        (VenueWorld world, VenueClient client) = World(Opening.Book(1, (Buy, 84005, 50)));
        Assert.False(world.Exchange.HasMarketEnded);
        world.Wait(2 * VenueWorld.Second);
        Assert.True(world.Exchange.HasMarketEnded);
        Assert.Equal(50, Level(client, "bids", 84005));

        (world, client) = World(Opening.Book(1, (Buy, 84005, 50)), loops: true);
        world.Wait(1_500_000_000);
        Assert.Equal(50, Level(client, "bids", 84005));
        world.Wait(VenueWorld.Second);
        Assert.Equal(0, Level(client, "bids", 84005));
        Assert.Equal(1000, Level(client, "bids", 84000));
        world.Wait(1_000 * VenueWorld.Second);
        Assert.False(world.Exchange.HasMarketEnded);
    }

    [Fact]
    public void A_recording_runs_faster_with_the_market()
    {
        var world = new VenueWorld(new ExchangeOptions { Instruments = [Btc], Limits = false, Replay = Opening.Book(60, (Buy, 84005, 50)).Book(900, (Buy, 84005, 0)), Speed = 60 });
        VenueClient client = world.Client("a");
        world.Wait(VenueWorld.Second);
        Assert.Equal(50, Level(client, "bids", 84005));
    }

    [Fact]
    public void A_recording_needs_one_instrument_and_a_book()
    {
        Assert.Contains("list exactly one", Assert.Throws<ArgumentException>(() => new VenueWorld(new ExchangeOptions { Replay = Opening })).Message, StringComparison.Ordinal);
        var bids = new ListedRecording().Book(0, (Buy, 84000, 10));
        Assert.Contains("no book with bids and asks", Assert.Throws<RecordingException>(() => World(bids)).Message, StringComparison.Ordinal);
    }

    private static (VenueWorld World, VenueClient Client) World(IRecording recording, bool loops = false)
    {
        var world = new VenueWorld(new ExchangeOptions { Instruments = [Btc], Limits = false, Replay = recording, ReplayLoops = loops });
        return (world, world.Client("a"));
    }

    private static double Level(VenueClient client, string side, double price) => client
        .Result("public/get_order_book", new { instrument_name = Btc, depth = 10000 }).GetProperty(side).EnumerateArray()
        .Where(level => level[0].GetDouble() == price).Sum(level => level[1].GetDouble());
}
