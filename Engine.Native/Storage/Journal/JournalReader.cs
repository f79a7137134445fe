using Engine.Native.Storage.Recovery;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>Reads a journal, also while a session writes it: checks, copies and lists. Changes nothing. One thread.</summary>
public sealed class JournalReader : IDisposable
{
    private const int BusyMs = 5_000;

    // With the version that brought each.
    private static readonly (string Name, int Since)[] Tables =
        [("trades", 1), ("adjustments", 4), ("order_transitions", 1), ("order_stages", 3), ("left_orders", 4), ("pnl", 1), ("notices", 1), ("sessions", 1)];

    private static readonly string s_unended = $"s.account IS NOT NULL AND {SessionRows.IsOpen} AND s.recovered_by IS NULL AND (s.label_session, s.account) <> ($session, $account)";

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly int _version;

    private JournalReader(string path, SqliteConnection connection, int version) => (_path, _connection, _version) = (path, connection, version);

    /// <summary>Opens a file. Throws <see cref="DatabaseException"/> naming it when it is not there or not a journal this program can read.</summary>
    public static JournalReader Open(string path)
    {
        SqliteConnection connection = DatabaseFile.OpenReadable(path, BusyMs);
        try
        {
            return new JournalReader(path, connection, JournalSchema.Verify(connection, path, JournalSchema.Version));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Looks through the whole file: integrity, schema version, rows.</summary>
    public JournalCheck Check()
    {
        List<string> problems = Rows("PRAGMA integrity_check(20)", row => row.GetString(0));
        if (problems is ["ok"])
            problems.Clear();
        if (_version == 0)
            problems.Add("holds no journal yet");
        var tables = new List<(string, long)>();
        foreach ((string table, int since) in Tables)
        {
            if (problems.Count == 0 && since <= _version)
                tables.Add((table, DatabaseFile.Number(_connection, $"SELECT count(*) FROM {table}")));
        }

        return new JournalCheck(
            _path,
            _version,
            problems,
            tables,
            problems.Count > 0 ? 0 : DatabaseFile.Number(_connection, "SELECT count(*) FROM trades WHERE side = 'buy'"),
            problems.Count > 0 ? 0 : DatabaseFile.Number(_connection, "SELECT count(*) FROM trades WHERE side = 'sell'"),
            problems.Count > 0 ? 0 : DatabaseFile.Number(_connection, "SELECT count(*) FROM sessions WHERE stopped_ns IS NULL"));
    }

    /// <summary>The highest trade sequence stored for an instrument; 0 when there is none.</summary>
    public long LastTradeSequence(string symbol) =>
        DatabaseFile.Number(_connection, "SELECT max(trade_seq) FROM trades WHERE symbol = $symbol", ("$symbol", symbol));

    /// <summary>All fills in the order of the venue's time.</summary>
    public IReadOnlyList<StoredFill> Fills() => Rows(
        "SELECT id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, order_id, label FROM trades ORDER BY timestamp, trade_seq",
        row => new StoredFill(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.GetDouble(4),
            row.GetDouble(5),
            row.IsDBNull(6) ? 0 : row.GetDouble(6),
            row.IsDBNull(7) ? "" : row.GetString(7),
            row.IsDBNull(8) ? null : row.GetInt64(8),
            row.IsDBNull(9) ? null : row.GetString(9),
            row.IsDBNull(10) ? null : row.GetString(10)));

    /// <summary>All orders with their last known state or their end, and what became of those that a session left, oldest first.</summary>
    public IReadOnlyList<StoredOrder> Orders()
    {
        Require(2, "orders with their last state");
        (string left, string filled, string resolution) = _version < 4
            ? ("", "o.filled", "NULL")
            : ("LEFT JOIN left_orders l ON l.label = o.label", "coalesce(max(o.filled, l.filled), o.filled, l.filled)", "l.resolution");
        return Orders($"""
            SELECT o.label, o.symbol, o.side, o.price, o.amount, {filled}, o.order_id, {OrderEnds.StateOf("o", "f.amount")}, o.updated_ns, {resolution}
            FROM orders o LEFT JOIN (SELECT label, sum(amount) AS amount FROM trades WHERE label IS NOT NULL GROUP BY label) f ON f.label = o.label {left}
            WHERE o.label IS NOT NULL ORDER BY o.updated_ns
            """);
    }

    /// <summary>Orders that sessions which were killed may have left open, and what became of each, oldest first.</summary>
    public IReadOnlyList<StoredOrder> LeftOrders()
    {
        Require(4, "orders that a killed session left");
        return Orders("""
            SELECT l.label, l.symbol, l.side, l.price, l.amount, l.filled, l.order_id, c.name, coalesce(l.sent_ns, l.found_ns), l.resolution
            FROM left_orders l LEFT JOIN codes c ON c.domain = 'order_state' AND c.code = l.state ORDER BY 9
            """);
    }

    /// <summary>Sessions whose left orders no start has yet found out about.</summary>
    public IReadOnlyList<OpenSession> UnresolvedSessions() => Sessions("""
        SELECT l.label_session, l.account, max(s.env), max(s.url), count(DISTINCT l.label)
        FROM left_orders l LEFT JOIN sessions s ON s.account = l.account AND s.label_session = l.label_session
        WHERE l.resolution IS NULL GROUP BY l.account, l.label_session ORDER BY min(l.found_ns)
        """);

    /// <summary>Sessions that never ended, or did without the venue's word, and that no start has looked at since, but for one, with what the database knows of their orders.</summary>
    public IReadOnlyList<OpenSession> UnendedSessions(int exceptSession, string exceptAccount) => Sessions($"""
        SELECT s.label_session, s.account, s.env, s.url, count(o.label)
        FROM sessions s LEFT JOIN orders o ON o.session_id = s.id AND o.label IS NOT NULL AND o.state IN ({LeftRows.AliveStates()})
        WHERE {s_unended} GROUP BY s.id ORDER BY s.id
        """, ("$session", exceptSession), ("$account", exceptAccount));

    /// <summary>The orders of those sessions that may still be open, oldest first.</summary>
    public IReadOnlyList<StoredOrder> UnendedOrders(int exceptSession, string exceptAccount) => Orders($"""
        SELECT o.label, o.symbol, o.side, o.price, o.amount, o.filled, o.order_id, o.state_name, o.updated_ns, NULL
        FROM orders o JOIN sessions s ON s.id = o.session_id
        WHERE {s_unended} AND o.label IS NOT NULL AND o.state IN ({LeftRows.AliveStates()}) ORDER BY o.updated_ns
        """, ("$session", exceptSession), ("$account", exceptAccount));

    /// <summary>What makes this database another than all others; empty in versions that have none.</summary>
    public string Identity => _version < 4 ? "" : DatabaseFile.Text(_connection, "SELECT id FROM identity");

    /// <summary>
    /// Writes one complete, compact file that needs no <c>-wal</c> beside it, as of one moment, also while a session writes.
    /// Throws <see cref="DatabaseException"/> naming the file that is in the way.
    /// </summary>
    public void BackUp(string target)
    {
        if (File.Exists(target))
            throw Faults.Exception(target, DatabaseFault.CannotOpen, "it exists already, and a backup replaces nothing");
        DatabaseFile.Copy(_connection, target);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _connection.Dispose();

    private void Require(int version, string what)
    {
        if (_version < version)
            throw Faults.Exception(_path, DatabaseFault.Other, $"has schema version {_version}, and {what} came with version {version}; the next session upgrades it");
    }

    private List<OpenSession> Sessions(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) => Rows(sql, row => new OpenSession(
        row.IsDBNull(0) ? 0 : row.GetInt32(0),
        row.GetString(1),
        row.IsDBNull(2) ? "" : row.GetString(2),
        row.IsDBNull(3) ? "" : row.GetString(3),
        row.GetInt64(4)), parameters);

    private List<StoredOrder> Orders(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) => Rows(sql, row => new StoredOrder(
        row.GetString(0),
        row.IsDBNull(1) ? "" : row.GetString(1),
        row.IsDBNull(2) ? "" : row.GetString(2),
        row.IsDBNull(3) ? null : row.GetDouble(3),
        row.IsDBNull(4) ? null : row.GetDouble(4),
        row.IsDBNull(5) ? null : row.GetDouble(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? "" : row.GetString(7),
        row.IsDBNull(8) ? 0 : row.GetInt64(8),
        row.IsDBNull(9) ? null : row.GetString(9)), parameters);

    private List<T> Rows<T>(string sql, Func<SqliteDataReader, T> convert, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        try
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach ((string name, object value) in parameters)
                command.Parameters.AddWithValue(name, value);
            using SqliteDataReader reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(convert(reader));
            return rows;
        }
        catch (SqliteException e)
        {
            throw Faults.Exception(_path, Faults.Of(e.SqliteErrorCode), e.Message, e);
        }
    }
}
