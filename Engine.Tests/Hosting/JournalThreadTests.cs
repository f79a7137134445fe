using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Native.Hosting;
using Engine.Native.Status.Statistics;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Engine.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class JournalThreadTests
{
    [Fact]
    [Pitfall("T59")]
    public void Everything_published_before_the_stop_is_in_the_one_file_after_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(4096);
        var feed = new JournalStatusFeed(new SessionStatistics(2), null);
        var thread = new JournalThread(
            new RingPoller<Fact>(ring), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session), observer: feed);
        thread.Start();
        const int Facts = 20_000;
        for (int i = 0; i < Facts; i++)
        {
            long sequence;
            while (!ring.TryClaim(out sequence))
                Thread.Yield();
            ring[sequence] = SampleFacts.Fill(i);
            ring.Publish();
        }

        JournalStop stop = thread.StopAndFlush(TimeSpan.FromSeconds(30), 0, "duration");
        Assert.Equal(new JournalStop(0, true, null), stop);
        Assert.Equal(Facts, thread.Health.Rows);
        Assert.Equal(Facts, feed.Statistics.Current.Buys);
        Assert.False(thread.IsBehind);

        // T59: the file alone, moved elsewhere, is complete.
        Assert.Equal([path], Directory.GetFiles(folder.Root));
        string moved = folder.PathOf("moved.db");
        File.Move(path, moved);
        Assert.Equal((long)Facts, Database.Scalar(moved, "SELECT count(*) FROM trades"));
        object?[] session = Database.Query(moved, "SELECT env, seed, exit_code, exit_reason, unwritten, stopped_ns > started_ns FROM sessions").Single();
        Assert.Equal(["paper", 42L, 0L, "duration", 0L], session[..5]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_was_deleted_or_replaced_is_noticed_and_all_of_it_is_saved(bool isReplaced)
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(1024);
        var thread = new JournalThread(new RingPoller<Fact>(ring), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session));
        thread.Start();
        Publish(ring, SampleFacts.Fill(1));
        Until.Holds(() => thread.Health.Rows == 1, "the row is written", () => $"{thread.Health.LastError}");
        Assert.False(thread.IsLost);
        foreach (string file in Directory.GetFiles(folder.Root))
            File.Delete(file);
        if (isReplaced)
            File.WriteAllText(path, "another");
        Until.Holds(() => thread.IsLost, "it is noticed", () => $"{thread.Health.LastError}");
        Assert.StartsWith($"{path}: was {(isReplaced ? "replaced by another file" : "deleted or moved away")}", thread.Health.LastError, StringComparison.Ordinal);
        Publish(ring, SampleFacts.Fill(2));
        JournalStop stop = thread.StopAndFlush(TimeSpan.FromSeconds(30), 0, "duration");
        string saved = isReplaced ? $"{path}.session-1" : path;
        Assert.EndsWith($"everything in it is saved as {saved}", stop.Rescue, StringComparison.Ordinal);
        Assert.Equal(0, stop.Unwritten);
        Assert.Equal(2L, Database.Scalar(saved, "SELECT count(*) FROM trades"));
        Assert.Equal([0L, 1L], Database.Query(saved, "SELECT stopped_ns IS NULL, exit_code FROM sessions").Single());
        using (TradeJournal.Open(saved, SampleFacts.Session))
        {
        }

        Assert.Equal(isReplaced ? "another" : null, isReplaced ? File.ReadAllText(path) : null);
        Assert.Equal(isReplaced ? [path, saved] : [path], Directory.GetFiles(folder.Root).Order());
    }

    private static void Publish(RingBuffer<Fact> ring, Fact fact)
    {
        Assert.True(ring.TryClaim(out long sequence));
        ring[sequence] = fact;
        ring.Publish();
    }

    [Fact]
    public void What_the_disk_refuses_until_the_end_is_counted()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(1024);
        TradeJournal journal = TradeJournal.Open(path, SampleFacts.Session, new JournalOptions { BusyMs = 1 });
        DatabaseFile.Execute(journal.Connection, $"PRAGMA max_page_count = {DatabaseFile.Number(journal.Connection, "PRAGMA page_count")}");
        var thread = new JournalThread(new RingPoller<Fact>(ring), SampleFacts.Table(), journal, new JournalOptions { BehindFacts = 100 });
        thread.Start();
        for (int i = 0; i < 1000; i++)
        {
            Assert.True(ring.TryClaim(out long sequence));
            ring[sequence] = SampleFacts.Fill(i);
            ring.Publish();
        }

        JournalStop stop = thread.StopAndFlush(TimeSpan.FromMilliseconds(200), 0, "signal");
        Assert.Equal(1000 - thread.Health.Rows, stop.Unwritten);
        Assert.True(stop.Unwritten > 0);
        Assert.True(thread.IsBehind);
        Assert.Contains($"{path}: the disk is full", stop.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_keeps_the_log_open_is_told()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(16);
        var thread = new JournalThread(new RingPoller<Fact>(ring), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session, new JournalOptions { BusyMs = 1 }));
        using SqliteConnection reader = Database.Open(path);
        using SqliteCommand command = reader.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM trades";
        command.ExecuteScalar();
        Assert.True(ring.TryClaim(out long sequence));
        ring[sequence] = SampleFacts.Fill(1);
        ring.Publish();
        thread.Start();
        JournalStop stop = thread.StopAndFlush(TimeSpan.FromSeconds(30), 0, "signal");
        Assert.Equal((0L, false), (stop.Unwritten, stop.IsFileComplete));
    }
}
