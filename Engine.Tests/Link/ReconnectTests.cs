using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>The loss of a connection and the way back, on virtual time against the whole exchange.</summary>
public class ReconnectTests
{
    private const long RoundTripNs = 2 * MemoryTrader.DelayNs;

    [Fact]
    public void A_session_is_live_three_round_trips_after_its_connection_has_opened_and_quotes_at_once()
    {
        MemoryTrader trader = Quoting();
        Assert.Equal(3 * RoundTripNs, trader.LiveNs - trader.Link.OpenedNs);
        Assert.Equal(2, trader.OpenOrders().Length);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(333)]
    [InlineData(1_000)]
    [InlineData(10_007)]
    [InlineData(59_000)]
    public void A_venue_that_is_back_is_quoted_on_within_50_ms_after_an_outage_of(int outageMs)
    {
        MemoryTrader trader = Quoting();
        trader.Run(12);
        trader.Link.IsReachable = false;
        trader.Link.Cut(trader.NowNs);
        trader.Run(outageMs / 1000.0);
        Assert.False(trader.IsLive);
        Assert.Equal(0, trader.Trader.Trading.Reconnects);
        int placed = trader.Requests("private/buy") + trader.Requests("private/sell");
        long backNs = trader.NowNs;
        trader.Link.IsReachable = true;
        Assert.True(trader.RunUntil(() => trader.Requests("private/buy") + trader.Requests("private/sell") > placed, 60), trader.Story());
        Assert.InRange(trader.NowNs - backNs, 0, 50 * MemoryTrader.Ms);
        Assert.Equal(3 * RoundTripNs, trader.LiveNs - trader.Link.OpenedNs);
        Assert.Equal(2, trader.Trader.Trading.Session.Reconciliations); // before the first new order
        Assert.Equal((1, trader.Link.Attempts - 1), (trader.Trader.Trading.Reconnects, trader.Trader.Trading.ReconnectAttempts));
        AssertReconciled(trader);
    }

    [Theory]
    [InlineData(LinkEnd.Unavailable)] // 429, 5xx
    [InlineData(LinkEnd.Lost)] // ended or broken before the answer
    public void A_first_connection_that_is_not_taken_now_is_tried_again_until_it_is(LinkEnd refusal)
    {
        MemoryTrader trader = new();
        trader.Link.Refusal = refusal;
        trader.Run(9);
        Assert.Null(trader.Trader.Trading.Ending);
        Assert.InRange(trader.Link.Attempts, 2, refusal == LinkEnd.Unavailable ? 10 : 1_000);
        trader.Link.Refusal = LinkEnd.None;
        Assert.True(trader.RunUntil(() => trader.IsLive, 6), trader.Story());
    }

    [Fact]
    public void A_first_connection_to_what_is_not_the_venue_ends_the_start_at_once()
    {
        MemoryTrader trader = new();
        trader.Link.Refusal = LinkEnd.WrongAddress;
        trader.Run(1);
        Assert.NotNull(trader.Trader.Trading.Ending);
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Fact]
    public void A_connection_that_breaks_while_the_venue_is_there_is_replaced_within_50_ms()
    {
        MemoryTrader trader = Quoting();
        for (int i = 0; i < 3; i++)
        {
            trader.Run(3);
            long lostNs = trader.NowNs;
            trader.Link.Cut(trader.NowNs);
            Assert.True(trader.RunUntil(() => trader.IsLive && trader.LiveNs > lostNs, 10), trader.Story());
            Assert.InRange(trader.LiveNs - lostNs, 0, 50 * MemoryTrader.Ms);
        }
    }

    [Fact]
    [Pitfall("T56")]
    public void Connections_that_never_hold_make_no_storm()
    {
        MemoryTrader trader = Quoting();
        int before = trader.Link.Attempts;
        long untilNs = trader.NowNs + (600 * MemoryTrader.Second);
        while (trader.NowNs < untilNs)
        {
            trader.RunUntil(() => trader.IsLive, 60);
            trader.Run(0.1);
            trader.Link.Cut(trader.NowNs);
            trader.Run(0.001);
        }

        // Three, and one in 5 s, come quickly, the others at the cap of 10 s: far from what the venue's credits allow.
        Assert.InRange(trader.Link.Attempts - before, 120, 250);
    }

    [Theory]
    [Pitfall("T39")]
    [Pitfall("T56")]
    [InlineData(1)]
    [InlineData(4)]
    public void Connections_that_break_one_after_the_other_never_cost_more_requests_than_the_venue_allows(int instruments)
    {
        string[] names = [.. new[] { "BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL", "SOL_USDC-PERPETUAL" }.Take(instruments)];
        MemoryTrader trader = new(exchange: new ExchangeOptions { Instruments = names, Tier = 1, Limits = true }, names: names);
        for (int i = 0; i < 30; i++)
        {
            Assert.True(trader.RunUntil(() => trader.IsLive, 60), trader.Story());
            trader.Run(0.001);
            trader.Link.Cut(trader.NowNs);
            trader.Run(0.001);
        }

        Assert.Equal(0, trader.Link.TooMany);
    }

    [Fact]
    [Pitfall("T56")]
    public void A_venue_that_takes_connections_and_drops_them_is_soon_left_alone()
    {
        MemoryTrader trader = Quoting();
        trader.Link.IsDropping = true;
        trader.Link.Cut(trader.NowNs);
        int before = trader.Link.Attempts;
        trader.Run(4.9);
        Assert.InRange(trader.Link.Attempts - before, 300, 900);
        before = trader.Link.Attempts;
        trader.Run(295);
        Assert.InRange(trader.Link.Attempts - before, 25, 60);
        trader.Link.IsDropping = false;
        Assert.True(trader.RunUntil(() => trader.IsLive, 10.1), trader.Story());
    }

