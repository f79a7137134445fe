using System.Text.RegularExpressions;
using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Engine.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>What a start finds: orders and requests of a killed process, a database that is not what it was.</summary>
public sealed class RestartTests
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

    [Fact]
    [Pitfall("T21e")]
    public async Task A_fill_whose_notification_was_lost_is_fetched_at_the_next_start_though_later_ones_are_stored()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        string? lost = null;
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
        {
            if (link.Number > 1)
                return message.Text;
            if (lost is null && message.Channel.StartsWith("user.changes", StringComparison.Ordinal) && message.Text.Contains("\"trade_id\":", StringComparison.Ordinal))
            {
                lost = Regex.Match(message.Text, "\"trade_seq\":([0-9]+)").Groups[1].Value;
                return null;
            }

            return lost is not null && message.AnswersTo is "private/get_position" or "private/get_user_trades_by_instrument" ? null : message.Text;
        });
        string database = folder.PathOf("t.db");
        using (EngineChild engine = Trade(folder, proxy))
        {
            Until.Holds(
                () => lost is not null && Count(database, $"SELECT count(*) FROM trades WHERE trade_seq > {lost}") > 0, "a later fill is stored", () => engine.Error.ToString());
            engine.Kill();
        }

        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        Assert.Equal(0, run.Stop());
        Books.AreWhole(run.Database, venue.Client, Instrument);
    }

    [Fact]
    [Pitfall("T59")]
    [Pitfall("T21e")]
    public async Task A_database_that_was_moved_without_its_log_gets_back_what_it_lost()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        using (TraderRun first = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder)))
        {
            first.UntilFilled(1, 1);
            Assert.Equal(0, first.Stop());
        }

        string database = folder.PathOf("t.db");
        using (EngineChild engine = Trade(folder, proxy))
        {
            long stored = Count(database, "SELECT count(*) FROM trades");
            Until.Holds(() => Count(database, "SELECT count(*) FROM trades") > stored + 1, "fills stand in the log", () => engine.Error.ToString());
            engine.Kill();
        }

        using var elsewhere = new TemporaryFolder();
        File.Move(database, elsewhere.PathOf("t.db"));
        Assert.True(Count(elsewhere.PathOf("t.db"), "SELECT count(*) FROM trades") < venue.Trades(Instrument).Count);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(elsewhere));
        run.UntilQuoting();
        Assert.Equal(0, run.Stop());
        Books.AreWhole(run.Database, venue.Client, Instrument);
    }

    [Fact]
    [Pitfall("T21")]
    [Pitfall("T21e")]
    public async Task A_venue_that_begins_anew_under_its_address_repeats_ids_and_no_fill_of_either_life_is_missing()
    {
        using var folder = new TemporaryFolder();
        var told = new List<TradeRow>();
        int port = 0;
        int[] sizes = [3, 1];
        for (int life = 0; life < sizes.Length; life++)
        {
            await using VenueHost venue = await VenueHost.Start(port: port);
            port = venue.Address.Port;
            using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
            Until.Holds(() => venue.Trades(Instrument).Count >= sizes[life] || run.HasEnded, "fills", () => run.State);
            run.UntilQuoting();
            Assert.Equal(0, run.Stop());
            Assert.Equal(life > 0, run.Error.ToString().Contains("does not have the last trade stored here", StringComparison.Ordinal));
            told.AddRange(venue.Trades(Instrument));
            Assert.Equal(
                told.Select(row => row.ToString()).Order(StringComparer.Ordinal),
                Database.Query(run.Database, $"SELECT {TradeRow.Columns} FROM trades").Select(row => TradeRow.Of(row).ToString()).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_database_of_another_account_keeps_its_rows_and_the_accounts_are_not_mixed()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        string database = folder.PathOf("t.db");
        string[] keys = ["maker", "other", "maker"];
        foreach (string key in keys)
        {
            using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder), key);
            run.UntilFilled(1, 1);
            Assert.Equal(0, run.Stop());
        }

        foreach (string key in keys[..2])
        {
            List<TradeRow> stored =
            [
                .. Database.Query(database, $"""
                    SELECT {string.Join(", ", TradeRow.Columns.Split(", ").Select(column => "t." + column))} FROM trades t JOIN sessions s ON s.id = t.session_id
                    WHERE s.account = (SELECT account FROM sessions WHERE id = {Array.IndexOf(keys, key) + 1}) ORDER BY trade_seq
                    """).Select(TradeRow.Of),
            ];
            Assert.Equal(venue.Trades(Instrument, key), stored);
        }

        Assert.Empty(Database.Query(database, "SELECT * FROM adjustments"));
    }

    [Fact]
    [Pitfall("T19")]
    public async Task A_position_that_no_fill_explains_is_booked_once_at_the_venues_average()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using (TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder)))
        {
            run.UntilFilled(1, 1);
            Assert.Equal(0, run.Stop());
        }

        // The mark stands and is a trade that the venue has; older rows are gone.
        string database = folder.PathOf("t.db");
        Database.Execute(database, "DELETE FROM trades WHERE side = 'buy'");
        Assert.Equal(1L, Database.Scalar(database, "SELECT count(*) FROM trade_marks")); // a session that stops has asked for all its fills
        for (int start = 0; start < 2; start++)
        {
            using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
            run.UntilQuoting();
            Assert.Equal(0, run.Stop());
        }

        object?[] row = Assert.Single(Database.Query(database, "SELECT kind, amount > 0, price > 0 FROM adjustments"));
        Assert.Equal(["opening", 1L, 1L], row);
        Assert.Equal(venue.Position(Instrument), Convert.ToDouble(Database.Scalar(database, """
            SELECT (SELECT total(CASE side WHEN 'buy' THEN amount ELSE -amount END) FROM trades) + (SELECT total(amount) FROM adjustments)
            """), System.Globalization.CultureInfo.InvariantCulture), 6);
    }

    [Fact]
    [Pitfall("T60")]
    public async Task While_another_program_holds_the_database_the_engine_reduces_and_then_goes_on()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        var config = TraderRun.ConfigIn(folder);
        config = config with { Journal = config.Journal with { BehindSeconds = 0.3 } };
        using TraderRun run = TraderRun.Start(venue.Address, config);
        run.UntilFilled(1, 0);
        using (SqliteConnection other = Database.Open(run.Database))
        {
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            Until.Holds(() => run.ModeWord == "reducing", "the engine only reduces", () => run.State);
            Until.Holds(() => run.JournalError.Contains("is locked by another program", StringComparison.Ordinal), "the status says so", () => run.State);
        }

        Until.Holds(() => run.ModeWord == "quoting" && run.JournalError.Length == 0, "it quotes again", () => run.State);
        Assert.Equal(0, run.Stop());
        Books.AreWhole(run.Database, venue.Client, Instrument);
    }

    private static EngineChild Trade(TemporaryFolder folder, FaultProxy proxy, bool isFarOut = false) => EngineChild.Start(
        folder.Root,
        ["trade", "--config", folder.Write("t.toml", isFarOut ? EngineChild.Config.Replace("0.00003", "0.002", StringComparison.Ordinal) : EngineChild.Config), "--url", proxy.Address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));

    private static List<string> LeftInLog(string database) =>
        [.. (Native.Storage.Recovery.IntentFile.Read(database + Native.Storage.Recovery.IntentPlace.Suffix)?.Left ?? []).Select(order => order.Label.ToString())];

    private static long Count(string database, string sql)
    {
        try
        {
            return (long)Database.Scalar(database, sql)!;
        }
        catch (SqliteException)
        {
            return 0; // its tables are being made
        }
    }
}
