using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>A venue that cannot trade, changes its terms, ends logins or loses messages, and a trader that goes on by itself.</summary>
public class VenueTroubleTests
{
    [Theory]
    [Pitfall("T58")]
    [InlineData(false)]
    [InlineData(true)]
    public void Maintenance_holds_and_trading_resumes_by_itself(bool isSilent)
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        if (isSilent) // only the refusals tell
            trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = "platform_state", ForNs = 60 * MemoryTrader.Second });
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 30 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => trader.Trader.Engine.Mode == TradingMode.Holding, 10), trader.Story());
        int placed = trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit");
        trader.Run(15);
        Assert.Equal((TradingMode.Holding, ModeCause.Platform), (trader.Trader.Engine.Mode, trader.Trader.Engine.ModeCause));
        Assert.Equal(placed, trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit"));
        Assert.True(trader.RunUntil(() => trader.Trader.Engine.Mode == TradingMode.Quoting && trader.Trader.Engine.HasNoOrders is false && trader.OpenOrders().Length == 2, 60), trader.Story());
        Assert.Equal(1, trader.Link.Attempts);
        trader.Run(1);
        Assert.Equal( // once each, though it is tried again and again meanwhile
            ["the venue takes no orders: quoting is held", "the venue takes orders again: quoting goes on"],
            trader.Troubles.Where(trouble => trouble.StartsWith("the venue takes", StringComparison.Ordinal)));
        ReconnectTests.AssertReconciled(trader);
    }

    [Fact]
    public void A_venue_that_answers_questions_and_refuses_orders_is_said_to_take_them_again_when_it_does()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        foreach (string method in (string[])["private/buy", "private/sell", "private/edit"])
            trader.Fault(new Fault { Kind = FaultKind.Reject, Method = method, Code = 11051, ForNs = 25 * MemoryTrader.Second });
        trader.Run(60);
        Assert.Equal(
            ["the venue takes no orders: quoting is held", "the venue takes orders again: quoting goes on"],
            trader.Troubles.Where(trouble => trouble.StartsWith("the venue takes", StringComparison.Ordinal)));
        Assert.Equal(2, trader.OpenOrders().Length);
    }

    [Fact]
    public void After_a_kill_nothing_says_that_quoting_goes_on()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 2 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => trader.Trader.Engine.Mode == TradingMode.Holding, 10), trader.Story());
        trader.Trader.Engine.Kill(KillReason.Operator, trader.NowNs);
        trader.Run(5);
        Assert.DoesNotContain(trader.Troubles, trouble => trouble.Contains("goes on", StringComparison.Ordinal));
    }

    [Fact]
    [Pitfall("T58")]
    public void A_connection_made_in_maintenance_waits_for_its_end()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 20 * MemoryTrader.Second });
        trader.Run(1);
        trader.Link.Cut(trader.NowNs);
        trader.Run(15);
        Assert.Equal((2, false), (trader.Link.Attempts, trader.IsLive));
        Assert.DoesNotContain(trader.Troubles, trouble => trouble.Contains("goes on", StringComparison.Ordinal)); // nor when the connection broke
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 15), trader.Story());
        Assert.Equal(2, trader.Link.Attempts);
        ReconnectTests.AssertReconciled(trader);
    }

    [Fact]
    [Pitfall("T58")]
    public void A_locked_index_holds_its_instrument_alone()
    {
        MemoryTrader trader = ReconnectTests.Quoting("ETH-PERPETUAL");
        trader.Fault(new Fault { Kind = FaultKind.Lock, Index = "eth_usd", ForNs = 5 * MemoryTrader.Second });
        trader.Run(1);
        Assert.True(trader.Desk.IsOpen);
        trader.Fault(new Fault { Kind = FaultKind.Lock, Index = "btc_usd", ForNs = 5 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => !trader.Desk.IsOpen, 1), trader.Story());
        Assert.True(trader.RunUntil(() => trader.Desk.IsOpen && trader.OpenOrders().Length == 2, 10), trader.Story());
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Theory]
    [Pitfall("T49")]
    [InlineData("halted")]
    [InlineData("settlement")]
    [InlineData("inactive")]
    public void A_change_of_an_instruments_state_is_taken_up_within_two_round_trips(string state)
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        long changedNs = trader.NowNs;
        trader.Fault(new Fault { Kind = FaultKind.InstrumentState, Instrument = "BTC-PERPETUAL", How = state, ForNs = 5 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => !trader.Desk.IsOpen, 1), trader.Story());
        Assert.InRange(trader.NowNs - changedNs, 0, 4 * MemoryTrader.DelayNs);
        Assert.True(trader.RunUntil(() => trader.Desk.IsOpen && trader.OpenOrders().Length == 2, 10), trader.Story());
        Assert.Equal(1, trader.Link.Attempts);
        ReconnectTests.AssertReconciled(trader);
    }

    [Fact]
    [Pitfall("T49")]
    public void A_new_tick_size_is_taken_up_and_orders_lie_on_it()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Fault(new Fault { Kind = FaultKind.TickSize, Instrument = "BTC-PERPETUAL", Value = 5m });
        Assert.True(trader.RunUntil(() => trader.Desk.Instrument!.TickE9 == 5_000_000_000, 1), trader.Story());
        trader.Run(20);
        ReconnectTests.AssertReconciled(trader);
        Assert.Equal(2, trader.OpenOrders().Length);
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Fact]
    [Pitfall("T21f")]
    public void A_login_that_ends_in_mid_session_costs_neither_connection_nor_orders()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        for (int i = 0; i < 3; i++)
        {
            trader.Run(15);
            trader.Fault(new Fault { Kind = FaultKind.ExpireToken });
            int passes = trader.Session.Reconciliations;
            Assert.True(trader.RunUntil(() => trader.Session.Reconciliations > passes && trader.IsLive, 10), trader.Story());
            trader.Run(1);
            ReconnectTests.AssertReconciled(trader);
        }

        Assert.Equal(1, trader.Link.Attempts);
        trader.Run(10);
        ReconnectTests.AssertFillsAreTheVenues(trader);
    }

    [Fact]
    [Pitfall("T21e")]
    public void A_fill_whose_notification_is_lost_is_booked_within_one_period()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        for (int i = 0; i < 5; i++)
        {
            int known = trader.VenueTrades().Length;
            trader.Fault(new Fault { Kind = FaultKind.LostFill, Count = 1 });
            Assert.True(trader.RunUntil(() => trader.VenueTrades().Length > known, 300), trader.Story());
            trader.Run(5.5);
            Assert.Subset(trader.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence).ToHashSet(), trader.VenueTrades().Take(known + 1).ToHashSet());
        }

        Assert.Equal(1, trader.Link.Attempts);
        trader.Run(31);
        ReconnectTests.AssertReconciled(trader);
        ReconnectTests.AssertFillsAreTheVenues(trader);
    }

    [Fact]
    [Pitfall("T21e")]
    public void Position_equity_orders_and_trades_are_compared_all_the_time()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        (int positions, int equities, int lists, int trades) = (
            trader.Requests("private/get_position"), trader.Requests("private/get_account_summary"), trader.Requests("private/get_open_orders_by_instrument"),
            trader.Requests("private/get_user_trades_by_instrument"));
        trader.Run(121);
        Assert.InRange(trader.Requests("private/get_position") - positions, 23, 40);
        Assert.InRange(trader.Requests("private/get_account_summary") - equities, 20, 25);
        Assert.Equal(4, trader.Requests("private/get_open_orders_by_instrument") - lists);
        Assert.InRange(trader.Requests("private/get_user_trades_by_instrument") - trades, 4, 20);
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Fact]
    [Pitfall("T21e")]
    public void A_process_that_dies_with_a_fill_unheard_and_later_ones_stored_leaves_it_to_the_next_one()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Fault(new Fault { Kind = FaultKind.LostFill, Count = 1 });
        long mark = Mark(trader);
        int known = trader.VenueTrades().Length;
        // Killed when a later fill has been told, before any question could find the one between.
        Assert.True(trader.RunUntil(() => trader.VenueTrades().Length > known, 300), trader.Story());
        trader.Link.Cut(trader.NowNs);
        MemoryTrader next = new(after: trader, tradesFrom: mark);
        Assert.True(next.RunUntil(() => next.IsLive, 10));
        HashSet<long> stored = [.. trader.Facts.Concat(next.Facts).Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence)];
        Assert.Equal(next.VenueTrades().Order(), stored.Order());
    }

    [Fact]
    [Pitfall("T18")]
    [Pitfall("T47")]
    public void A_market_that_is_seen_late_is_not_quoted_on()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(6);
        Assert.InRange(trader.Trader.Trading.DelayNs, 0, 2 * MemoryTrader.Ms);
        trader.Fault(new Fault { Kind = FaultKind.Delay, Channel = "*.BTC-PERPETUAL.raw", DelayNs = 1_500 * MemoryTrader.Ms, ForNs = 20 * MemoryTrader.Second });
        trader.Run(3);
        Assert.Equal((TradingMode.Holding, ModeCause.LateMarket), (trader.Trader.Engine.Mode, trader.Trader.Engine.ModeCause));
        Assert.Contains(trader.Troubles, trouble => trouble.Contains("ms late", StringComparison.Ordinal));
        int placed = trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit");
        trader.Run(10);
        Assert.Equal(placed, trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit"));
        Assert.True(trader.RunUntil(() => trader.Trader.Engine.Mode == TradingMode.Quoting && trader.OpenOrders().Length == 2, 20), trader.Story());
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Fact]
    [Pitfall("T18")]
    [Pitfall("T47")]
    public void What_a_backed_up_way_brings_is_not_quoted_on_from_its_first_message_on()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(6);
        trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = "user.*", ForNs = 3 * MemoryTrader.Second }); // only the market tells
        trader.Link.BackedUpUntilNs = trader.NowNs + (3 * MemoryTrader.Second);
        trader.Fault(new Fault { Kind = FaultKind.PriceJump, Instrument = "BTC-PERPETUAL", Value = -1m });
        trader.Run(1.9);
        long late = trader.Link.Waiting;
        int added = Added(trader);
        trader.RunUntil(() => trader.NowNs >= trader.Link.BackedUpUntilNs + (1_000 * late), 2);
        Assert.InRange(late, 10, 20_000);
        Assert.Equal(added, Added(trader));
        Assert.True(trader.RunUntil(() => trader.Trader.Engine.Mode == TradingMode.Quoting && trader.OpenOrders().Length == 2, 20), trader.Story());
        Assert.True(Added(trader) > added);
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Fact]
    [Pitfall("T48")]
    public void The_venues_clock_is_known_from_the_sessions_own_questions_and_followed_when_it_steps()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        Assert.InRange(trader.Session.Clock.OffsetNs, -trader.Session.Clock.DoubtNs - 1_000, trader.Session.Clock.DoubtNs + 1_000);
        trader.Fault(new Fault { Kind = FaultKind.ClockStep, DelayNs = 60 * MemoryTrader.Second });
        trader.Run(10);
        Assert.InRange(trader.Session.Clock.OffsetNs, (60 * MemoryTrader.Second) - MemoryTrader.Ms, (60 * MemoryTrader.Second) + MemoryTrader.Ms);
    }

    private static int Added(MemoryTrader trader) => trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit");

    private static long Mark(MemoryTrader trader) =>
        trader.Facts.Where(f => f.Kind == FactKind.Mark).Select(f => f.Mark.TradeSequence).DefaultIfEmpty(0).Max();
}
