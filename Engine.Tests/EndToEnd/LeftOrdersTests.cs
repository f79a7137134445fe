using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Engine.Tests.Support;
using Xunit;
using static Engine.Tests.EndToEnd.Stage.Restart;

namespace Engine.Tests.EndToEnd;

/// <summary>What a start finds of orders and requests that a killed process left.</summary>
public sealed class LeftOrdersTests
{
    private const string Instrument = "BTC-PERPETUAL";

    [Fact]
    [Pitfall("T01")]
    [Pitfall("T06")]
    public async Task Orders_that_a_killed_process_left_are_cancelled_and_each_has_its_end_in_the_database()
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Speed = 1 }); // so that they still stand
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.KeepsVenue = link.Number == 1);
        using (EngineChild engine = Trade(folder, proxy, isFarOut: true))
        {
            Until.Holds(() => venue.OurOrders().Count == 2, "both quotes stand", () => engine.Error.ToString());
            engine.Kill();
        }

        string[] left = [.. venue.OurOrders().Select(order => order.GetProperty("label").GetString()!)];
        Assert.Equal(2, left.Length);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        Assert.Equal(0, run.Stop());
        Assert.Contains("was killed and may have left", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("found at start", run.Summary, StringComparison.Ordinal);
        Books.AreWhole(run.Database, venue.Client, Instrument);
        foreach (string label in left)
        {
            object?[] row = Assert.Single(Database.Query(run.Database, $"SELECT order_id, symbol, resolution IN ('cancelled', 'filled') FROM left_orders WHERE label = '{label}'"));
            Assert.NotNull(row[0]);
            Assert.Equal([Instrument, 1L], row[1..]);
        }
    }

    [Fact]
    public async Task A_start_that_failed_is_no_session_whose_orders_are_looked_for()
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Speed = 1 });
        using var folder = new TemporaryFolder();
        EngineConfig config = TraderRun.ConfigIn(folder);
        using (TraderRun failed = TraderRun.Start(venue.Address, config with { Status = new StatusConfig { Path = folder.PathOf("none/s.status") } }))
            Assert.Equal(1, failed.Ended());
        Assert.Equal(1L, Count(config.Journal.Path, "SELECT count(*) FROM sessions WHERE stopped_ns > started_ns AND exit_code = 1 AND exit_reason LIKE '%s.status%'"));
        File.Delete(config.Journal.Path + ".intents");
        using TraderRun run = TraderRun.Start(venue.Address, config);
        run.UntilQuoting();
        Assert.Equal(0, run.Stop());
        Assert.DoesNotContain("did not end in order", run.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Pitfall("T01")]
    [Pitfall("T03")]
    public async Task A_start_that_is_stopped_or_killed_at_once_still_cancels_what_a_killed_process_left(bool isKill)
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Speed = 1 });
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.KeepsVenue = link.Number == 1);
        LeaveTwo(venue, folder, proxy);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        if (isKill)
            run.Kill();
        else
            run.AskToStop();
        Assert.Equal(isKill ? 4 : 0, run.Ended());
        Assert.Empty(venue.OurOrders());
        Assert.Contains("0, confirmed by the venue", run.Summary, StringComparison.Ordinal);
        Assert.Equal(0, Count(run.Database, "SELECT count(*) FROM left_orders WHERE resolution IS NULL"));
    }

    [Fact]
    [Pitfall("T01")]
    public async Task Orders_left_on_an_instrument_that_is_not_traded_any_more_are_cancelled_and_have_their_end_in_the_database()
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Speed = 1 });
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.KeepsVenue = link.Number == 1);
        LeaveTwo(venue, folder, proxy);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder, "ETH-PERPETUAL"));
        run.UntilQuoting();
        Assert.DoesNotContain(venue.OurOrders(), order => order.GetProperty("instrument_name").GetString() == Instrument);
        Assert.Equal(0, run.Stop());
        Assert.Contains($"may still be open on {Instrument}, which this session does not trade: it is cancelled by its label", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Count(run.Database, "SELECT count(*) FROM left_orders WHERE resolution IS NOT NULL"));
        Assert.Equal(0, Count(run.Database, "SELECT count(*) FROM left_orders WHERE resolution IS NULL"));
    }

    /// <summary>A process is killed with both quotes resting, and the venue does not notice.</summary>
    private static void LeaveTwo(VenueHost venue, TemporaryFolder folder, FaultProxy proxy)
    {
        using EngineChild engine = Trade(folder, proxy, isFarOut: true);
        Until.Holds(() => venue.OurOrders().Count == 2, "both quotes stand", () => engine.Error.ToString());
        engine.Kill();
    }

    [Fact]
    [Pitfall("T01")]
    public async Task A_request_that_reaches_the_venue_when_the_next_process_trades_already_is_found_and_cancelled()
    {
        await using VenueHost venue = await VenueHost.Start(VenueHost.Lively with { Speed = 1 });
        using var folder = new TemporaryFolder();
        using ManualResetEventSlim road = new(initialState: false);
        using ManualResetEventSlim hasLeft = new(initialState: false);
        using FaultProxy proxy = new(venue.Address, link =>
        {
            if (link.Number != 1)
                return;
            link.KeepsVenue = true;
            link.RequestRule = text =>
            {
                if (!text.Contains("private/buy", StringComparison.Ordinal) && !text.Contains("private/sell", StringComparison.Ordinal))
                    return text;
                hasLeft.Set(); // both quotes go with one send: they have left the process, and are nowhere yet
                road.Wait(TimeSpan.FromSeconds(30));
                return text;
            };
        });
        string database = folder.PathOf("t.db");
        using (EngineChild engine = Trade(folder, proxy, isFarOut: true)) // so that the market does not come to where they were meant to rest
        {
            Until.Holds(() => hasLeft.IsSet && LeftInLog(database).Count == 2, "both requests were sent", () => engine.Error.ToString());
            engine.Kill();
        }

        List<string> labels = LeftInLog(database);
        Assert.Empty(venue.OurOrders());
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        road.Set();
        string known = string.Join("','", labels);
        Until.Holds(
            () => Count(database, $"SELECT count(*) FROM left_orders WHERE label IN ('{known}') AND order_id IS NOT NULL AND resolution IN ('cancelled', 'filled')") == 2,
            "the late orders are found and end", () => run.State);
        Assert.Equal(0, run.Stop());
        Books.AreWhole(run.Database, venue.Client, Instrument);
    }

    [Fact]
    [Pitfall("T06")]
    public async Task What_one_start_could_not_look_up_the_next_does()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link =>
        {
            link.KeepsVenue = link.Number == 1;
            if (link.Number is 2 or 3)
                link.Rule = message => message.AnswersTo == "private/get_open_orders_by_instrument" ? null : message.Text;
        });
        string database = folder.PathOf("t.db");
        int left = 0;
        for (int start = 1; start <= 3; start++)
        {
            using EngineChild engine = Trade(folder, proxy);
            Until.Holds(
                () => proxy.Links.Count >= start && (start == 1 ? proxy.Links[0].HasQuoted : proxy.Links[start - 1].Asked("private/get_open_orders_by_instrument")),
                $"start {start} is under way", () => engine.Error.ToString());
            engine.Kill();
            left = Math.Max(left, (int)Count(database, "SELECT count(*) FROM left_orders WHERE resolution IS NULL"));
        }

        Assert.NotEqual(0, left);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        Assert.Equal(0, run.Stop());
        Books.AreWhole(run.Database, venue.Client, Instrument);
    }

    private static List<string> LeftInLog(string database) =>
        [.. (Native.Storage.Recovery.IntentFile.Read(database + Native.Storage.Recovery.IntentPlace.Suffix)?.Left ?? []).Select(order => order.Label.ToString())];
}
