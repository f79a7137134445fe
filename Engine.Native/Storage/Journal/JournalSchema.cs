using Engine.Native.Storage.Recovery;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>
/// The tables of the journal and how older files become newer ones. The version stands in <c>PRAGMA user_version</c>, the
/// owner in <c>PRAGMA application_id</c>, so that a database of another program is never written.
/// </summary>
internal static class JournalSchema
{
    /// <summary>"MMJ1": files of this program.</summary>
    public const int ApplicationId = 0x4D4D4A31;

    /// <summary>The columns other tools read; they stay first, by these names.</summary>
    public static readonly string[] CommonTradeColumns = ["id", "timestamp", "symbol", "side", "price", "amount", "fee", "liquidity"];

    /// <summary>Everything that ever happened to the schema, oldest first.</summary>
    public static readonly SchemaStep[] Steps =
    [
        new(1, CreateTables), new(2, AddCodesAndOrders), new(3, AddStages), new(4, RecoverySchema.AddRecovery), new(5, AddFigures),
        new(6, AccountSchema.AddAccountsToTrades),
    ];

    /// <summary>The version this program writes.</summary>
    public static int Version => Steps[^1].Version;

    /// <summary>Throws unless the file is empty, an older or equal journal of ours, or a plain trades table to be taken over.</summary>
    public static int Verify(SqliteConnection connection, string path, int newest)
    {
        long application = DatabaseFile.Number(connection, "PRAGMA application_id");
        int version = (int)DatabaseFile.Number(connection, "PRAGMA user_version");
        if (application == ApplicationId)
        {
            return version <= newest
                ? version
                : throw Faults.Exception(path, DatabaseFault.NewerSchema,
                    $"has schema version {version}, and this program knows versions up to {newest}; use the newer program or choose another file with --db");
        }

        bool isEmpty = DatabaseFile.Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (application == 0 && version == 0 && (isEmpty || HasCommonTrades(connection)))
            return 0;
        throw Faults.Exception(path, DatabaseFault.ForeignSchema, "is a database of another program; choose another file with --db");
    }

