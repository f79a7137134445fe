using Engine.Core.Risk;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>What waits for the end of a maintenance or a lock goes at the first sign of it.</summary>
public class MaintenanceEndTests
{
    [Fact]
    [Pitfall("T58")]
    public void Orders_in_the_market_are_cancelled_within_two_round_trips_of_the_platforms_word()
    {
        MemoryTrader trader = new(link: new Core.Link.LinkOptions { IsVenueNear = true, StopNs = 120 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 10), trader.Story());
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 33 * MemoryTrader.Second });
        long endNs = trader.NowNs + (33 * MemoryTrader.Second);
        trader.Run(1);
        trader.Trader.Trading.BeginStop(trader.NowNs);
        trader.RunUntil(() => trader.NowNs >= endNs, 40);
        Assert.Equal(2, trader.OpenOrders().Length);
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 0, 5), trader.Story());
        Assert.InRange(trader.NowNs - endNs, 0, 4 * MemoryTrader.DelayNs);
    }

    [Fact]
    [Pitfall("T58")]
    public void Where_nothing_is_told_the_first_answer_to_a_question_ends_the_hold()
    {
        MemoryTrader trader = new(link: new Core.Link.LinkOptions { IsVenueNear = true, StopNs = 120 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 10), trader.Story());
        trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = "platform_state", ForNs = 60 * MemoryTrader.Second });
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 33 * MemoryTrader.Second });
        long endNs = trader.NowNs + (33 * MemoryTrader.Second);
        trader.Run(1);
        trader.Trader.Trading.BeginStop(trader.NowNs);
        trader.RunUntil(() => trader.NowNs >= endNs, 40);
        Assert.Equal(2, trader.OpenOrders().Length);
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 0, 5), trader.Story());
        Assert.Equal(1, trader.Link.Attempts);
        Assert.InRange(trader.NowNs - endNs, 0, MemoryTrader.Second + (8 * MemoryTrader.DelayNs));
    }

    [Fact]
    [Pitfall("T58")]
    public void Quoting_goes_on_at_the_platforms_word_and_not_when_the_last_refusal_is_old_enough()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 33 * MemoryTrader.Second });
        long endNs = trader.NowNs + (33 * MemoryTrader.Second);
        trader.RunUntil(() => trader.NowNs >= endNs, 40);
        Assert.Equal(TradingMode.Holding, trader.Trader.Engine.Mode);
        Assert.True(trader.RunUntil(() => trader.Trader.Engine.Mode == TradingMode.Quoting, 5), trader.Story());
        Assert.InRange(trader.NowNs - endNs, 0, 2 * MemoryTrader.DelayNs);
        trader.Run(10);
        Assert.Equal(1, trader.Link.Attempts);
    }
}
