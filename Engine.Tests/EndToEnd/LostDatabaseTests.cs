using Engine.Native.Commands;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A database that somebody deletes under a running session.</summary>
public sealed class LostDatabaseTests
{
    [Fact]
    public async Task A_session_whose_database_is_deleted_ends_in_order_says_so_and_saves_what_it_has()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        run.UntilFilled(1, 1);
        foreach (string file in Directory.GetFiles(folder.Root, "t.db*"))
            File.Delete(file);
        Assert.Equal(ExitCode.Failed, run.Ended());
        Assert.Empty(venue.OurOrders());
        string error = run.Error.ToString();
        Assert.Contains($"engine: {run.Database}: was deleted or moved away; trading ends: orders are cancelled", error, StringComparison.Ordinal);
        Assert.Contains($"engine: {run.Database}: was deleted or moved away while the session ran; everything in it is saved as {run.Database}", error, StringComparison.Ordinal);
        Books.AreWhole(run.Database, venue.Client, "BTC-PERPETUAL");
        Books.SessionEnded(run.Database, ExitCode.Failed);
    }
}
