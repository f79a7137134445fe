using Engine.Tests.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>What must be true of a database after a session, whatever happened in it: it says what the venue says.</summary>
internal static class Books
{
    /// <summary>Every trade of the venue's list is one row, equal in every field, and there is no other row.</summary>
    public static List<TradeRow> Balance(string database, VenueHost venue, string instrument, string key = VenueHost.Key) =>
        Balance(database, venue.Client, instrument, key);

    /// <inheritdoc cref="Balance(string, VenueHost, string, string)"/>
    public static List<TradeRow> Balance(string database, VenueClient venue, string instrument, string key = VenueHost.Key)
    {
        List<TradeRow> told = venue.Trades(instrument, key);
        List<TradeRow> stored =
            [.. Database.Query(database, $"SELECT {TradeRow.Columns} FROM trades WHERE symbol = '{instrument}' ORDER BY trade_seq").Select(TradeRow.Of)];
        Assert.Equal(told, stored);
        Assert.Equal("ok", Database.Scalar(database, "PRAGMA integrity_check"));
        if (LastPosition(database, instrument) is { } position)
            Assert.Equal(venue.Position(instrument, key), position, 6);
        return stored;
    }

    /// <summary>
    /// What must hold after any fault, once a session has ended as it should: the venue's trades are the rows, once each; the position is
    /// their sum and what was booked beside them; nothing of ours is open; what earlier sessions left is resolved.
    /// </summary>
    public static List<TradeRow> AreWhole(string database, VenueClient venue, string instrument, string key = VenueHost.Key)
    {
        Assert.Empty(venue.OurOrders(key));
        List<TradeRow> trades = Balance(database, venue, instrument, key);
        Assert.Equal(venue.Position(instrument, key), (double)Database.Scalar(database, $"""
            SELECT total((SELECT total(CASE side WHEN 'buy' THEN amount ELSE -amount END) FROM trades t JOIN sessions s ON s.id = t.session_id
                    WHERE s.account = l.account AND t.symbol = '{instrument}')
                + (SELECT total(amount) FROM adjustments a WHERE a.account = l.account AND a.symbol = '{instrument}'))
            FROM (SELECT account FROM sessions ORDER BY id DESC LIMIT 1) l
            """)!, 6);
        Assert.Empty(Database.Query(database, "SELECT label, account, symbol FROM left_orders WHERE resolution IS NULL"));
        Assert.Equal(0L, Database.Scalar(database, "SELECT coalesce(unwritten, 0) FROM sessions ORDER BY id DESC LIMIT 1"));
        return trades;
    }

    /// <summary>Whether a database that another process writes holds fills on both sides yet.</summary>
    public static bool IsFilled(string database)
    {
        try
        {
            return File.Exists(database) && (long)Database.Scalar(database, "SELECT count(DISTINCT side) FROM trades")! == 2;
        }
        catch (SqliteException)
        {
            return false; // its tables are being made
        }
    }

    /// <summary>The largest position of the session either way, in the amounts of the instrument.</summary>
    public static double LargestPosition(string database, string instrument) =>
        Convert.ToDouble(
            Database.Scalar(database, $"SELECT max(abs(position_after)) FROM trades WHERE symbol = '{instrument}'"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The largest difference to the venue's profit in the last second of a session, USD.</summary>
    public static double LastDifferenceUsd(string database)
    {
        List<object?[]> rows = Database.Query(database, "SELECT difference_usd FROM pnl ORDER BY id DESC LIMIT 3");
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => row[0] is null);
        return rows.Max(row => Math.Abs((double)row[0]!));
    }

    /// <summary>The last session's row is complete and tells how it ended.</summary>
    public static void SessionEnded(string database, int exitCode)
    {
        object?[] row = Database.Query(
            database, "SELECT started_ns, stopped_ns, env, url, version, exit_code, exit_reason, unwritten FROM sessions ORDER BY id DESC LIMIT 1")[0];
        Assert.DoesNotContain(null, row);
        Assert.True((long)row[1]! > (long)row[0]!, "a session ends after its start");
        Assert.Equal((long)exitCode, row[5]);
        Assert.NotEqual("", row[6]);
        Assert.Equal(0L, row[7]);
    }

    // After the trade that was booked last, which need not be the newest: a lost one is booked when it is found. Null when there is none, or when the last ones were fetched at a start.
    private static double? LastPosition(string database, string instrument) =>
        Database.Query(database, $"SELECT position_after FROM trades WHERE symbol = '{instrument}' ORDER BY rowid DESC LIMIT 1") is [[double position]] ? position : null;
}
