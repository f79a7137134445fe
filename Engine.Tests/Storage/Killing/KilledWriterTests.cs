using System.Diagnostics;
using Engine.Core.Primitives;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.Statistics;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Engine.Tests.Status;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Storage.Killing;

public sealed class KilledWriterTests
{
    private const string FolderVariable = "ENGINE_TEST_KILLED_WRITER";

    [Fact]
    public void A_killed_process_loses_no_committed_fill_and_leaves_a_sound_file()
    {
        ulong seed = (ulong)Stopwatch.GetTimestamp();
        var random = new Prng(seed);
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        for (int round = 0; round < 4; round++)
        {
            string context = $"seed {seed}, round {round}";
            long committed = WriteAndKill(folder, random.Below(3_000), context);
            long stored = (long)Database.Scalar(path, "SELECT count(*) FROM trades")!;
            Assert.True(stored >= committed, $"{context}: {committed} committed, {stored} stored");
            Assert.Equal("ok", Database.Scalar(path, "PRAGMA integrity_check"));

            // Whole transactions from the front: no gap.
            Assert.Equal(stored + 1_000, (long)Database.Scalar(path, "SELECT max(trade_seq) + 1 FROM trades")!);
            Assert.True(File.Exists(FileLock.PathOf(path)), context);
        }

        Assert.Equal(4L, Database.Scalar(path, "SELECT count(*) FROM sessions WHERE stopped_ns IS NULL"));
        TradeJournal.Open(path, SampleFacts.Session).Dispose();
    }

    /// <summary>The victim: run by the test above in a process of its own; writes until it is killed.</summary>
    [Fact(Explicit = true)]
    public void Victim()
    {
        string root = Environment.GetEnvironmentVariable(FolderVariable)!;
        using var page = new StatusWriter(Path.Combine(root, "t.status"), StatusSamples.Origin);
        var feed = new JournalStatusFeed(new SessionStatistics(2), page);
        using var harness = new JournalHarness(Path.Combine(root, "t.db"), observer: feed);
        long stored = harness.Journal.LastTradeSequence("BTC-PERPETUAL");
        var random = new Prng((ulong)Environment.ProcessId);
        for (int number = stored == 0 ? 0 : (int)stored - 999; ;)
        {
            for (int i = random.Below(50); i >= 0; i--)
                harness.Publish(SampleFacts.Fill(number++));
            harness.Pump.Turn(1, hurry: true);
            harness.Pump.Publish(1);
        }
    }

    private static long WriteAndKill(TemporaryFolder folder, long rows, string context)
    {
        string status = folder.PathOf("t.status");
        File.Delete(status);
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "-method", $"{typeof(KilledWriterTests).FullName}.{nameof(Victim)}", "-explicit", "only" },
            Environment = { [FolderVariable] = folder.Root },
            RedirectStandardOutput = true,
        };
        using Process victim = Process.Start(start)!;
        StatusReader? reader = null;
        string reason = "";
        try
        {
            Assert.True(
                SpinWait.SpinUntil(() => StatusReader.TryOpen(status, out reader, out reason), TimeSpan.FromSeconds(30)), $"{context}: {reason}");
            JournalStatus journal = default;
            Assert.True(
                SpinWait.SpinUntil(() => reader!.TryReadJournal(out journal) && journal.Rows > rows, TimeSpan.FromSeconds(30)),
                $"{context}: {journal.Rows} rows after 30 s");
            Assert.True(reader!.IsAlive);
            victim.Kill();
            victim.WaitForExit();
            Assert.False(reader.IsAlive);
            Assert.False(reader.IsEnded);
            bool isWhole = reader.TryReadJournal(out JournalStatus last);

            // The rows of this session alone are in the page; those of earlier rounds were stored before it began.
            long earlier = (long)Database.Scalar(folder.PathOf("t.db"), "SELECT count(*) FROM trades WHERE session_id < (SELECT max(id) FROM sessions)")!;
            return earlier + (isWhole ? last.Rows : journal.Rows);
        }
        finally
        {
            victim.Kill();
            reader?.Dispose();
        }
    }
}
