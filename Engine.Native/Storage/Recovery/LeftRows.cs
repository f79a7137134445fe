using System.Text;
using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Recovery;

/// <summary>
/// The table of left orders when a session starts: filled in from the intent log and from what the journal knows of sessions that
/// never ended, before either is used for anything new. Everything may be done twice: an order is one row by its label.
/// </summary>
public sealed class LeftRows
{
    private readonly SqliteConnection _connection;
    private readonly TradeJournal _journal;

    internal LeftRows(SqliteConnection connection, TradeJournal journal) => (_connection, _journal) = (connection, journal);

    /// <summary>Stores the orders that an intent log tells of, under the account they belong to.</summary>
    public void Store(IntentScan scan, long nowNs)
    {
        ArgumentNullException.ThrowIfNull(scan);
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (LeftOrder order in scan.Left)
            Store(order, scan.Origin, nowNs);

        // What the log tells of its session is newer than what the journal could.
        Run("UPDATE sessions SET recovered_by = $by WHERE label_session = $label AND account = $account AND id <> $by",
            ("$by", _journal.SessionId), ("$label", scan.Origin.SessionId), ("$account", scan.Origin.Account));
        transaction.Commit();
    }

    /// <summary>
    /// Stores what the journal itself last knew of the orders of this account's sessions that never ended, or did without the venue's word,
    /// and left no log; returns how many such sessions there were.
    /// </summary>
    public int StoreFromJournal(long nowNs)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        string unended = $"SELECT id FROM sessions WHERE account = $account AND {SessionRows.IsOpen} AND recovered_by IS NULL AND id <> $by";
        int sessions = (int)DatabaseFile.Number(_connection, $"SELECT count(*) FROM ({unended})", ("$account", _journal.Account), ("$by", _journal.SessionId));
        if (sessions > 0)
        {
            Run($"""
                INSERT INTO left_orders (label, account, label_session, symbol, side, price, amount, filled, order_id, state, sent_ns, found_ns, found_by)
                SELECT o.label, s.account, s.label_session, o.symbol, o.side, o.price, o.amount, o.filled, o.order_id, o.state, o.updated_ns, $now, $by
                FROM orders o JOIN sessions s ON s.id = o.session_id
                WHERE o.session_id IN ({unended}) AND o.label IS NOT NULL AND o.state IN ({AliveStates()})
                ON CONFLICT DO NOTHING
                """, ("$account", _journal.Account), ("$by", _journal.SessionId), ("$now", nowNs));
            Run($"UPDATE sessions SET recovered_by = $by WHERE id IN ({unended})", ("$account", _journal.Account), ("$by", _journal.SessionId));
        }

