using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Xunit;

namespace Engine.Tests.Storage.Journal;

public sealed class MigrationTests
{
    [Fact]
    public void A_new_file_gets_the_newest_version_in_WAL_mode()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (new JournalHarness(path))
        {
            Assert.Equal((long)JournalSchema.Version, Database.Scalar(path, "PRAGMA user_version"));
            Assert.Equal((long)JournalSchema.ApplicationId, Database.Scalar(path, "PRAGMA application_id"));
            Assert.Equal("wal", Database.Scalar(path, "PRAGMA journal_mode"));
        }
    }

    [Fact]
    public void Versions_count_up_without_a_gap()
    {
        Assert.Equal(Enumerable.Range(1, JournalSchema.Steps.Length), JournalSchema.Steps.Select(step => step.Version));
    }

    [Fact]
    public void A_file_of_version_1_is_upgraded_and_keeps_its_rows()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 1);
        Assert.Equal(1L, Database.Scalar(path, "PRAGMA user_version"));
        Database.Execute(path, "INSERT INTO trades (id, timestamp, symbol, side, price, amount, fee, liquidity) VALUES ('a', 1, 'X', 'buy', 1, 2, 3, 'maker')");
        Database.Execute(path, "INSERT INTO order_transitions (session_id, receive_ns, label, to_state) VALUES (1, 5, 'mm-1', 3)");

        using (var harness = new JournalHarness(path))
            harness.Write(SampleFacts.Fill(1));

        Assert.Equal((long)JournalSchema.Version, Database.Scalar(path, "PRAGMA user_version"));
        Assert.Equal(2L, Database.Scalar(path, "SELECT count(*) FROM trades"));
        Assert.Equal(2L, Database.Scalar(path, "SELECT count(*) FROM sessions"));
        Assert.Equal(3L, Database.Scalar(path, "SELECT state FROM orders WHERE label = 'mm-1'"));
    }

    [Fact]
    public void The_notices_of_a_file_of_version_4_get_columns_for_figures_and_keep_their_rows()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 4);
        Database.Execute(path, "INSERT INTO notices (session_id, receive_ns, what, number) VALUES (1, 5, 6, 3)");
        using (var harness = new JournalHarness(path))
            harness.Write(SampleFacts.Notice(1));
        Assert.Equal(2L, Database.Scalar(path, "SELECT count(*) FROM notices WHERE value IS NULL AND bound IS NULL"));
        Assert.Equal(3L, Database.Scalar(path, "SELECT number FROM notices WHERE what = 6 AND receive_ns = 5"));
    }

    [Fact]
    public void The_trades_of_a_file_of_version_5_get_their_accounts_and_a_view_of_somebody_elses_stays()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 5);
        Database.Execute(path, """
            INSERT INTO sessions (id, started_ns, env, account) VALUES (2, 1, 'test', 'test:1'), (3, 1, 'paper', NULL);
            INSERT INTO trades (id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, session_id, recovered) VALUES
                ('400000009', 1, 'BTC-PERPETUAL', 'buy', 1, 2, 3, 'maker', 1009, 1, 0), ('400000001', 1, 'BTC-PERPETUAL', 'buy', 1, 2, 3, 'maker', 1001, 2, 1),
                ('400000002', 1, 'BTC-PERPETUAL', 'buy', 1, 2, 3, 'maker', 1002, 3, 0), ('x', NULL, NULL, 'buy', 1, 2, 3, NULL, NULL, NULL, NULL);
            CREATE VIEW volume AS SELECT sum(amount) AS amount FROM trades;
            """);
        List<object?[]> before = Database.Query(path, "SELECT id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, session_id, recovered FROM trades ORDER BY rowid");
        using (var harness = new JournalHarness(path, session: SampleFacts.Session with { Account = "test:2" }))
        {
            Assert.Equal(before, Database.Query(path, "SELECT id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, session_id, recovered FROM trades ORDER BY rowid"));
            Assert.Equal([[""], ["test:1"], ["session:3"], [""]], Database.Query(path, "SELECT account FROM trades ORDER BY rowid"));
            Assert.Equal(8.0, Database.Scalar(path, "SELECT amount FROM volume"));
            harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(2), SampleFacts.Fill(9)); // that of 9 may be this account's own
            Assert.Equal((2L, 1L), (harness.Health.Rows, harness.Health.Duplicates));
        }

        Assert.Equal(6L, Database.Scalar(path, "SELECT count(*) FROM trades"));
        Assert.Equal(1L, Database.Scalar(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'trades_by_sequence' AND tbl_name = 'trades'"));
    }

    [Fact]
    public void A_file_of_version_3_is_upgraded_keeps_its_rows_and_gets_an_identity()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 3);
        Database.Execute(path, "INSERT INTO trades (id, timestamp, symbol, side, price, amount, trade_seq, session_id) VALUES ('400000001', 1, 'BTC-PERPETUAL', 'buy', 1, 2, 1001, 1)");
        string identity;
        using (var harness = new JournalHarness(path, session: SampleFacts.Session with { Account = "test:1" }))
        {
            // What is known to be complete is known of this version's sessions alone: the fills are fetched once more, and those that are here stay.
            Assert.Equal((0, 1_001), (harness.Journal.TradeMark("BTC-PERPETUAL"), harness.Journal.LastTradeSequence("BTC-PERPETUAL")));
            harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(2));
            Assert.Equal((1L, 1L), (harness.Health.Rows, harness.Health.Duplicates));
            identity = harness.Journal.Identity;
        }

        Assert.Equal((long)JournalSchema.Version, Database.Scalar(path, "PRAGMA user_version"));
        Assert.Equal(32, identity.Length);
        Assert.Equal([[null], ["test:1"]], Database.Query(path, "SELECT account FROM sessions ORDER BY id"));
        using (var again = new JournalHarness(path))
            Assert.Equal(identity, again.Journal.Identity);
        using var other = new JournalHarness(folder.PathOf("other.db"));
        Assert.NotEqual(identity, other.Journal.Identity);
    }

    [Fact]
    public void The_trades_table_of_a_simpler_bot_is_taken_over_with_its_rows()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        Database.Execute(path, """
            CREATE TABLE trades (
                id TEXT PRIMARY KEY, timestamp INTEGER, symbol TEXT, side TEXT, price REAL, amount REAL, fee REAL, liquidity TEXT);
            INSERT INTO trades VALUES ('400000001', 1, 'BTC-PERPETUAL', 'buy', 1, 2, 3, 'maker');
            """);
        using (var harness = new JournalHarness(path))
        {
            harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(2));
            Assert.Equal(1, harness.Health.Duplicates);
        }

        Assert.Equal(2L, Database.Scalar(path, "SELECT count(*) FROM trades"));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (id INTEGER)")]
    [InlineData("CREATE TABLE trades (id INTEGER, what TEXT)")]
    [InlineData("PRAGMA user_version = 1; CREATE TABLE trades (id TEXT)")]
    [InlineData("PRAGMA application_id = 12; CREATE TABLE trades (id TEXT)")]
    public void A_database_of_another_program_is_refused_and_left_as_it_was(string sql)
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        Database.Execute(path, sql);
        byte[] before = File.ReadAllBytes(path);
        var e = Assert.Throws<DatabaseException>(() => TradeJournal.Open(path, SampleFacts.Session));
        Assert.Equal(DatabaseFault.ForeignSchema, e.Fault);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_and_left_as_it_was()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (new JournalHarness(path))
        {
        }

        Database.Execute(path, $"PRAGMA user_version = {JournalSchema.Version + 1}");
        var e = Assert.Throws<DatabaseException>(() => TradeJournal.Open(path, SampleFacts.Session));
        Assert.Equal(DatabaseFault.NewerSchema, e.Fault);
        Assert.Contains($"{path}: has schema version {JournalSchema.Version + 1}", e.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Database.Scalar(path, "SELECT count(*) FROM sessions"));
        Assert.False(File.Exists(FileLock.PathOf(path)));
    }

    [Fact]
    public void A_step_that_fails_leaves_nothing_of_the_upgrade_behind()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 1);
        SchemaStep[] steps =
        [
            JournalSchema.Steps[0],
            new(2, connection => DatabaseFile.Execute(connection, "CREATE TABLE half (id INTEGER)")),
            new(3, connection => DatabaseFile.Execute(connection, "CREATE TABLE trades (id INTEGER)")),
        ];
        var e = Assert.Throws<DatabaseException>(() => TradeJournal.Open(path, SampleFacts.Session, new JournalOptions(), steps));
        Assert.Contains("already exists", e.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Database.Scalar(path, "PRAGMA user_version"));
        Assert.Equal(0L, Database.Scalar(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"));
        using var harness = new JournalHarness(path);
        harness.Write(SampleFacts.Fill(1));
        Assert.Equal(1, harness.Health.Rows);
    }
}
