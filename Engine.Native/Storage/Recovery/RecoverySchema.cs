using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Recovery;

/// <summary>The tables by which a start puts right what an earlier session left.</summary>
internal static class RecoverySchema
{
    /// <summary>
    /// Version 4. Sessions tell their account and the number in their orders' labels. <c>trade_marks</c>: up to which trade sequence no
    /// fill is missing. <c>adjustments</c>: what of the position no fill explains. <c>left_orders</c>: orders that a session may have
    /// left open, and what became of them. The database has an identity of its own.
    /// </summary>
    public static void AddRecovery(SqliteConnection connection) => DatabaseFile.Execute(connection, """
        ALTER TABLE sessions ADD COLUMN account TEXT;
        ALTER TABLE sessions ADD COLUMN label_session INTEGER;
        ALTER TABLE sessions ADD COLUMN recovered_by INTEGER;
        CREATE TABLE identity (id TEXT NOT NULL);
        INSERT INTO identity VALUES (lower(hex(randomblob(16))));
        CREATE TABLE trade_marks (
            account TEXT NOT NULL, symbol TEXT NOT NULL, trade_seq INTEGER NOT NULL, session_id INTEGER, receive_ns INTEGER,
            PRIMARY KEY (account, symbol)) WITHOUT ROWID;
        CREATE TABLE adjustments (
            id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL, account TEXT NOT NULL, receive_ns INTEGER NOT NULL, symbol TEXT NOT NULL,
            kind TEXT NOT NULL, amount REAL NOT NULL, price REAL, position_after REAL);
        CREATE TABLE left_orders (
            label TEXT PRIMARY KEY, account TEXT NOT NULL, label_session INTEGER, symbol TEXT, side TEXT, price REAL, amount REAL, filled REAL,
            order_id TEXT, state INTEGER, sent_ns INTEGER, found_ns INTEGER, found_by INTEGER, resolution TEXT, resolved_ns INTEGER,
            resolved_by INTEGER);
        """);
}
