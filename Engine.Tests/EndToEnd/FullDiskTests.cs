using Engine.Native.Config;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A session whose disk runs full. They need a small disk of their own, which only some test machines may make.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task When_there_is_room_again_everything_is_written()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using SmallDisk disk = new(folder);
        using TraderRun run = TraderRun.Start(venue.Address, ConfigIn(folder, disk));
        run.UntilFilled(1, 1);
        disk.Fill();
        Until.Holds(() => run.JournalError.Contains("disk is full", StringComparison.Ordinal), "the status says so", () => run.State);
        long fills = run.Journal.Fills;
        Until.Holds(() => run.Journal.Fills > fills && run.Journal.Backlog > 0, "fills wait", () => run.State);
        disk.MakeRoom();
        Until.Holds(() => run.JournalError.Length == 0, "writing goes on", () => run.State);
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        Books.AreWhole(run.Database, venue.Client, "BTC-PERPETUAL");
        Books.SessionEnded(run.Database, 0);
    }

    [Fact]
    public async Task When_there_is_none_the_orders_are_cancelled_and_the_exit_code_tells_what_is_lost()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using SmallDisk disk = new(folder);
        using TraderRun run = TraderRun.Start(venue.Address, ConfigIn(folder, disk));
        run.UntilQuoting();
        disk.Fill();
        Until.Holds(() => run.Journal.Backlog > 0 && run.JournalError.Length > 0, "the status says so", () => run.State);
        Assert.Equal(1, run.Stop());
        Assert.Empty(venue.OpenOrders());
        Assert.Contains($"{run.Database}: ", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the disk is full", run.Error.ToString(), StringComparison.Ordinal);

        // What is lost here the next start fetches from the venue.
        disk.MakeRoom();
        using TraderRun next = TraderRun.Start(venue.Address, ConfigIn(folder, disk));
        next.UntilQuoting();
        Assert.Equal(0, next.Stop());
        Books.AreWhole(next.Database, venue.Client, "BTC-PERPETUAL");
    }

    [Fact]
    public void A_disk_that_is_full_at_the_start_is_called_full()
    {
        using var folder = new TemporaryFolder();
        using SmallDisk disk = new(folder);
        string path = disk.PathOf("t.db");
        using (TradeJournal.Open(path, SampleFacts.Session))
        {
        }

        disk.Fill();
        for (int free = 0; free <= 4; free++)
        {
            // Some blocks free: enough for one of the files that SQLite needs, and too few for another.
            using (FileStream ballast = File.OpenWrite(disk.PathOf("ballast")))
                ballast.SetLength(ballast.Length - (free > 0 ? 8192 : 0));
            DatabaseException? e = null;
            try
            {
                using TradeJournal journal = TradeJournal.Open(path, SampleFacts.Session);
            }
            catch (DatabaseException caught)
            {
                e = caught;
            }

            output.WriteLine($"{free}: {e?.Message}");
            Assert.True(e is null or { Fault: DatabaseFault.Full }, $"{free}: {e?.Message}");
            Assert.True(free > 0 || e is not null);
        }
    }

    private static EngineConfig ConfigIn(TemporaryFolder folder, SmallDisk disk)
    {
        EngineConfig config = TraderRun.ConfigIn(folder);
        return config with { Session = config.Session with { StopSeconds = 1 }, Journal = config.Journal with { Path = disk.PathOf("t.db"), PnlIntervalMs = 10 } };
    }
}
