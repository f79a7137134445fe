using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Tests.Quoting;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Risk;

public class RiskGateTests
{
    private const double Mark = 100_000;

    private static readonly RiskLimits Limits = new() { MaxInventoryUsd = 5_000, MaxOrderUsd = 2_000, PriceCollar = 0.02, RateReserve = 4 };

    private static readonly AccountLimits Account = new();
    private static readonly CreditReserves Reserves = new(4, 2, 0);

    private RateCredits _credits = new(5, 20);
    private RateCredits _pace = new(50, 50);

    [Theory]
    [InlineData(IntentKind.Place, Side.Buy, 199_990)]
    [InlineData(IntentKind.Place, Side.Sell, 200_010)]
    [InlineData(IntentKind.Edit, Side.Buy, 200_000)] // inside the spread
    [InlineData(IntentKind.Edit, Side.Sell, 200_000)]
    [InlineData(IntentKind.Place, Side.Buy, 196_000)] // just within the collar
    [InlineData(IntentKind.Place, Side.Sell, 204_000)]
    public void What_is_within_every_limit_passes_and_costs_a_credit(IntentKind kind, Side side, long price)
    {
        Assert.Equal(RejectReason.None, Check(Intent(kind, side, price, 100)));
        Assert.Equal(19, _credits.Available(1));
    }

