using System.Text.Json;
using Engine.Native.Config;
using Engine.Native.Status.Blocks;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>Whole sessions against the embedded venue over real sockets.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task The_status_tells_of_each_channel_how_old_and_how_late_it_is()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        run.UntilFilled(1, 1);
        Until.Holds(() => IsWhole(run.Hot), "all four channels have an age, the market's two a delay", () => run.State);
        Assert.Equal(0, run.Stop());
    }

    [Fact]
    public async Task A_session_fills_on_both_sides_and_leaves_no_order_and_no_difference()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        run.UntilFilled(3, 3);
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        List<TradeRow> rows = Books.Balance(run.Database, venue, "BTC-PERPETUAL");
        Assert.True(rows.Count >= 6);
        Assert.All(rows, row => Assert.Equal("maker", row.Liquidity));
        Assert.InRange(Books.LargestPosition(run.Database, "BTC-PERPETUAL"), 10, 5000);
        Assert.InRange(Books.LastDifferenceUsd(run.Database), 0, 0.01);
        Books.SessionEnded(run.Database, 0);
        Assert.Contains("0, confirmed by the venue", run.Summary, StringComparison.Ordinal);
        Assert.Equal("", run.Error.ToString());
    }

    [Fact]
    public async Task Inventory_never_passes_its_limit_in_a_market_that_runs_over_the_quotes()
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Speed = 60 });
        using var folder = new TemporaryFolder();
        EngineConfig config = TraderRun.ConfigIn(folder);
        using TraderRun run = TraderRun.Start(
            venue.Address, config with { Instruments = [config.Instruments[0] with { SizeUsd = 900, MaxInventoryUsd = 1500, Skew = 0 }] });
        run.UntilFilled(6, 6);
        Assert.Equal(0, run.Stop());
        Assert.InRange(Books.LargestPosition(run.Database, "BTC-PERPETUAL"), 10, 1500);
        Books.Balance(run.Database, venue, "BTC-PERPETUAL");
    }

    [Fact]
    public async Task One_session_trades_two_inverse_instruments()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder, "BTC-PERPETUAL", "ETH-PERPETUAL"));
        run.UntilQuoting();
        UntilFilledIn(run, "BTC-PERPETUAL");
        UntilFilledIn(run, "ETH-PERPETUAL");
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        Assert.NotEmpty(Books.Balance(run.Database, venue, "BTC-PERPETUAL"));
        Assert.NotEmpty(Books.Balance(run.Database, venue, "ETH-PERPETUAL"));
        Assert.InRange(Books.LastDifferenceUsd(run.Database), 0, 0.01);
    }

    [Fact]
    public async Task A_linear_instrument_is_traded_in_coins_and_kept_in_dollars()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder, "BTC_USDC-PERPETUAL"));
        run.UntilFilled(2, 2);
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        List<TradeRow> rows = Books.Balance(run.Database, venue, "BTC_USDC-PERPETUAL");
        Assert.All(rows, row => Assert.InRange(row.Amount * row.Price, 1, 1000));
        Assert.InRange(Books.LargestPosition(run.Database, "BTC_USDC-PERPETUAL") * rows[0].Price, 1, 5050);
        Assert.InRange(Books.LastDifferenceUsd(run.Database), 0, 0.01);
    }

    [Fact]
    public async Task Two_sessions_on_one_venue_do_not_disturb_each_other()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using TraderRun bitcoin = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder), "first");
        using TraderRun ether = TraderRun.Start(venue.Address, TraderRun.ConfigIn(other, "ETH-PERPETUAL"), "second");
        bitcoin.UntilFilled(1, 1);
        ether.UntilFilled(1, 1);
        Assert.Equal(0, bitcoin.Stop());
        Assert.Empty(venue.OpenOrders("first"));
        Until.Holds(() => venue.OurOrders("second").Count > 0, "the other session quotes on", () => ether.State);
        Assert.Equal(0, ether.Stop());
        Assert.NotEmpty(Books.Balance(bitcoin.Database, venue, "BTC-PERPETUAL", "first"));
        Assert.NotEmpty(Books.Balance(ether.Database, venue, "ETH-PERPETUAL", "second"));
        Assert.Empty(venue.Trades("ETH-PERPETUAL", "first"));
        Assert.Empty(venue.Trades("BTC-PERPETUAL", "second"));
    }

    [Fact]
    public async Task Two_sessions_of_one_account_on_two_instruments_leave_each_others_orders_alone()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        using TraderRun bitcoin = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        bitcoin.UntilQuoting();
        using TraderRun ether = TraderRun.Start(venue.Address, TraderRun.ConfigIn(other, "ETH-PERPETUAL"));
        bitcoin.UntilFilled(1, 1);
        ether.UntilFilled(1, 1);
        Assert.Equal(0, ether.Stop());
        Until.Holds(() => venue.OurOrders().Exists(order => InstrumentOf(order) == "BTC-PERPETUAL"), "the other session quotes on", () => bitcoin.State);
        Assert.Equal(0, bitcoin.Stop());
        Assert.Empty(venue.OpenOrders());
        Books.Balance(bitcoin.Database, venue, "BTC-PERPETUAL");
        Books.Balance(ether.Database, venue, "ETH-PERPETUAL");
    }

    [Fact]
    public async Task An_order_of_a_stranger_is_never_touched()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        string labelled = Place(venue, "somebody else's");
        string bare = Place(venue, "");
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        string late = Place(venue, "mm");
        run.UntilFilled(1, 1);
        Assert.Equal(0, run.Stop());
        List<JsonElement> open = venue.OpenOrders();
        Assert.Equal(new HashSet<string> { labelled, bare, late }, [.. open.Select(order => order.GetProperty("order_id").GetString()!)]);
        Assert.All(open, order => Assert.Equal(order.GetProperty("creation_timestamp").GetInt64(), order.GetProperty("last_update_timestamp").GetInt64()));
    }

    private static string Place(VenueHost venue, string label) =>
        venue.Ask("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 20_000, type = "limit", post_only = true, label })
            .GetProperty("order").GetProperty("order_id").GetString()!;

    private static string InstrumentOf(JsonElement order) => order.GetProperty("instrument_name").GetString()!;

    private static void UntilFilledIn(TraderRun run, string instrument) => Until.Holds(
        () => run.HasEnded || (long)Database.Scalar(run.Database, $"SELECT count(*) FROM trades WHERE symbol = '{instrument}'")! > 1,
        $"fills in {instrument}",
        () => run.State);

    private static bool IsWhole(HotStatus hot)
    {
        ref ChannelStatuses channels = ref hot.Instruments[0].Channels;
        return channels[0] is { AgeNs: >= 0, DelayNs: >= 0 } && channels[1] is { AgeNs: >= 0, DelayNs: >= 0 } && channels[2] is { AgeNs: >= 0, DelayNs: -1 }
            && channels[3] is { AgeNs: >= 0, DelayNs: -1 } && hot is { AccountAgeNs: >= 0, FeedDelayNs: >= 0 };
    }
}
