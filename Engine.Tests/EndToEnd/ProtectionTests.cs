using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Native.Config.Sections;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>The venue's market-maker protection: set up at login, orders under it, a pause when it fires, and quoting again.</summary>
public sealed class ProtectionTests
{
    [Fact]
    public async Task It_is_set_up_and_when_it_fires_quoting_pauses_is_reset_and_goes_on()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        var config = TraderRun.ConfigIn(folder) with
        {
            Risk = new RiskConfig { MmpIntervalSeconds = 3600, MmpQuantityLimitCoins = 0.0001, MmpMaxQuoteCoins = 5, MmpPauseSeconds = 0.2, MmpRequired = true },
        };
        using TraderRun run = TraderRun.Start(venue.Address, config);
        run.UntilQuoting();
        run.UntilFilled(buys: 0, sells: 0);
        Until.Holds(() => run.HasEnded || Holds(run) >= 2, "the protection fires, and once more after its reset", () => run.State);
        Assert.Equal(0, run.Stop());
        Assert.Empty(venue.OpenOrders());
        Assert.True((long)Database.Scalar(run.Database, "SELECT count(*) FROM trades")! >= 2);
    }

    private static long Holds(TraderRun run)
    {
        long number = (long)TradingMode.Holding | ((long)ModeCause.Protection << 8);
        return (long)Database.Scalar(run.Database, $"SELECT count(*) FROM notices WHERE what = {(int)NoticeKind.Mode} AND number = {number}")!;
    }
}
