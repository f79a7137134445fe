using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Recovery;

/// <summary>Trades that are more than their ids: another venue, or another life of it, may give the same ids again.</summary>
internal static class AccountSchema
{
    /// <summary>
    /// Version 6. A trade is one row by id, symbol, side, the venue's time and our label, no longer by its id alone, and tells its account.
    /// Rows of before have the account of their session; where it told none, a session on paper had a venue of its own. What is left has
    /// an empty account, which stands for each: such a row is the trade of its id, whoever tells it.
    /// </summary>
    public static void AddAccountsToTrades(SqliteConnection connection) => DatabaseFile.Execute(connection, """
        PRAGMA legacy_alter_table = ON;
        CREATE TABLE trades_by_account (
            id TEXT, timestamp INTEGER, symbol TEXT, side TEXT, price REAL, amount REAL, fee REAL, liquidity TEXT,
            trade_seq INTEGER, order_id TEXT, label TEXT, index_price REAL, mark_price REAL, receive_ns INTEGER, position_after REAL, mid REAL,
            session_id INTEGER, recovered INTEGER, account TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (id, symbol, side, timestamp, label, account));
        INSERT INTO trades_by_account
            SELECT t.id, t.timestamp, t.symbol, t.side, t.price, t.amount, t.fee, t.liquidity,
                t.trade_seq, t.order_id, t.label, t.index_price, t.mark_price, t.receive_ns, t.position_after, t.mid, t.session_id, t.recovered,
                coalesce(nullif(s.account, ''), CASE s.env WHEN 'paper' THEN 'session:' || s.id END, '')
            FROM trades t LEFT JOIN sessions s ON s.id = t.session_id ORDER BY t.rowid;
        DROP TABLE trades;
        ALTER TABLE trades_by_account RENAME TO trades;
        CREATE INDEX trades_by_sequence ON trades (symbol, trade_seq);
        PRAGMA legacy_alter_table = OFF;
        """);
}
