using System.Text.RegularExpressions;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Engine.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;
using static Engine.Tests.EndToEnd.Stage.Restart;

namespace Engine.Tests.EndToEnd;

/// <summary>What a start finds when its database is not what it was, or not what the venue says.</summary>
public sealed class RestartTests
{
    private const string Instrument = "BTC-PERPETUAL";

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
}
