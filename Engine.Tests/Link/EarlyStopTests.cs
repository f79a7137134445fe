using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Link;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>A stop or a kill that comes before the session is live: it is quick only where nothing can be open.</summary>
public class EarlyStopTests
{
    [Theory]
    [InlineData(false, SessionState.Down)]
    [InlineData(false, SessionState.LoggingIn)]
    [InlineData(false, SessionState.Reconciling)]
    [InlineData(true, SessionState.Down)]
    [InlineData(true, SessionState.LoggingIn)]
    [InlineData(true, SessionState.Reconciling)]
    [Pitfall("T01")]
    [Pitfall("T03")]
    public void What_an_earlier_process_left_is_cancelled_before_anything_is_confirmed(bool isKill, SessionState reached)
    {
        (MemoryTrader trader, LeftOrder[] left) = Restarted();
        Assert.True(reached == SessionState.Down || trader.RunUntil(() => trader.Trader.Trading.Announced == reached, 5), trader.Story());
        if (isKill)
            trader.Trader.Trading.Kill(KillReason.Operator, trader.NowNs);
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.Equal(left.Length, trader.OpenOrders().Length);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 10), trader.Story());
        Assert.True(trader.Ending!.OrdersConfirmedGone, trader.Ending.Failure);
        Assert.Empty(trader.OpenOrders());
        Assert.Equal(0, trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit"));
    }

    [Fact]
    [Pitfall("T03")]
    public void Where_the_venue_cannot_be_reached_the_end_comes_in_time_and_says_that_nothing_is_confirmed()
    {
        (MemoryTrader trader, _) = Restarted(new() { FirstConnectNs = 2 * MemoryTrader.Second });
        trader.Link.IsReachable = false;
        trader.Run(1);
        int attempts = trader.Link.Attempts;
        long stopNs = trader.NowNs;
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 10), trader.Story());
        Assert.InRange(trader.NowNs - stopNs, 5_000 * MemoryTrader.Ms, 5_010 * MemoryTrader.Ms);
        Assert.Equal((false, false), (trader.Ending!.OrdersConfirmedGone, trader.Ending.WasLive));
        Assert.NotNull(trader.Ending.Failure);
        Assert.InRange(trader.Link.Attempts - attempts, 1, 600);
    }

    [Fact]
    public void A_first_connection_that_is_never_made_confirms_nothing_where_orders_were_left()
    {
        (MemoryTrader trader, _) = Restarted();
        trader.Link.IsReachable = false;
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 60), trader.Story());
        Assert.False(trader.Ending!.OrdersConfirmedGone);
        Assert.Contains("orders of an earlier session may still be open", trader.Ending.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SessionState.Down)]
    [InlineData(SessionState.LoggingIn)]
    public void Where_nothing_was_left_it_is_over_at_once(SessionState reached)
    {
        MemoryTrader trader = new();
        Assert.True(reached == SessionState.Down || trader.RunUntil(() => trader.Trader.Trading.Announced == reached, 5), trader.Story());
        long stopNs = trader.NowNs;
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 5), trader.Story());
        Assert.InRange(trader.NowNs - stopNs, 0, 20 * MemoryTrader.Ms);
        Assert.Equal((true, false), (trader.Ending!.OrdersConfirmedGone, trader.Ending.WasLive));
    }

    [Fact]
    [Pitfall("T03")]
    public void A_place_of_an_earlier_process_that_may_be_on_its_way_is_waited_for()
    {
        MemoryTrader first = ReconnectTests.Quoting();
        first.Link.Cut(first.NowNs);
        OrderLabel label = new(7, 0, Side.Buy, 0, 99);
        MemoryTrader trader = new(after: first, link: new() { StopNs = 10 * MemoryTrader.Second }, left: [Left(label, OrderState.Placing, first.NowNs)]);
        Assert.True(trader.RunUntil(() => trader.IsLive, 5), trader.Story());
        long stopNs = trader.NowNs;
        trader.Trader.Trading.BeginStop(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 20), trader.Story());
        Assert.True(trader.Ending!.OrdersConfirmedGone, trader.Ending.Failure);
        Assert.True(trader.NowNs - stopNs > 4_500 * MemoryTrader.Ms, "it may arrive within the request timeout");
        Assert.Equal(0, trader.Trader.Engine.LeftUnresolved);
    }

    /// <summary>A process was killed, the venue has not seen it go, and the next one begins.</summary>
    private static (MemoryTrader Trader, LeftOrder[] Left) Restarted(LinkOptions? link = null)
    {
        MemoryTrader first = ReconnectTests.Quoting();
        LeftOrder[] left = [.. new[] { Side.Buy, Side.Sell }.Select(side => Left(first.Desk.Order(side).Label, OrderState.Working, first.NowNs))];
        return (new MemoryTrader(after: first, left: left, link: link), left);
    }

    private static LeftOrder Left(OrderLabel label, OrderState state, long causeNs) =>
        new() { Label = label, Symbol = "BTC-PERPETUAL", Side = label.Side, State = state, CauseNs = causeNs };
}
