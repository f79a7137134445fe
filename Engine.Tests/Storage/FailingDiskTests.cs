using Engine.Core.Events;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Engine.Tests.Storage.Journal;
using Engine.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.Storage;

public sealed class FailingDiskTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    [Pitfall("T60")]
    public void A_full_disk_loses_no_fact_and_writing_goes_on_when_there_is_room_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using var harness = new JournalHarness(path);
        long pages = DatabaseFile.Number(harness.Journal.Connection, "PRAGMA page_count");
        DatabaseFile.Execute(harness.Journal.Connection, $"PRAGMA max_page_count = {pages + 2}");

        long now = Second;
        for (int i = 0; i < 600; i++)
        {
            harness.Publish(SampleFacts.Fill(i));
            if (i % 50 == 49)
                harness.Pump.Turn(now += 10 * Second, hurry: true);
        }

        Assert.True(harness.Health.Failures > 0);
        Assert.Contains($"{path}: the disk is full", harness.Health.LastError, StringComparison.Ordinal);
        Assert.Equal(600, harness.Health.Rows + harness.Health.Backlog);
        Assert.True(harness.Health.Backlog > 0);
        Assert.True(harness.Health.OldestUnwrittenNs > 0);
        Assert.Equal(harness.Health.Rows, Database.Scalar(path, "SELECT count(*) FROM trades"));

        DatabaseFile.Execute(harness.Journal.Connection, "PRAGMA max_page_count = 1000000");
        harness.Pump.Turn(now + (10 * Second), hurry: true);
        Assert.Equal((600L, 0L, 0L), (harness.Health.Rows, harness.Health.Backlog, harness.Health.OldestUnwrittenNs));
        Assert.Null(harness.Health.LastError);
        Assert.Equal(600L, Database.Scalar(path, "SELECT count(*) FROM trades"));
        Assert.Equal("ok", Database.Scalar(path, "PRAGMA integrity_check"));
    }

    [Theory]
    [InlineData(DatabaseFault.InputOutput, 0L, DatabaseFault.Full)]
    [InlineData(DatabaseFault.InputOutput, 65_535L, DatabaseFault.Full)]
    [InlineData(DatabaseFault.InputOutput, 65_536L, DatabaseFault.InputOutput)]
    [InlineData(DatabaseFault.InputOutput, null, DatabaseFault.InputOutput)] // nobody can tell
    [InlineData(DatabaseFault.Locked, 0L, DatabaseFault.Locked)]
    public void What_a_disk_without_room_refuses_is_called_a_full_disk(DatabaseFault fault, long? freeBytes, DatabaseFault expected) =>
        Assert.Equal(expected, Faults.Sharpened(fault, freeBytes));

    [Fact]
    [Pitfall("T60")]
    public void A_locked_database_is_tried_again_later_and_later()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using var harness = new JournalHarness(path);
        using (SqliteConnection other = Database.Open(path))
        {
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();

            harness.Publish(SampleFacts.Fill(1));
            var attempts = new List<long>();
            for (long ms = 0; ms <= 20_000; ms += 10)
            {
                long failures = harness.Health.Failures;
                harness.Pump.Turn(ms * 1_000_000, hurry: true);
                if (harness.Health.Failures > failures)
                    attempts.Add(ms);
            }

            Assert.Equal([0, 100, 300, 700, 1_500, 3_100, 6_300, 11_300, 16_300], attempts);
            Assert.Contains($"{path}: is locked by another program", harness.Health.LastError, StringComparison.Ordinal);
        }

        harness.Pump.Turn(30 * Second, hurry: true);
        Assert.Equal((1L, 0L), (harness.Health.Rows, harness.Health.Backlog));
    }

    [Fact]
    public void When_memory_is_full_too_the_ring_holds_the_rest_and_only_snapshots_are_thinned()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using var harness = new JournalHarness(path, new JournalOptions { BufferFacts = 64, BusyMs = 1 });
        using (SqliteConnection other = Database.Open(path))
        {
            using SqliteCommand command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
            harness.Pump.Turn(0, hurry: true);
            for (int i = 0; i < 100; i++)
            {
                harness.Publish(SampleFacts.Fill(i), SampleFacts.Pnl(i));
                harness.Pump.Turn(1, hurry: true);
            }

            Assert.Equal(64, harness.Health.Backlog);
            Assert.True(harness.Pump.Backlog > 64);
        }

        for (int i = 0; i < 10; i++)
            harness.Pump.Turn((100 + i) * Second, hurry: true);
        Assert.Equal(0, harness.Pump.Backlog);
        Assert.Equal(100L, Database.Scalar(path, "SELECT count(*) FROM trades"));
        Assert.True(harness.Health.Thinned > 0);
        Assert.Equal(100 - harness.Health.Thinned, Database.Scalar(path, "SELECT count(*) FROM pnl"));
    }

    [Fact]
    public void Batches_are_written_when_full_or_old_enough_and_not_before()
    {
        using var folder = new TemporaryFolder();
        using var harness = new JournalHarness(folder.PathOf("t.db"), new JournalOptions { BufferFacts = 64, BatchRows = 8, BatchNs = 50 });
        harness.Publish(SampleFacts.Fill(1));
        harness.Pump.Turn(1_000, hurry: false);
        harness.Pump.Turn(1_049, hurry: false);
        Assert.Equal(0, harness.Health.Rows);
        harness.Pump.Turn(1_050, hurry: false);
        Assert.Equal(1, harness.Health.Rows);
        for (int i = 2; i < 10; i++)
            harness.Publish(SampleFacts.Fill(i));
        harness.Pump.Turn(1_051, hurry: false);
        Assert.Equal(9, harness.Health.Rows);
    }
}
