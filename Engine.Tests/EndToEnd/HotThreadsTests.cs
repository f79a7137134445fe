using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>The ways in which the hot path can be put on threads: all trade alike.</summary>
public sealed class HotThreadsTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 50)]
    [InlineData(2, 0)]
    [InlineData(2, 50)]
    public async Task A_session_trades_alike_on_one_thread_and_on_two_with_rehearsals_and_without(int threads, int warmUs)
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        EngineConfig config = TraderRun.ConfigIn(folder) with { Hot = new HotConfig { Wait = WaitKind.Yield, Threads = threads, WarmUs = warmUs } };
        using TraderRun run = TraderRun.Start(venue.Address, config);
        run.UntilFilled(2, 2);
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        Books.Balance(run.Database, venue, "BTC-PERPETUAL");
        Assert.InRange(Books.LastDifferenceUsd(run.Database), 0, 0.01);
        Assert.Equal(warmUs > 0, run.Summary.Contains("rehearsed ticks", StringComparison.Ordinal));
        Assert.Equal("", run.Error.ToString());

        // What was rehearsed left no trace: every order in the journal is of one session, and the venue answered each request.
        Assert.Equal(1L, Database.Scalar(run.Database, "SELECT count(DISTINCT substr(label, 1, 9)) FROM order_transitions WHERE request_id > 0"));
        Assert.Equal(0L, Database.Scalar(run.Database, "SELECT count(*) FROM order_transitions WHERE label LIKE 'mm-ffffff-%'"));
    }
}