    [Fact]
    [Pitfall("T39")]
    [Pitfall("T56")]
    public void After_too_many_requests_and_the_end_of_the_session_credits_come_back_before_the_next_attempt()
    {
        MemoryTrader trader = Quoting();
        trader.Run(12);
        trader.Fault(new Fault { Kind = FaultKind.RateLimit, Method = "private/edit", Count = 1 });
        Assert.True(trader.RunUntil(() => !trader.IsLive, 60), trader.Story());
        long lostNs = trader.NowNs;
        Assert.True(trader.RunUntil(() => trader.IsLive, 60), trader.Story());
        Assert.InRange(trader.NowNs - lostNs, 2 * MemoryTrader.Second, 3 * MemoryTrader.Second);
        trader.Run(5);
        AssertReconciled(trader);
    }

    [Fact]
    [Pitfall("T16")]
    [Pitfall("T09")]
    public void Orders_that_cancel_on_disconnect_should_have_removed_are_noticed_and_taken_over()
    {
        MemoryTrader trader = Quoting();
        trader.Fault(new Fault { Kind = FaultKind.CodFailure, ForNs = MemoryTrader.Second, Session = 1 });
        string[] left = trader.OpenOrders();
        trader.Link.Cut(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Link.Attempts == 2 && trader.IsLive, 10), trader.Story());
        Assert.True(left.Length == trader.Trader.Engine.OrdersOutlived, trader.Story());
        Assert.Equal(left.Length, trader.Facts.Count(f => f.Kind == FactKind.Notice && f.Notice.What == NoticeKind.OrderOutlived));
        trader.Run(5);
        AssertReconciled(trader);
    }

    [Fact]
    public void A_half_open_connection_is_given_up_within_seven_seconds()
    {
        MemoryTrader trader = Quoting();
        trader.Fault(new Fault { Kind = FaultKind.HalfOpen, ForNs = 60 * MemoryTrader.Second });
        long frozenNs = trader.NowNs;
        Assert.True(trader.RunUntil(() => !trader.IsLive, 60), trader.Story());
        Assert.InRange(trader.NowNs - frozenNs, 0, 7_100 * MemoryTrader.Ms);
        Assert.True(trader.RunUntil(() => trader.IsLive, 1), trader.Story());
    }

    [Fact]
    [Pitfall("T17")]
    public void A_frozen_channel_of_our_orders_is_noticed_and_no_fill_is_lost_meanwhile()
    {
        MemoryTrader trader = Quoting();
        trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = "user.changes.*", ForNs = 40 * MemoryTrader.Second });
        trader.Run(90);
        Assert.Contains(trader.Troubles, trouble => trouble.Contains("user.changes.BTC-PERPETUAL.raw is silent", StringComparison.Ordinal));
        trader.Run(40);
        AssertReconciled(trader);
        AssertFillsAreTheVenues(trader);
    }

    [Theory]
    [Pitfall("T17")]
    [Pitfall("T18")]
    [InlineData("ticker.*")]
    [InlineData("book.*")]
    public void A_frozen_market_channel_costs_the_quotes_and_then_the_connection(string channel)
    {
        MemoryTrader trader = Quoting();
        trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = channel, Session = 1 });
        Assert.True(trader.RunUntil(() => trader.Link.Attempts > 1, 60), trader.Story());
        Assert.True(trader.RunUntil(() => trader.IsLive, 5), trader.Story());
        trader.Run(1);
        AssertReconciled(trader);
        Assert.Equal(2, trader.OpenOrders().Length);
    }

    internal static MemoryTrader Quoting(params string[] alsoListed)
    {
        MemoryTrader trader = new(new ExchangeOptions { Instruments = ["BTC-PERPETUAL", .. alsoListed], Tier = 1, Limits = false });
        Assert.True(trader.RunUntil(() => trader.IsLive && trader.Desk.Order(Side.Buy).State == OrderState.Working && trader.Desk.Order(Side.Sell).State == OrderState.Working, 10),
            string.Join("; ", trader.Troubles));
        return trader;
    }

    /// <summary>Engine and venue agree on orders and position, once nothing is on its way.</summary>
    internal static void AssertReconciled(MemoryTrader trader)
    {
        Assert.True(
            trader.RunUntil(
                () => trader.Desk.PositionLots == trader.VenuePosition && trader.OpenOrders().Order(StringComparer.Ordinal).SequenceEqual(Known(trader).Order(StringComparer.Ordinal)), 5),
            $"position {trader.Desk.PositionLots} of {trader.VenuePosition}, orders {string.Join(' ', Known(trader))} of {string.Join(' ', trader.OpenOrders())}");
    }

    internal static void AssertFillsAreTheVenues(MemoryTrader trader)
    {
        long[] told = [.. trader.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence).Order()];
        Assert.Equal(told.Distinct(), told);
        Assert.Equal(trader.VenueTrades().Order(), told);
    }

    private static IEnumerable<string> Known(MemoryTrader trader) =>
        from side in (Side[])[Side.Buy, Side.Sell]
        let order = trader.Desk.Order(side)
        where order.State != OrderState.Idle
        select order.OrderId.ToString();
}