        transaction.Commit();
        return sessions;
    }

    /// <summary>The orders of this account whose end is not known.</summary>
    public IReadOnlyList<LeftOrder> Unresolved()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = """
            SELECT label, symbol, side, order_id, state, price, amount, filled, sent_ns FROM left_orders
            WHERE account = $account AND resolution IS NULL ORDER BY label
            """;
        command.Parameters.AddWithValue("$account", _journal.Account);
        using SqliteDataReader reader = command.ExecuteReader();
        var orders = new List<LeftOrder>();
        while (reader.Read())
        {
            if (!OrderLabel.TryParse(Encoding.UTF8.GetBytes(reader.GetString(0)), out OrderLabel label))
                continue; // a row of somebody else's making
            orders.Add(new LeftOrder
            {
                Label = label,
                Symbol = reader.GetString(1),
                Side = reader.GetString(2) == "buy" ? Side.Buy : Side.Sell,
                OrderId = !reader.IsDBNull(3) && VenueId.TryCreate(Encoding.UTF8.GetBytes(reader.GetString(3)), out VenueId id) ? id : VenueId.None,
                State = (OrderState)reader.GetInt32(4),
                PriceE9 = reader.IsDBNull(5) ? 0 : Decimals.FromDouble(reader.GetDouble(5)),
                AmountE9 = reader.IsDBNull(6) ? 0 : Decimals.FromDouble(reader.GetDouble(6)),
                FilledE9 = reader.IsDBNull(7) ? 0 : Decimals.FromDouble(reader.GetDouble(7)),
                CauseNs = reader.IsDBNull(8) ? 0 : reader.GetInt64(8),
            });
        }

        return orders;
    }

    /// <summary>The numbers in the labels of all sessions that this database knows: whoever holds its lock is the only one of them that runs.</summary>
    public IReadOnlyCollection<int> EarlierSessions()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT label_session FROM sessions WHERE label_session IS NOT NULL AND id <> $by";
        command.Parameters.AddWithValue("$by", _journal.SessionId);
        using SqliteDataReader reader = command.ExecuteReader();
        var sessions = new List<int>();
        while (reader.Read())
            sessions.Add(reader.GetInt32(0));
        return sessions;
    }

    /// <summary>Orders of other accounts whose end is not known and which earlier starts found; this session cannot look them up: how many, and where.</summary>
    public IReadOnlyList<(long Orders, string Environment, string Url)> OthersFoundBefore()
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = """
            SELECT count(DISTINCT l.label), coalesce(max(s.env), 'account ' || l.account), coalesce(max(s.url), 'an address that this database does not know')
            FROM left_orders l LEFT JOIN sessions s ON s.account = l.account
            WHERE l.account <> $account AND l.resolution IS NULL AND l.found_by <> $by GROUP BY l.account
            """;
        command.Parameters.AddWithValue("$account", _journal.Account);
        command.Parameters.AddWithValue("$by", _journal.SessionId);
        using SqliteDataReader reader = command.ExecuteReader();
        var others = new List<(long, string, string)>();
        while (reader.Read())
            others.Add((reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        return others;
    }

    /// <summary>What a log's session ended with; none where it never came to its end, as far as this database knows.</summary>
    public int? ExitCodeOf(IntentOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT exit_code FROM sessions WHERE label_session = $label AND account = $account AND stopped_ns IS NOT NULL";
        command.Parameters.AddWithValue("$label", origin.SessionId);
        command.Parameters.AddWithValue("$account", origin.Account);
        return command.ExecuteScalar() is long code ? (int)code : null;
    }

    /// <summary>Orders on venues that live and die with their session are gone with them.</summary>
    public void EndWithTheirVenue(string accountPrefix, long nowNs) => Run(
        """
        UPDATE left_orders SET resolution = 'gone with its venue', resolved_ns = $now, resolved_by = $by
        WHERE substr(account, 1, length($prefix)) = $prefix AND account <> $account AND resolution IS NULL
        """,
        ("$prefix", accountPrefix), ("$account", _journal.Account), ("$by", _journal.SessionId), ("$now", nowNs));

    /// <summary>The states, as SQL, in which an order may still fill.</summary>
    internal static string AliveStates() => string.Join(',', Enum.GetValues<OrderState>().Where(OrderTransitions.MayFill).Select(state => (int)state));

    private void Store(LeftOrder order, IntentOrigin origin, long nowNs) => Run(
        """
        INSERT INTO left_orders (label, account, label_session, symbol, side, price, amount, filled, order_id, state, sent_ns, found_ns, found_by)
        VALUES ($label, $account, $session, $symbol, $side, $price, $amount, $filled, $id, $state, $sent, $now, $by)
        ON CONFLICT DO UPDATE SET price = $price, amount = $amount, filled = max(coalesce(filled, 0), $filled), order_id = coalesce($id, order_id),
            state = $state, sent_ns = $sent WHERE resolution IS NULL
        """,
        ("$label", order.Label.ToString()), ("$account", origin.Account), ("$session", origin.SessionId), ("$symbol", order.Symbol), ("$side", order.Side.Word()),
        ("$price", order.PriceE9 == 0 ? DBNull.Value : order.PriceE9 / 1e9), ("$amount", order.AmountE9 / 1e9), ("$filled", order.FilledE9 / 1e9),
        ("$id", order.OrderId.IsSome ? order.OrderId.ToString() : DBNull.Value), ("$state", (int)order.State), ("$sent", order.CauseNs), ("$now", nowNs),
        ("$by", _journal.SessionId));

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
