using System.Net;
using Engine.Core.Link;
using Engine.Native.Composition;
using Engine.Native.Config.Sections;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>A venue on another machine, or what guards it, is not stormed while it is not there.</summary>
public class FarVenueTests
{
    [Theory]
    [Pitfall("T56")]
    [InlineData(true)]
    [InlineData(false)]
    public void One_that_refuses_or_drops_connections_is_tried_at_pauses_that_double_from_the_first(bool isDropping)
    {
        MemoryTrader trader = Quoting();
        trader.Run(12);
        trader.Link.IsDropping = isDropping;
        trader.Link.IsReachable = isDropping;
        trader.Link.Cut(trader.NowNs);
        int before = trader.Link.Attempts;
        trader.Run(5);
        Assert.InRange(trader.Link.Attempts - before, 5, 11); // at 50 ms, 50, 100, ... 3.2 s
        before = trader.Link.Attempts;
        trader.Run(300);
        Assert.InRange(trader.Link.Attempts - before, 28, 65); // at the cap
        (trader.Link.IsDropping, trader.Link.IsReachable) = (false, true);
        Assert.True(trader.RunUntil(() => trader.IsLive, 10.1), trader.Story());
        trader.Run(12); // it holds: the pauses begin anew
        trader.Link.Cut(trader.NowNs);
        trader.Link.IsReachable = false;
        before = trader.Link.Attempts;
        trader.Run(1);
        Assert.InRange(trader.Link.Attempts - before, 3, 8);
    }

    [Fact]
    public void A_connection_that_breaks_while_the_venue_is_there_is_replaced_soon()
    {
        MemoryTrader trader = Quoting();
        trader.Run(3);
        long lostNs = trader.NowNs;
        trader.Link.Cut(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.IsLive && trader.LiveNs > lostNs, 10), trader.Story());
        Assert.InRange(trader.LiveNs - lostNs, 0, 100 * MemoryTrader.Ms);
    }

    [Theory]
    [InlineData(RedialPace.Auto, "127.0.0.1", true)]
    [InlineData(RedialPace.Auto, "::1", true)]
    [InlineData(RedialPace.Auto, "127.0.0.1 10.0.0.7", false)]
    [InlineData(RedialPace.Auto, "10.0.0.7", false)]
    [InlineData(RedialPace.Auto, "203.0.113.9", false)]
    [InlineData(RedialPace.Near, "10.0.0.7", true)]
    [InlineData(RedialPace.Far, "127.0.0.1", false)]
    public void Only_the_loopback_is_near_unless_the_configuration_says_so(RedialPace pace, string addresses, bool isNear) =>
        Assert.Equal(isNear, VenueDistance.IsNear(pace, [.. addresses.Split(' ').Select(IPAddress.Parse)]));

    private static MemoryTrader Quoting()
    {
        MemoryTrader trader = new(link: new LinkOptions());
        Assert.True(trader.RunUntil(() => trader.IsLive && trader.OpenOrders().Length == 2, 10), string.Join("; ", trader.Troubles));
        return trader;
    }
}
