using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>The clean stop: a latch, the venue's word that nothing is open, an end in bounded time.</summary>
public class CleanStopTests
{
    [Fact]
    [Pitfall("T03")]
    public void A_stop_cancels_and_ends_when_the_venue_confirms_that_nothing_is_open()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(20);
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 5), trader.Story());
        Assert.Equal((true, true, null), (trader.Ending!.OrdersConfirmedGone, trader.Ending.WasLive, trader.Ending.Failure));
        Assert.Empty(trader.OpenOrders());
        trader.Trader.Finish(trader.NowNs);
        ReconnectTests.AssertFillsAreTheVenues(trader);
    }

    [Theory]
    [Pitfall("T03")]
    [Pitfall("T04")]
    [Pitfall("T05")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void However_cancels_and_connection_fail_a_stop_places_nothing_and_tells_the_truth(int trouble)
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(12);
        Fault? fault = trouble switch
        {
            1 => new Fault { Kind = FaultKind.LostReply, Method = "private/cancel", Count = 1 },
            2 => new Fault { Kind = FaultKind.LostRequest, Method = "private/cancel", Count = 1 },
            3 => new Fault { Kind = FaultKind.Disconnect, How = "reset", On = "private/cancel" },
            4 => new Fault { Kind = FaultKind.Drop, Channel = "user.changes.*", Count = 10 },
            5 => new Fault { Kind = FaultKind.ExpireToken },
            _ => null,
        };
        if (fault is not null)
            trader.Fault(fault);
        else
            trader.Link.Cut(trader.NowNs);
        int placed = trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit");
        long stopNs = trader.NowNs;
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 10), trader.Story());
        Assert.InRange(trader.NowNs - stopNs, 0, 5_010 * MemoryTrader.Ms);
        Assert.Equal(placed, trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit"));
        Assert.True(trader.Ending!.OrdersConfirmedGone, trader.Story());
        Assert.Empty(trader.OpenOrders());
    }

    [Fact]
    [Pitfall("T03")]
    public void A_stop_without_a_venue_ends_in_time_and_says_that_nothing_is_confirmed()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Link.IsReachable = false;
        trader.Link.Cut(trader.NowNs);
        long stopNs = trader.NowNs;
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 10), trader.Story());
        Assert.InRange(trader.NowNs - stopNs, 5_000 * MemoryTrader.Ms, 5_010 * MemoryTrader.Ms);
        Assert.False(trader.Ending!.OrdersConfirmedGone);
    }

    [Fact]
    public void A_fault_outside_the_engine_ends_trading_in_order_and_a_second_one_is_not_survived()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        Assert.True(trader.Trader.Trading.TrySurvive(new InvalidOperationException("a stage is broken"), trader.NowNs));
        Assert.False(trader.Trader.Trading.TrySurvive(new InvalidOperationException("again"), trader.NowNs));
        int placed = trader.Requests("private/buy") + trader.Requests("private/sell");
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 5), trader.Story());
        Assert.True(trader.Ending!.OrdersConfirmedGone, trader.Ending.Failure);
        Assert.Equal(KillReason.Invariant, trader.Trader.Engine.KillReason);
        Assert.Equal(placed, trader.Requests("private/buy") + trader.Requests("private/sell"));
        Assert.Empty(trader.OpenOrders());
        Assert.Contains(trader.Troubles, trouble => trouble.Contains("a stage is broken", StringComparison.Ordinal));
    }

    [Fact]
    public unsafe void A_fault_that_comes_again_before_the_engine_is_told_has_latched_the_kill_switch_for_the_next_process()
    {
        KillRecord record = default;
        MemoryTrader trader = new(latch: new KillLatch((nint)(&record), processId: 3, sessionId: 7));
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 20), trader.Story());
        Assert.True(trader.Trader.Trading.TrySurvive(new InvalidOperationException("a stage is broken"), trader.NowNs));
        Assert.False(trader.Trader.Trading.TrySurvive(new InvalidOperationException("again"), trader.NowNs)); // no turn between them
        Assert.Equal(KillReason.None, trader.Trader.Engine.KillReason);
        Assert.Equal((LatchState.Latched, KillReason.Invariant, trader.NowNs), (record.State, record.Reason, record.AtNs));
    }

    [Fact]
    [Pitfall("T04")]
    public void A_reconnection_does_not_arm_the_quotes_again_after_a_stop()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Link.IsReachable = false;
        trader.Link.Cut(trader.NowNs);
        trader.Run(1);
        int placed = trader.Requests("private/buy") + trader.Requests("private/sell");
        trader.Trader.Trading.BeginStop(trader.NowNs);
        trader.Run(1);
        trader.Link.IsReachable = true;
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 10), trader.Story());
        Assert.True(trader.Ending!.OrdersConfirmedGone, trader.Ending.Failure);
        Assert.Equal(placed, trader.Requests("private/buy") + trader.Requests("private/sell"));
        Assert.Empty(trader.OpenOrders());
    }
}
