using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;
using Engine.Native.Storage.Killing;
using Engine.Native.Storage.Recovery;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Engine.Native.Storage.Journal;

/// <summary>
/// The SQLite file a session writes its facts to. Opening takes the file for this process, upgrades it and starts a row of
/// <c>sessions</c>; batches go in transactions; closing folds the write-ahead log into the file, so that the one file is all.
/// Opened by any thread, then used by one (the journal thread).
/// </summary>
public sealed class TradeJournal : IFactDatabase, IDisposable
{
    private readonly FileLock _lock;
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly FactRows _rows;
    private bool _isLeft;
    private int _isClosed;

    private TradeJournal(string path, FileLock held, SqliteConnection connection, SessionRecord session)
    {
        Path = path;
        _lock = held;
        _connection = connection;
        _database = connection.Handle!;
        _begin = new Statement(connection, "BEGIN IMMEDIATE"u8);
        _commit = new Statement(connection, "COMMIT"u8);
        _rollback = new Statement(connection, "ROLLBACK"u8);
        SessionId = SessionRows.Start(connection, session);
        Account = session.Account;
        Place = new FilePlace(path);
        Identity = DatabaseFile.Text(connection, "SELECT id FROM identity");
        _rows = new FactRows(connection, SessionId, session.Account);
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>The row of <c>sessions</c> that this session writes under.</summary>
    public long SessionId { get; }

    /// <summary>The account that this session trades, as <see cref="SessionRecord.Account"/> tells it.</summary>
    public string Account { get; }

    /// <summary>What makes this database another than all others; a copy has it too.</summary>
    public string Identity { get; }

    /// <summary>Where the file was opened, and whether it still is there.</summary>
    internal FilePlace Place { get; }

    /// <summary>What of earlier sessions is still to be put right. Before the session begins.</summary>
    public LeftRows Left => new(_connection, this);

    /// <summary>The session before this one, where it was killed and no operator has cleared that. Before the session begins.</summary>
    internal KilledSession? KilledBefore => KillHistory.Last(_connection, SessionId);

    /// <summary>The connection, for tests that provoke faults.</summary>
    internal SqliteConnection Connection => _connection;

    /// <summary>
    /// Opens or creates the file. Throws <see cref="DatabaseException"/> that names the file, the reason and what to do.
    /// </summary>
    public static TradeJournal Open(string path, SessionRecord session, JournalOptions? options = null) =>
        Open(path, session, options ?? new JournalOptions(), JournalSchema.Steps);

    internal static TradeJournal Open(string path, SessionRecord session, JournalOptions options, ReadOnlySpan<SchemaStep> steps)
    {
        ArgumentNullException.ThrowIfNull(session);
        FileLock? held = null;
        SqliteConnection? connection = null;
        try
        {
            connection = DatabaseFile.OpenWritable(path, options.BusyMs);
            held = FileLock.Take(path);
            JournalSchema.Verify(connection, path, steps[^1].Version);
            Prepare(connection, path, options);
            JournalSchema.Migrate(connection, path, steps);
            CodeRows.Write(connection, [.. CodeName.Common, .. options.Codes]);
            return new TradeJournal(path, held, connection, session);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            held?.Dispose();
            if (e is SqliteException sqlite)
                throw Faults.Exception(path, Faults.Of(sqlite.SqliteErrorCode), sqlite.Message, e);
            throw;
        }
    }

    /// <summary>The highest trade sequence stored for an instrument; 0 when there is none.</summary>
    public long LastTradeSequence(string symbol) =>
        DatabaseFile.Number(_connection, "SELECT max(trade_seq) FROM trades WHERE symbol = $symbol", ("$symbol", symbol));

    /// <summary>
    /// The trade sequence of an instrument up to which no fill of this account is missing: where fetching missed fills begins; 0 when
    /// there is none. The highest sequence stored may lie behind a fill whose notification was lost.
    /// </summary>
    public long TradeMark(string symbol) => DatabaseFile.Number(
        _connection, "SELECT trade_seq FROM trade_marks WHERE account = $account AND symbol = $symbol", ("$account", Account), ("$symbol", symbol));

    /// <summary>The venue's id of the trade at the mark; null where it is not stored.</summary>
    public string? MarkedTrade(string symbol)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT id FROM trades WHERE account = $account AND symbol = $symbol AND trade_seq = $mark ORDER BY timestamp DESC LIMIT 1";
        command.Parameters.AddWithValue("$account", Account);
        command.Parameters.AddWithValue("$symbol", symbol);
        command.Parameters.AddWithValue("$mark", TradeMark(symbol));
        return command.ExecuteScalar() as string;
    }