    [Theory]
    [InlineData(TradingMode.Stopped, RejectReason.Killed)]
    [InlineData(TradingMode.Holding, RejectReason.Held)]
    [InlineData(TradingMode.Reducing, RejectReason.ReduceOnly)]
    [InlineData(TradingMode.Quoting, RejectReason.None)]
    [Pitfall("T04")]
    public void What_may_be_sent_depends_on_the_mode(TradingMode mode, RejectReason reason)
    {
        Assert.Equal(reason, Check(Intent(IntentKind.Place, Side.Buy, 199_990, 100), mode: mode));
        Assert.Equal(reason, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, 100), mode: mode));
    }

    [Theory]
    [InlineData(Side.Sell, 100, 100, RejectReason.None)]
    [InlineData(Side.Sell, 100, 101, RejectReason.ReduceOnly)]
    [InlineData(Side.Buy, 100, 1, RejectReason.ReduceOnly)]
    [InlineData(Side.Buy, -100, 100, RejectReason.None)]
    [InlineData(Side.Buy, -100, 101, RejectReason.ReduceOnly)]
    [InlineData(Side.Sell, 0, 1, RejectReason.ReduceOnly)]
    public void While_reducing_only_what_brings_the_position_towards_zero_passes(Side side, long position, long lots, RejectReason reason) =>
        Assert.Equal(reason, Check(Intent(IntentKind.Place, side, 200_000, lots), position, mode: TradingMode.Reducing));

    [Theory]
    [InlineData(IntentKind.Place)]
    [InlineData(IntentKind.Edit)]
    [Pitfall("T18")]
    public void Nothing_is_quoted_on_a_state_that_is_not_trusted(IntentKind kind) =>
        Assert.Equal(RejectReason.BookNotTrusted, Check(Intent(kind, Side.Buy, 199_990, 100), trusted: false));

    [Theory]
    [InlineData(0, 100)] // no price
    [InlineData(-5, 100)]
    [InlineData(199_990, 0)] // nothing to buy
    [InlineData(199_990, -5)]
    public void What_is_off_the_grid_or_nothing_at_all_is_refused(long price, long lots) =>
        Assert.Equal(RejectReason.OffGrid, Check(Intent(IntentKind.Place, Side.Buy, price, lots)));

    [Fact]
    [Pitfall("T10")]
    public void An_edit_to_no_more_than_is_filled_is_refused()
    {
        Assert.Equal(RejectReason.OffGrid, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, 40), filled: 40));
        Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, 41), filled: 40));
    }

    [Theory]
    [InlineData(Side.Buy, 195_999)]
    [InlineData(Side.Sell, 204_001)]
    public void A_price_too_far_from_mark_is_refused(Side side, long price) => Assert.Equal(RejectReason.PriceCollar, Check(Intent(IntentKind.Place, side, price, 10)));

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void Without_a_mark_nothing_is_quoted(double mark) =>
        Assert.Equal(RejectReason.PriceCollar, Check(Intent(IntentKind.Place, Side.Buy, 199_990, 10), mark: mark));

    [Theory]
    [InlineData(Side.Buy, 200_010, RejectReason.WouldCross)]
    [InlineData(Side.Buy, 200_011, RejectReason.WouldCross)]
    [InlineData(Side.Buy, 200_009, RejectReason.None)]
    [InlineData(Side.Sell, 199_990, RejectReason.WouldCross)]
    [InlineData(Side.Sell, 199_989, RejectReason.WouldCross)]
    [InlineData(Side.Sell, 199_991, RejectReason.None)]
    public void A_quote_never_takes(Side side, long price, RejectReason reason) => Assert.Equal(reason, Check(Intent(IntentKind.Place, side, price, 10)));

    [Theory]
    [InlineData(200, 0, RejectReason.None)]
    [InlineData(201, 0, RejectReason.OrderSize)]
    [InlineData(300, 100, RejectReason.None)] // what is filled is no longer part of the order's size
    [InlineData(301, 100, RejectReason.OrderSize)]
    public void An_order_is_no_larger_than_allowed(long lots, long filled, RejectReason reason) =>
        Assert.Equal(reason, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, lots), filled: filled));

    [Theory]
    [InlineData(Side.Buy, 400, 0, 100, RejectReason.None)]
    [InlineData(Side.Buy, 400, 0, 101, RejectReason.InventoryLimit)]
    [InlineData(Side.Buy, 400, 60, 40, RejectReason.None)]
    [InlineData(Side.Buy, 400, 60, 41, RejectReason.InventoryLimit)]
    [InlineData(Side.Buy, -600, 0, 200, RejectReason.None)] // far beyond on the other side: this brings it back
    [InlineData(Side.Sell, 600, 0, 200, RejectReason.None)]
    [InlineData(Side.Sell, -400, 0, 100, RejectReason.None)]
    [InlineData(Side.Sell, -400, 0, 101, RejectReason.InventoryLimit)]
    [InlineData(Side.Sell, -600, 0, 1, RejectReason.InventoryLimit)]
    [Pitfall("T02")]
    [Pitfall("T12")]
    public void The_worst_case_inventory_never_passes_its_limit(Side side, long position, long other, long lots, RejectReason reason) =>
        Assert.Equal(reason, Check(Intent(IntentKind.Place, side, 200_000, lots), position, other: other));

    [Theory]
    [InlineData(TradingMode.Stopped)]
    [InlineData(TradingMode.Holding)]
    [InlineData(TradingMode.Reducing)]
    public void A_cancel_passes_whatever_is_wrong(TradingMode mode)
    {
        Assert.Equal(RejectReason.None, Check(new OrderIntent { Kind = IntentKind.Cancel }, 9_000, mode: mode, trusted: false, mark: 0));
        Assert.Equal(RejectReason.None, Check(new OrderIntent { Kind = IntentKind.CancelAll }, 9_000, mode: mode, trusted: false, mark: 0));
    }

    [Fact]
    public void The_reserve_of_credits_belongs_to_cancels_and_the_last_before_it_to_missing_quotes()
    {
        OrderIntent edit = Intent(IntentKind.Edit, Side.Buy, 199_990, 10), place = Intent(IntentKind.Place, Side.Buy, 199_990, 10), cancel = new() { Kind = IntentKind.Cancel };
        for (int i = 0; i < 14; i++)
            Assert.Equal(RejectReason.None, Check(edit));
        Assert.Equal(RejectReason.RateCredits, Check(edit));
        for (int i = 0; i < 2; i++)
            Assert.Equal(RejectReason.None, Check(place));
        Assert.Equal(RejectReason.RateCredits, Check(place));
        for (int i = 0; i < 4; i++)
            Assert.Equal(RejectReason.None, Check(cancel));
        Assert.Equal(RejectReason.RateCredits, Check(cancel));
    }

    [Fact]
    public void The_own_pace_binds_what_adds_and_never_a_cancel()
    {
        _credits = new RateCredits(1_000, 1_000);
        for (int i = 0; i < 50; i++)
            Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Place, Side.Buy, 199_990, 10)));
        Assert.Equal(RejectReason.Pace, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, 10)));
        Assert.Equal(950, _credits.Available(1));
        Assert.Equal(RejectReason.None, Check(new OrderIntent { Kind = IntentKind.Cancel }));
    }

    [Fact]
    public void A_refused_intent_costs_no_credit()
    {
        Check(Intent(IntentKind.Place, Side.Buy, 199_990, 100), trusted: false);
        Check(Intent(IntentKind.Place, Side.Buy, 200_010, 100));
        Assert.Equal((20.0, 50.0), (_credits.Available(1), _pace.Available(1)));
        _credits.Empty(1);
        Check(Intent(IntentKind.Place, Side.Buy, 199_990, 100));
        Assert.Equal(50, _pace.Available(1));
    }

    [Theory]
    [InlineData(Side.Buy, 199_990, 101_010.2, RejectReason.IndexCollar)]
    [InlineData(Side.Buy, 199_990, 101_000, RejectReason.None)]
    [InlineData(Side.Sell, 200_010, 99_004, RejectReason.IndexCollar)]
    [InlineData(Side.Sell, 200_010, 0, RejectReason.IndexCollar)] // not known
    [InlineData(Side.Sell, 200_010, double.NaN, RejectReason.IndexCollar)]
    public void A_price_too_far_from_the_index_is_refused(Side side, long price, double index, RejectReason reason)
    {
        Assert.Equal(reason, Check(Intent(IntentKind.Place, side, price, 10), index: index, limits: new RiskLimits { IndexCollar = 0.01 }));
        Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Place, side, price, 10), index: index)); // the limit is off
    }

    [Theory]
    [InlineData(Side.Buy, 199_791, RejectReason.None)]
    [InlineData(Side.Buy, 199_790, RejectReason.TouchDistance)] // 200 ticks behind a best bid of 199 990, where 199.99 are allowed
    [InlineData(Side.Sell, 200_210, RejectReason.None)]
    [InlineData(Side.Sell, 200_211, RejectReason.TouchDistance)]
    [InlineData(Side.Buy, 199_999, RejectReason.None)]
    [InlineData(Side.Buy, 200_000, RejectReason.TooAggressive)] // 10 ticks better than the best bid, where 9.9995 are allowed
    [InlineData(Side.Sell, 200_000, RejectReason.None)]
    [InlineData(Side.Sell, 199_999, RejectReason.TooAggressive)]
    public void A_quote_too_far_from_the_touch_on_either_side_of_it_is_refused(Side side, long price, RejectReason reason)
    {
        RiskLimits limits = new() { MaxTouchDistance = 0.001, MaxTouchImprovement = 0.00005 };
        Assert.Equal(reason, Check(Intent(IntentKind.Edit, side, price, 10), limits: limits));
        Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Edit, side, price, 10)));
    }

    [Theory]
    [InlineData(Side.Buy, 200_000, 200_000, RejectReason.SelfTrade)]
    [InlineData(Side.Buy, 200_001, 200_000, RejectReason.SelfTrade)]
    [InlineData(Side.Buy, 199_999, 200_000, RejectReason.None)]
    [InlineData(Side.Buy, 199_999, 1, RejectReason.SelfTrade)] // an own sell of which nobody knows where it stands
    [InlineData(Side.Sell, 200_000, 200_000, RejectReason.SelfTrade)]
    [InlineData(Side.Sell, 200_001, 200_000, RejectReason.None)]
    [InlineData(Side.Sell, 200_001, long.MaxValue, RejectReason.SelfTrade)]
    public void An_own_order_of_the_other_side_is_never_met(Side side, long price, long own, RejectReason reason)
    {
        Assert.Equal(reason, Check(Intent(IntentKind.Place, side, price, 10), own: own));
        Assert.Equal(reason, Check(Intent(IntentKind.Edit, side, price, 10), own: own));
    }

    [Fact]
    public void As_many_orders_as_are_allowed_leave_room_for_edits_and_none_for_a_new_one()
    {
        AccountLimits account = new() { MaxOpenOrders = 4 };
        Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Place, Side.Buy, 199_990, 10), open: 3, account: account));
        Assert.Equal(RejectReason.OpenOrders, Check(Intent(IntentKind.Place, Side.Buy, 199_990, 10), open: 4, account: account));
        Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, 10), open: 4, account: account));
        Assert.Equal(RejectReason.None, Check(Intent(IntentKind.Place, Side.Buy, 199_990, 10), open: 1_000_000));
    }

    [Theory]
    [InlineData(0, 9_000, 100, RejectReason.None)]
    [InlineData(0, 9_000, 101, RejectReason.Notional)]
    [InlineData(-100, 50_000, 100, RejectReason.None)] // only brings the position back: the sum has to be able to shrink
    [InlineData(-100, 50_000, 101, RejectReason.Notional)]
    public void All_positions_and_orders_together_are_worth_no_more_than_allowed(long position, double others, long lots, RejectReason reason) =>
        Assert.Equal(reason, Check(Intent(IntentKind.Place, Side.Buy, 199_990, lots), position, notional: others, account: new AccountLimits { MaxNotionalUsd = 10_000 }));

    [Theory]
    [InlineData(450, 50, RejectReason.None)] // the smaller rest fits, however far the order was over before
    [InlineData(450, 51, RejectReason.InventoryLimit)] // smaller as well, and still over: refused, so that it is cancelled whole
    [InlineData(501, 1, RejectReason.InventoryLimit)]
    public void An_edit_to_a_smaller_amount_is_judged_by_what_it_leaves(long position, long lots, RejectReason reason) =>
        Assert.Equal(reason, Check(Intent(IntentKind.Edit, Side.Buy, 199_990, 900 + lots), position, filled: 900));

    [Theory]
    [InlineData(RejectReason.PriceCollar, 0.025, 0.02)]
    [InlineData(RejectReason.OrderSize, 3_000, 2_000)]
    [InlineData(RejectReason.InventoryLimit, 7_000, 5_000)]
    [InlineData(RejectReason.SelfTrade, 102_500, 100_010)]
    [InlineData(RejectReason.ReduceOnly, 700, 0)]
    public void A_refusal_names_the_figure_and_its_limit(RejectReason reason, double value, double bound)
    {
        RiskGate gate = new(Limits, Account);
        (double Value, double Bound) told = gate.Explain(reason, Intent(IntentKind.Place, Side.Buy, 205_000, 300), View(position: 400, own: 200_020));
        Assert.Equal(value, told.Value, 9);
        Assert.Equal(bound, told.Bound, 9);
    }

    [Fact]
    public void Every_reason_can_be_explained_even_where_nothing_is_known()
    {
        RiskGate gate = new(new RiskLimits { MaxTouchDistance = 0.1, MaxTouchImprovement = 0.1, IndexCollar = 0.1 }, Account);
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            gate.Explain(reason, default, default);
            gate.Explain(reason, Intent(IntentKind.Place, Side.Buy, 199_990, 1), View(own: long.MaxValue));
        }
    }

    [Fact]
    public void What_the_quoter_wants_within_the_same_limit_the_gate_lets_pass()
    {
        // Both measure inventory; if one of them did it at another price, a side would fall silent near the limit.
        Prng random = Seeds.Start();
        for (int i = 0; i < 20_000; i++)
        {
            Instrument instrument = random.Chance(0.5) ? Markets.Inverse : Markets.Linear;
            double limit = 100 * (1 + random.Below(80));
            InventorySkewQuoter quoter = new(new InventorySkewParameters { MaxInventoryUsd = limit, SizeUsd = 100 + random.Below(2_000) });
            RiskGate gate = new(new RiskLimits { MaxInventoryUsd = limit, MaxOrderUsd = 100_000 }, Account);
            long bid = 900_000 + random.Below(200_000);
            MarketView view = Markets.View(instrument, bid, bid + 1 + random.Below(20), random.Below(1_200) - 600);
            QuotePair pair = QuoteRounding.Round(quoter.Decide(view), view);
            foreach (Side side in Enum.GetValues<Side>())
            {
                if (pair.SizeOf(side).Lots == 0)
                    continue;
                RateCredits credits = new(5, 20), pace = new(50, 50);
                RejectReason reason = gate.Check(
                    new OrderIntent { Kind = IntentKind.Place, Side = side, Price = pair.PriceOf(side), Amount = pair.SizeOf(side) },
                    new GateView
                    {
                        Instrument = instrument, Touch = view.Touch, Mark = view.Mid, PositionLots = view.PositionLots, OtherExposureLots = 0, FilledLots = 0,
                        Mode = TradingMode.Quoting, IsTrusted = true, NowNs = 1,
                    },
                    ref credits,
                    ref pace,
                    Reserves);
                Assert.True(reason == RejectReason.None, $"{reason}: {instrument} {side} {pair.SizeOf(side)} at {pair.PriceOf(side)}, position {view.PositionLots}, touch {view.Touch}");
            }
        }
    }

    [Fact]
    public void A_check_allocates_nothing()
    {
        OrderIntent intent = Intent(IntentKind.Edit, Side.Buy, 199_990, 10);
        int passed = 0;
        AllocationGate.HoldsAtZero(() => passed += Check(intent) == RejectReason.None ? 1 : 0);
        Assert.NotEqual(0, passed);
    }

    private static OrderIntent Intent(IntentKind kind, Side side, long price, long lots) =>
        new() { Kind = kind, Side = side, Price = new Price(price), Amount = new Size(lots) };

    private RejectReason Check(
        in OrderIntent intent, long position = 0, long other = 0, long filled = 0, TradingMode mode = TradingMode.Quoting, bool trusted = true, double mark = Mark,
        double index = Mark, long own = 0, int open = 0, double notional = 0, RiskLimits? limits = null, AccountLimits? account = null)
    {
        GateView view = View(position, other, filled, mode, trusted, mark, own);
        view.Index = index;
        view.OpenOrders = open;
        view.OtherNotionalUsd = notional;
        return new RiskGate(limits ?? Limits, account ?? Account).Check(intent, view, ref _credits, ref _pace, Reserves);
    }

    private static GateView View(
        long position = 0, long other = 0, long filled = 0, TradingMode mode = TradingMode.Quoting, bool trusted = true, double mark = Mark, long own = 0) => new()
    {
        Instrument = Markets.Inverse, Touch = new Touch(new Price(199_990), new Size(1), new Price(200_010), new Size(1)), Mark = mark, PositionLots = position,
        OtherExposureLots = other, FilledLots = filled, Mode = mode, IsTrusted = trusted, NowNs = 1, OwnOpposite = new Price(own),
    };
}
