using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Hosting;
using Engine.Native.Status.Statistics;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Killing;
using Engine.Native.Storage.Sqlite;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Engine.Tests.Storage.Journal;
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

    [Fact]
    public void A_file_that_comes_back_after_its_loss_ended_trading_is_whole_and_the_session_has_failed()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(1024);
        var thread = new JournalThread(new RingPoller<Fact>(ring), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session));
        thread.Start();
        Publish(ring, SampleFacts.Fill(1));
        Until.Holds(() => thread.Health.Rows == 1, "the row is written", () => $"{thread.Health.LastError}");
        File.Move(path, folder.PathOf("moved.db"));
        Until.Holds(() => thread.IsLost, "it is noticed", () => $"{thread.Health.LastError}");
        File.Move(folder.PathOf("moved.db"), path);
        JournalStop stop = thread.StopAndFlush(TimeSpan.FromSeconds(30), 0, "database lost");
        Assert.True(thread.IsLost);
        Assert.Equal($"{path}: was deleted or moved away for a while; it is back, with everything in it", stop.Rescue);
        Assert.Equal([path], Directory.GetFiles(folder.Root));
        Assert.Equal(1L, Database.Scalar(path, "SELECT count(*) FROM trades"));
        Assert.Equal([1L], Database.Query(path, "SELECT exit_code FROM sessions").Single());
    }

    [Fact]
    public void The_rescue_of_a_lost_database_is_waited_for_beyond_the_time_of_the_stop()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(1024);
        using var isTold = new ManualResetEventSlim(false);
        var thread = new JournalThread(new RingPoller<Fact>(ring), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session))
        {
            Rescue = (journal, loss) =>
            {
                isTold.Wait(); // a disk so slow that the time of the stop is over
                return JournalRescue.Close(journal, loss);
            },
        };
        thread.Start();
        Publish(ring, SampleFacts.Fill(1));
        Until.Holds(() => thread.Health.Rows == 1, "the row is written", () => $"{thread.Health.LastError}");
        foreach (string file in Directory.GetFiles(folder.Root))
            File.Delete(file);
        List<string> told = [];
        JournalStop stop = thread.StopAndFlush(TimeSpan.Zero, 0, "duration", sentence =>
        {
            told.Add(sentence);
            isTold.Set();
        });
        Assert.StartsWith($"{path}: what was in it is still being saved", told[0], StringComparison.Ordinal);
        Assert.EndsWith($"everything in it is saved as {path}", stop.Rescue, StringComparison.Ordinal);
        Assert.True(stop.HasEnded);
        Assert.True(thread.IsLost);
        Assert.Equal(1L, Database.Scalar(path, "SELECT count(*) FROM trades"));
        Assert.Equal([1L], Database.Query(path, "SELECT exit_code FROM sessions").Single());
    }

    [Fact]
    public void A_journal_that_does_not_end_in_time_says_so()
    {
        using var folder = new TemporaryFolder();
        using var late = new LateLooker();
        var thread = new JournalThread(
            new RingPoller<Fact>(new RingBuffer<Fact>(1024)), SampleFacts.Table(), TradeJournal.Open(folder.PathOf("t.db"), SampleFacts.Session), observer: late);
        thread.Start();
        late.UntilLooking();
        JournalStop stop = thread.StopAndFlush(TimeSpan.Zero, 0, "duration", _ => Assert.Fail("nothing is lost"));
        late.GoOn();
        Assert.Equal((0L, false, false), (stop.Unwritten, stop.IsFileComplete, stop.HasEnded));
    }

    private static void Publish(RingBuffer<Fact> ring, Fact fact)
    {
        Assert.True(ring.TryClaim(out long sequence));
        ring[sequence] = fact;
        ring.Publish();
    }

    [Fact]
    public void A_kill_that_another_thread_tells_is_stored_at_once_and_as_it_was_told_first()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var ring = new RingBuffer<Fact>(1024);
        var thread = new JournalThread(new RingPoller<Fact>(ring), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session));
        thread.Start();
        KillRecord killed = new() { Reason = KillReason.Watchdog, AtNs = SampleFacts.StartNs, Value = 812, Bound = 500 };
        thread.Add(KillNotice.Of(in killed));
        Until.Holds(() => Kills(path).Count == 1, "the database knows it while the session runs", () => $"{thread.Health.LastError}");
        Publish(ring, KillNotice.Of(killed with { Value = 0, Bound = 0 })); // the engine came to it, too
        thread.Add(KillNotice.Of(in killed));
        thread.StopAndFlush(TimeSpan.FromSeconds(30), 4, "kill");
        Assert.Equal([(long)KillReason.Watchdog, 812.0, 500.0], Assert.Single(Kills(path)));
    }

    [Fact]
    public void What_another_thread_added_before_the_stop_is_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using var late = new LateLooker();
        var thread = new JournalThread(new RingPoller<Fact>(new RingBuffer<Fact>(1024)), SampleFacts.Table(), TradeJournal.Open(path, SampleFacts.Session), observer: late);
        thread.Start();
        late.UntilLooking();
        thread.Add(KillNotice.Of(new KillRecord { Reason = KillReason.Invariant, AtNs = SampleFacts.StartNs }));
        var stopper = new Thread(() => thread.StopAndFlush(TimeSpan.FromSeconds(30), 1, "failure"));
        stopper.Start();
        Until.Holds(() => (stopper.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0, "the end is asked for");
        late.GoOn();
        stopper.Join();
        Assert.Single(Kills(path));
    }

    private static IReadOnlyList<object?[]> Kills(string path) => [.. Database.Query(path, $"SELECT number, value, bound FROM notices WHERE what = {(int)NoticeKind.Kill}")];

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

    /// <summary>An observer that holds the journal's thread at the end of its first turn.</summary>
    private sealed class LateLooker : IFactObserver, IDisposable
    {
        private readonly ManualResetEventSlim _looks = new(false);
        private readonly ManualResetEventSlim _mayGo = new(false);

        public void UntilLooking() => _looks.Wait();

        public void GoOn() => _mayGo.Set();

        public void OnFact(in Fact fact, Instrument? instrument)
        {
        }

        public void OnStoredBefore(in Fact fill, Instrument? instrument)
        {
        }

        public void OnProgress(JournalHealth health, long backlog, long nowNs)
        {
            _looks.Set();
            _mayGo.Wait();
        }

        public void Dispose()
        {
            _looks.Dispose();
            _mayGo.Dispose();
        }
    }
}