    /// <summary>Applies the steps that the file lacks, all or none.</summary>
    public static void Migrate(SqliteConnection connection, string path, ReadOnlySpan<SchemaStep> steps)
    {
        DatabaseFile.Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            int version = Verify(connection, path, steps[^1].Version);
            foreach (SchemaStep step in steps)
            {
                if (step.Version <= version)
                    continue;
                step.Apply(connection);
                DatabaseFile.Execute(connection, $"PRAGMA user_version = {step.Version}");
            }

            if (version == 0)
                DatabaseFile.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
            DatabaseFile.Execute(connection, "COMMIT");
        }
        catch
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle!) == 0)
                SQLitePCL.raw.sqlite3_exec(connection.Handle!, "ROLLBACK");
            throw;
        }
    }

    private static bool HasCommonTrades(SqliteConnection connection) => TradeColumns(connection).SequenceEqual(CommonTradeColumns);

    private static List<string> TradeColumns(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info('trades') ORDER BY cid";
        using SqliteDataReader reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>Version 1. A <c>trades</c> table with just the common columns is what simpler bots leave: it is taken over.</summary>
    private static void CreateTables(SqliteConnection connection)
    {
        if (!HasCommonTrades(connection))
        {
            DatabaseFile.Execute(connection, """
                CREATE TABLE trades (
                    id TEXT PRIMARY KEY, timestamp INTEGER, symbol TEXT, side TEXT, price REAL, amount REAL, fee REAL, liquidity TEXT)
                """);
        }

        DatabaseFile.Execute(connection, """
            ALTER TABLE trades ADD COLUMN trade_seq INTEGER;
            ALTER TABLE trades ADD COLUMN order_id TEXT;
            ALTER TABLE trades ADD COLUMN label TEXT;
            ALTER TABLE trades ADD COLUMN index_price REAL;
            ALTER TABLE trades ADD COLUMN mark_price REAL;
            ALTER TABLE trades ADD COLUMN receive_ns INTEGER;
            ALTER TABLE trades ADD COLUMN position_after REAL;
            ALTER TABLE trades ADD COLUMN mid REAL;
            ALTER TABLE trades ADD COLUMN session_id INTEGER;
            ALTER TABLE trades ADD COLUMN recovered INTEGER;
            CREATE INDEX trades_by_sequence ON trades (symbol, trade_seq);
            CREATE TABLE sessions (
                id INTEGER PRIMARY KEY, started_ns INTEGER NOT NULL, stopped_ns INTEGER, env TEXT, url TEXT, version TEXT,
                seed INTEGER, config_hash TEXT, exit_code INTEGER, exit_reason TEXT, unwritten INTEGER);
            CREATE TABLE order_transitions (
                id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL, receive_ns INTEGER NOT NULL, exchange_ns INTEGER, symbol TEXT, side TEXT,
                label TEXT, order_id TEXT, request_id INTEGER, from_state INTEGER, to_state INTEGER, cause INTEGER, price REAL, amount REAL,
                filled REAL, error_code INTEGER, tick_to_order_ns INTEGER, round_trip_ns INTEGER);
            CREATE INDEX transitions_by_label ON order_transitions (label);
            CREATE TABLE pnl (
                id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL, receive_ns INTEGER NOT NULL, symbol TEXT, mid REAL, position REAL, equity REAL,
                session_usd REAL, open_upl_usd REAL, realized_usd REAL, unrealized_usd REAL, fees_usd REAL, funding_usd REAL, difference_usd REAL);
            CREATE TABLE notices (
                id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL, receive_ns INTEGER NOT NULL, symbol TEXT, what INTEGER, number INTEGER, label TEXT);
            """);
    }

    /// <summary>Version 2: the names of the numbers, and each order's last known state.</summary>
    private static void AddCodesAndOrders(SqliteConnection connection) => DatabaseFile.Execute(connection, """
        CREATE TABLE codes (domain TEXT, code INTEGER, name TEXT, PRIMARY KEY (domain, code)) WITHOUT ROWID;
        CREATE VIEW orders AS
            SELECT t.label, t.order_id, t.symbol, t.side, t.price, t.amount, t.filled, t.to_state AS state, c.name AS state_name,
                t.receive_ns AS updated_ns, t.session_id
            FROM order_transitions t LEFT JOIN codes c ON c.domain = 'order_state' AND c.code = t.to_state
            WHERE t.id = (SELECT max(id) FROM order_transitions WHERE label = t.label);
        """);

    /// <summary>
    /// Version 3: the way of each order from its tick, in ns since the bytes had been read (kernel_ns: before that), and what the
    /// venue says of its answer. The view <c>order_latency</c> brings both together.
    /// </summary>
    private static void AddStages(SqliteConnection connection) => DatabaseFile.Execute(connection, """
        ALTER TABLE order_transitions ADD COLUMN venue_in_us INTEGER;
        ALTER TABLE order_transitions ADD COLUMN venue_us INTEGER;
        CREATE TABLE order_stages (
            session_id INTEGER NOT NULL, request_id INTEGER NOT NULL, read_ns INTEGER, kernel_ns INTEGER, framed_ns INTEGER, decoded_ns INTEGER,
            published_ns INTEGER, decided_ns INTEGER, encoded_ns INTEGER, sent_ns INTEGER);
        CREATE VIEW order_latency AS
            SELECT s.*, a.round_trip_ns, a.venue_in_us, a.venue_us, a.label, a.symbol, a.side, a.error_code
            FROM order_stages s LEFT JOIN order_transitions a
                ON a.session_id = s.session_id AND a.request_id = s.request_id AND a.round_trip_ns > 0;
        """);

    /// <summary>Version 5: the figure that a limit was compared with, and the limit.</summary>
    private static void AddFigures(SqliteConnection connection) => DatabaseFile.Execute(connection, """
        ALTER TABLE notices ADD COLUMN value REAL;
        ALTER TABLE notices ADD COLUMN bound REAL;
        """);
}