    /// <summary>When the last stored fill of an order of ours was made, by the venue's clock, Unix ms; 0 for none.</summary>
    public long LastOwnFillMs(string symbol, Side side) => DatabaseFile.Number(
        _connection, "SELECT timestamp FROM trades WHERE symbol = $symbol AND account = $account AND side = $side AND label LIKE 'mm-%' ORDER BY timestamp DESC LIMIT 1",
        ("$symbol", symbol), ("$account", Account), ("$side", side.Word()));

    /// <summary>Trades stored by this session, of one side.</summary>
    public long CountTrades(Side side) => DatabaseFile.Number(
        _connection, "SELECT count(*) FROM trades WHERE session_id = $session AND side = $side", ("$session", SessionId), ("$side", side.Word()));

    /// <inheritdoc/>
    public bool TryBegin(out int code) => (code = _begin.Run()) == Faults.Done;

    /// <inheritdoc/>
    public RowOutcome Write(in Fact fact, Instrument? instrument) => _rows.Write(in fact, instrument);

    /// <inheritdoc/>
    public int LastRowCode => _rows.LastCode;

    /// <inheritdoc/>
    public bool TryCommit(out int code) => (code = _commit.Run()) == Faults.Done;

    /// <inheritdoc/>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_database) == 0)
            _rollback.Run();
    }

    /// <inheritdoc/>
    public string Describe(int code) => Faults.Describe(Path, Faults.Of(code), raw.sqlite3_errstr(code).utf8_to_string());

    /// <summary>Completes the row of <c>sessions</c>.</summary>
    internal void EndSession(long stoppedNs, int exitCode, string reason, long unwritten) =>
        SessionRows.End(_connection, SessionId, stoppedNs, exitCode, reason, unwritten);

    /// <summary>Folds the write-ahead log into the file; false when a reader of another process prevents it for now.</summary>
    internal bool TryCheckpoint()
    {
        const int Truncate = 3;
        return raw.sqlite3_wal_checkpoint_v2(_database, "main", Truncate, out _, out _) == Faults.Ok;
    }

    /// <summary>
    /// Copies everything, this session's rows too, to a file that is not there yet: the way out of a file that its path no longer leads
    /// to. Throws <see cref="DatabaseException"/>.
    /// </summary>
    internal void CopyTo(string target) => DatabaseFile.Copy(_connection, target);

    /// <summary>The thread that uses it did not come back in time: it alone closes the file, whenever it does, and <see cref="Dispose"/> leaves it alone.</summary>
    internal void LeaveToItsThread() => Volatile.Write(ref _isLeft, true);

    /// <summary>Closes the file without ending the session, as a killed process would; the lock is given back.</summary>
    public void Dispose()
    {
        if (!Volatile.Read(ref _isLeft))
            Close();
    }

    /// <summary>As <see cref="Dispose"/>, for the thread that uses it.</summary>
    internal void Close()
    {
        // Once: by then the lock may be another process's.
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return;
        _rows.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private static void Prepare(SqliteConnection connection, string path, JournalOptions options)
    {
        string mode = DatabaseFile.Text(connection, "PRAGMA journal_mode = WAL");
        if (mode != "wal")
            throw Faults.Exception(path, DatabaseFault.NoWriteAheadLog, $"journal mode {mode}");
        DatabaseFile.Execute(connection, options.SyncEachCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        DatabaseFile.Execute(connection, "PRAGMA journal_size_limit = 67108864");
    }
}
