using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>What the limits of the account and stale data do to a trading engine, and that each is told with its figure.</summary>
public class LimitTests
{
    [Fact]
    public void A_loss_at_mark_latches_the_kill_switch_before_the_venue_tells_of_its_equity()
    {
        Rig rig = With(new AccountLimits { SessionLossUsd = 100 });
        (OrderIntent bid, _) = rig.Quote();
        rig.Send(rig.Fill(bid, 100, 1)); // 1000 USD at 99 985
        rig.Send(rig.Ticker(mark: 90_000, index: 90_000)); // 99.87 lost by then
        Assert.Equal(KillReason.None, rig.Engine.KillReason);
        rig.Send(rig.Ticker(mark: 89_900, index: 89_900));
        Assert.Equal((KillReason.SessionLoss, TradingMode.Stopped, ModeCause.Killed), (rig.Engine.KillReason, rig.Engine.Mode, rig.Engine.ModeCause));
        NoticeFact notice = rig.Facts.Single(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.Kill }).Notice;
        Assert.Equal(1_000 * ((1 / 89_900.0) - (1 / 99_985.0)) * 89_900, notice.Value, 6);
        Assert.Equal(100, notice.Bound);
    }

    [Fact]
    public void Fees_are_a_loss_and_what_the_position_had_lost_before_is_none_of_ours()
    {
        Rig rig = With(new AccountLimits { SessionLossUsd = 50 });
        rig.Send(rig.Specification());
        rig.Send(rig.Snapshot());
        rig.Send(rig.Session(SessionState.Reconciling));
        rig.Send(rig.Position(500, average: 120_000)); // more than 800 USD under water
        rig.Send(rig.Session(SessionState.Live)); // and no mark yet
        rig.Send(rig.Ticker());
        rig.Send(rig.Ticker(mark: 99_900, index: 99_900));
        Assert.Equal(KillReason.None, rig.Engine.KillReason);
        OrderIntent order = new() { Side = Side.Buy, Price = new Price(199_800), Amount = new Size(1), Label = new OrderLabel(Rig.SessionId, 0, Side.Buy, 0, 9) };
        rig.Send(rig.Fill(order, 1, 1, fee: 51 / 99_900.0));
        Assert.Equal(KillReason.SessionLoss, rig.Engine.KillReason);
    }

    [Fact]
    public void A_drawdown_counts_from_the_best_moment()
    {
        Rig rig = With(new AccountLimits { DrawdownUsd = 100 });
        rig.Quote();
        rig.Send(rig.Portfolio(10.005)); // 500 USD up
        rig.Send(rig.Portfolio(10.0041));
        Assert.Equal(KillReason.None, rig.Engine.KillReason);
        rig.Send(rig.Portfolio(10.0039)); // 110 down from there
        Assert.Equal(KillReason.Drawdown, rig.Engine.KillReason);
    }

    [Fact]
    [Pitfall("T44")]
    public void A_sudden_drop_of_equity_latches_it_and_a_slow_one_does_not()
    {
        Rig slow = With(new AccountLimits { EquityDropUsd = 100, EquityDropNs = 10 * Rig.Second }), sudden = With(new AccountLimits { EquityDropUsd = 100, EquityDropNs = 10 * Rig.Second });
        slow.Quote();
        sudden.Quote();
        for (int i = 0; i < 20; i++)
        {
            slow.NowNs += 5 * Rig.Second;
            slow.Send(slow.Portfolio(10 - (0.0004 * i))); // 40 USD in five seconds
        }

        sudden.Send(sudden.Portfolio(9.9989));
        Assert.Equal((KillReason.None, KillReason.EquityDrop), (slow.Engine.KillReason, sudden.Engine.KillReason));
    }

    [Fact]
    public void Near_a_loss_limit_only_what_reduces_is_quoted_until_the_loss_has_shrunk()
    {
        Rig rig = With(new AccountLimits { SessionLossUsd = 100, LossWarning = 0.8 });
        rig.Quote(position: 40);
        rig.Send(rig.Portfolio(9.99915)); // 85 down
        Assert.Equal((TradingMode.Reducing, ModeCause.Loss), (rig.Engine.Mode, rig.Engine.ModeCause));
        Assert.Contains(rig.Take(), i => i is { Kind: IntentKind.Cancel, Side: Side.Buy });
        rig.Send(rig.Portfolio(9.99925)); // 75: still near
        Assert.Equal(TradingMode.Reducing, rig.Engine.Mode);
        rig.Send(rig.Portfolio(9.9995));
        Assert.Equal((TradingMode.Quoting, ModeCause.None), (rig.Engine.Mode, rig.Engine.ModeCause));
        long[] told = [.. rig.Facts.Where(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.Mode }).Select(f => f.Notice.Number)];
        Assert.Equal([Told(TradingMode.Quoting, ModeCause.None), Told(TradingMode.Reducing, ModeCause.Loss), Told(TradingMode.Quoting, ModeCause.None)], told);
    }

    [Theory]
    [InlineData(0.51, 0.1, TradingMode.Reducing)]
    [InlineData(0.1, 0.81, TradingMode.Reducing)]
    [InlineData(0.49, 0.79, TradingMode.Quoting)]
    public void Too_much_margin_in_use_leaves_only_what_reduces(double maintenance, double initial, TradingMode mode)
    {
        Rig rig = With(new AccountLimits { MaxMaintenanceMargin = 0.5, MaxInitialMargin = 0.8 });
        rig.Quote();
        rig.Send(Margin(rig, maintenance, initial));
        Assert.Equal(mode, rig.Engine.Mode);
        rig.Send(Margin(rig, 0.47, 0.1)); // less, and not by enough
        Assert.Equal(mode, rig.Engine.Mode);
        rig.Send(Margin(rig, 0.4, 0.1));
        Assert.Equal(mode, rig.Engine.Mode); // not at once: own orders need margin, too
        rig.NowNs += 10 * Rig.Second;
        rig.Send(Margin(rig, 0.4, 0.1));
        Assert.Equal(TradingMode.Quoting, rig.Engine.Mode);
    }

    [Fact]
    public void A_margin_without_a_balance_is_all_of_it()
    {
        Rig rig = With(new AccountLimits { MaxMaintenanceMargin = 0.9 });
        rig.Quote();
        EngineEvent e = Margin(rig, 0.1, 0.1);
        e.Portfolio.MarginBalanceE9 = 0;
        rig.Send(e);
        Assert.Equal((TradingMode.Reducing, ModeCause.Margin), (rig.Engine.Mode, rig.Engine.ModeCause));
    }

    [Fact]
    [Pitfall("T18")]
    [Pitfall("T34")]
    public void A_mark_that_does_not_come_any_more_pulls_the_quotes_while_the_book_goes_on()
    {
        Rig rig = new(new RiskLimits { StaleMarkNs = 10 * Rig.Second });
        rig.Quote();
        for (int i = 0; i < 12; i++)
        {
            rig.NowNs += Rig.Second;
            rig.Send(rig.Market(199_999 + (i % 2), 200_001 + (i % 2)));
        }

        OrderIntent[] cancels = rig.Take();
        Assert.Equal(2, cancels.Count(i => i.Kind == IntentKind.Cancel));
        Assert.Equal(HoldReason.StaleMark, rig.Desk.HoldReason(rig.NowNs));
        foreach (OrderIntent cancel in cancels)
            rig.Send(rig.Reply(cancel, VenueOrderState.Cancelled));
        Assert.Empty(rig.Take());
        rig.Send(rig.Ticker());
        Assert.Equal(2, rig.Take().Count(i => i.Kind == IntentKind.Place));
        long[] told = [.. rig.Facts.Where(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.Hold }).Select(f => f.Notice.Number)];
        Assert.Equal([(long)HoldReason.None, (long)HoldReason.StaleMark, (long)HoldReason.None], told);
    }

    [Fact]
    [Pitfall("T34")]
    public void The_quotes_follow_each_move_of_mid_and_are_computed_anew_by_age_where_it_stands_still()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        for (int i = 1; i <= 50; i++)
        {
            rig.Send(rig.Market(199_999 + (2 * i), 200_001 + (2 * i)));
            OrderIntent[] edits = rig.Take();
            Assert.Equal(2, edits.Length);
            foreach (OrderIntent edit in edits)
                rig.Send(rig.Reply(edit));
        }

        rig.Send(rig.Fill(bid, 10, 1)); // inventory alone moves them as well
        Assert.NotEmpty(rig.Take());
    }

    [Theory]
    [InlineData(6, 2)]
    [InlineData(20, 4)]
    public void A_burst_too_small_for_the_reserve_is_told_and_the_reserve_made_smaller(int burst, int reserve)
    {
        Rig rig = With(new AccountLimits(), rate: 5, burst: 20);
        EngineEvent live = rig.Session(SessionState.LoggingIn);
        (live.Session.OrderRate, live.Session.OrderBurst) = (5, burst);
        rig.Send(live);
        Assert.Equal(reserve, rig.Engine.Reserves.Cancels);
        Assert.Equal(burst < 7 ? 1 : 0, rig.Notices(NoticeKind.SmallBurst));
        rig.Quote();
        rig.NowNs += 10 * Rig.Second;
        rig.Send(rig.Market(200_011, 200_013));
        Assert.Equal(2, rig.Take().Count(i => i.Kind == IntentKind.Edit)); // with the reserve as configured none ever would
    }

    [Fact]
    public void A_reason_to_hold_is_told_exactly_where_quoting_is_not_sound()
    {
        Rig rig = new(new RiskLimits { StaleMarkNs = 10 * Rig.Second });
        Assert.Equal(HoldReason.NotOpen, rig.Desk.HoldReason(rig.NowNs));
        rig.Send(rig.Specification());
        Assert.Equal(HoldReason.NoPosition, rig.Desk.HoldReason(rig.NowNs));
        rig.Send(rig.Session(SessionState.Reconciling));
        rig.Send(rig.Position(0));
        rig.Send(rig.Session(SessionState.Live));
        Assert.Equal(HoldReason.Book, rig.Desk.HoldReason(rig.NowNs));
        rig.Send(rig.Snapshot());
        Assert.Equal(HoldReason.NoMark, rig.Desk.HoldReason(rig.NowNs));
        Assert.Empty(rig.Take());
        rig.Send(rig.Ticker());
        Assert.Equal(HoldReason.None, rig.Desk.HoldReason(rig.NowNs));
        Assert.Equal(2, rig.Take().Length);
        Assert.Equal(HoldReason.StaleMark, rig.Desk.HoldReason(rig.NowNs + (11 * Rig.Second)));
        Assert.Equal(HoldReason.StaleBook, rig.Desk.HoldReason(rig.NowNs + (16 * Rig.Second)));
        rig.Send(rig.Listed(new OrderLabel(7, 0, Side.Buy, 0, 1), "other"));
        Assert.Equal(HoldReason.Strays, rig.Desk.HoldReason(rig.NowNs));
    }

    private static long Told(TradingMode mode, ModeCause cause) => (long)mode | ((long)cause << 8);

    [Fact]
    public void Own_orders_that_need_more_margin_than_is_allowed_are_not_placed_and_pulled_all_the_time()
    {
        Rig rig = With(new AccountLimits { MaxInitialMargin = 0.01 });
        rig.Quote();
        int places = 0;
        for (int i = 0; i < 12_000; i++) // twenty minutes
        {
            foreach (OrderIntent intent in rig.Take())
            {
                places += intent.Kind == IntentKind.Place ? 1 : 0;
                rig.Send(rig.Reply(intent, intent.Kind == IntentKind.Cancel ? VenueOrderState.Cancelled : VenueOrderState.Open));
            }

            bool isOpen = rig.Desk.Order(Side.Buy).State == OrderState.Working || rig.Desk.Order(Side.Sell).State == OrderState.Working;
            rig.Timer(Rig.Second / 10);
            rig.Send(rig.Snapshot());
            rig.Send(Margin(rig, 0.001, isOpen ? 0.02 : 0));
        }

        Assert.InRange(places, 2, 30);
    }

    private static EngineEvent Margin(Rig rig, double maintenance, double initial)
    {
        EngineEvent e = rig.Portfolio(10);
        e.Portfolio.MarginBalanceE9 = Decimals.FromDouble(10);
        e.Portfolio.MaintenanceMarginE9 = Decimals.FromDouble(10 * maintenance);
        e.Portfolio.InitialMarginE9 = Decimals.FromDouble(10 * initial);
        return e;
    }

    internal static Rig With(AccountLimits limits, int rate = 100_000, int burst = 1_000) =>
        new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = rate, OrderBurst = burst, MaxOrdersPerSecond = 100_000, Limits = limits });
}
