using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Booking;

/// <summary>What the position gets without a trade: booked once, told once, and taken back when the trades come after all.</summary>
public class AdjustmentTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T19")]
    public void The_position_taken_over_is_a_fact_with_the_venues_price_and_the_trades_that_explain_it()
    {
        OrderIntent earlier = new() { Label = new OrderLabel(41, 0, Side.Buy, 0, 9), Side = Side.Buy, Price = new Price(Rig.Bid) };
        _rig.GoLive(-65, _rig.Fill(earlier, 40, 11, queried: true), _rig.Fill(earlier with { Side = Side.Sell, Label = OrderLabel.None }, 15, 12, queried: true));
        Fact fact = Adjustments().Single();
        Assert.Equal(
            (AdjustmentCause.Opening, -65, 25, 100_000_000_000_000, -65),
            (fact.Adjustment.Cause, fact.Adjustment.Lots, fact.Adjustment.RecoveredLots, fact.Adjustment.PriceE9, fact.PositionLots));
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(_rig.Position(-65));
        Assert.Single(Adjustments()); // once
    }

    [Fact]
    [Pitfall("T21b")]
    public void A_fill_that_comes_after_it_was_adjusted_for_is_taken_out_of_the_adjustment()
    {
        (OrderIntent bid, _) = _rig.Quote();
        EngineEvent fill = _rig.Fill(bid, 30, 1);
        fill.ExchangeNs = _rig.NowNs;
        Differ(30);
        Assert.Equal((30, 100), (_rig.Desk.PositionLots, _rig.Desk.Order(Side.Buy).Exposure.Lots)); // nothing told of the order: it may still fill
        fill.Fill.PriceE9 = 99_000_000_000_000;
        fill.Fill.FeeE9 = -1_000;
        _rig.Send(fill);
        Assert.Equal((30, 70), (_rig.Desk.PositionLots, _rig.Desk.Order(Side.Buy).Exposure.Lots));
        Assert.Equal([(AdjustmentCause.Mismatch, 30L, 30L), (AdjustmentCause.Explained, -30L, 30L)], Adjustments().Skip(1).Select(f => (f.Adjustment.Cause, f.Adjustment.Lots, f.PositionLots)));

        // Bought at 99 000, not at the mark of 100 000 that stood in for it: 30 lots of 10 USD, inverse.
        _rig.Send(_rig.Ticker());
        PnlFact pnl = DeskPnl.Compute(_rig.Desk, null);
        Assert.Equal(300 * ((1 / 99_000.0) - (1 / 100_000.0)) * 100_000, pnl.RealizedUsd + pnl.UnrealizedUsd, 6);
        Assert.Equal(-1e-6 * 100_000, pnl.FeesUsd, 9);
        _rig.Send(_rig.Position(30));
        Assert.Equal(1, _rig.Notices(NoticeKind.PositionMismatch));
    }

    [Fact]
    [Pitfall("T21b")]
    public void Once_a_lost_fill_is_explained_own_profit_and_the_venues_are_compared_by_what_they_come_to()
    {
        // What stood in for the trade stays in our average price, so that realised and open profit are shared out in another way than at the venue.
        (_, OrderIntent ask) = _rig.Quote(position: 100);
        EngineEvent fill = _rig.Fill(ask, 15, 1);
        fill.ExchangeNs = _rig.NowNs;
        fill.Fill.PriceE9 = 101_000_000_000_000;
        double realized = 150 * ((1 / 100_000.0) - (1 / 101_000.0));
        Differ(85, mark: 99_000);
        _rig.Send(fill);
        for (int answer = 0; answer < 2; answer++)
        {
            EngineEvent position = _rig.Position(85, mark: 99_000);
            position.Position.RealizedE9 = Decimals.FromDouble(realized);
            position.Position.TotalE9 = Decimals.FromDouble(850 * ((1 / 100_000.0) - (1 / 99_000.0)));
            _rig.Send(position);
            Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 3);
        }

        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    [Pitfall("T21b")]
    public void Fills_that_an_order_told_of_are_not_counted_twice_after_an_adjustment()
    {
        (OrderIntent bid, _) = _rig.Quote();
        EngineEvent fill = _rig.Fill(bid, 30, 1);
        fill.ExchangeNs = _rig.NowNs;
        _rig.Gateway.IsFull = true;
        _rig.Send(_rig.Order(bid, filled: 30)); // told of, its trade not
        Differ(30);
        long total = Math.Max(100, _rig.Desk.Order(Side.Buy).PendingAmount.Lots); // it may be on its way to another price
        Assert.Equal((30, total - 30), (_rig.Desk.PositionLots, _rig.Desk.Order(Side.Buy).Exposure.Lots));
        _rig.Send(fill);
        Assert.Equal((30, total - 30, 30), (_rig.Desk.PositionLots, _rig.Desk.Order(Side.Buy).Exposure.Lots, _rig.Desk.Order(Side.Buy).FilledByTrades.Lots));
    }

    [Fact]
    [Pitfall("T21b")]
    public void A_fill_from_after_the_adjustment_is_a_fill()
    {
        (OrderIntent bid, _) = _rig.Quote();
        Differ(30);
        EngineEvent fill = _rig.Fill(bid, 20, 1);
        fill.ExchangeNs = _rig.NowNs;
        _rig.Send(fill);
        Assert.Equal((50, 80), (_rig.Desk.PositionLots, _rig.Desk.Order(Side.Buy).Exposure.Lots));
    }

    [Fact]
    [Pitfall("T19")]
    [Pitfall("T21b")]
    public void A_trade_from_before_the_opening_that_is_told_late_moves_nothing()
    {
        OrderIntent earlier = new() { Label = new OrderLabel(41, 0, Side.Buy, 0, 9), Side = Side.Buy, Price = new Price(Rig.Bid) };
        EngineEvent fill = _rig.Fill(earlier, 40, 11, queried: true);
        fill.ExchangeNs = _rig.NowNs;
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Session(SessionState.Reconciling));
        EngineEvent position = _rig.Position(300);
        position.ExchangeNs = _rig.NowNs;
        _rig.Send(position);
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(fill);
        Assert.Equal((300, 0), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
        Assert.Equal(1, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
    }

    [Fact]
    [Pitfall("T19")]
    public void A_fill_told_while_the_position_is_on_its_way_makes_it_be_asked_for_again()
    {
        OrderIntent earlier = new() { Label = new OrderLabel(41, 0, Side.Buy, 0, 9), Side = Side.Buy, Price = new Price(Rig.Bid) };
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Ticker());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Fill(earlier, 40, 1));
        _rig.Send(_rig.Position(100)); // of before the fill, or of after it
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal([IntentKind.QueryAccount], _rig.TakeAll().Select(i => i.Kind));
        _rig.Send(_rig.Position(140));
        Assert.Equal(140, _rig.Desk.PositionLots);
        Assert.Equal(2, _rig.Take().Length);
    }

    [Fact]
    [Pitfall("T20")]
    [Pitfall("T21b")]
    public void However_late_and_in_whatever_order_lost_fills_come_the_position_ends_with_the_venues()
    {
        // Fills are lost, told late, or never; the venue's position is asked for all the while. Nothing is booked twice, and it settles.
        Prng random = Seeds.Start();
        for (int round = 0; round < 150; round++)
        {
            Rig rig = new(factRing: 128);
            (OrderIntent bid, OrderIntent ask) = rig.Quote();
            rig.Gateway.IsFull = true;
            long venue = 0, sequence = 0;
            List<EngineEvent> lost = [];
            for (int step = 0; step < 60; step++)
            {
                rig.NowNs += random.Below(3) * Rig.Second;
                if (random.Chance(0.3))
                {
                    OrderIntent of = random.Chance(0.5) ? bid : ask;
                    EngineEvent fill = rig.Fill(of, 1 + random.Below(3), ++sequence);
                    fill.ExchangeNs = rig.NowNs;
                    venue += of.Side.Sign() * fill.Fill.Size.Lots;
                    rig.NowNs += 2_000_000;
                    if (random.Chance(0.5))
                        rig.Send(fill);
                    else
                        lost.Add(fill);
                }
                else if (random.Chance(0.2) && lost.Count > 0)
                {
                    int at = random.Below(lost.Count);
                    rig.Send(lost[at] with { Flags = random.Chance(0.5) ? EventFlags.Snapshot : EventFlags.None });
                    lost.RemoveAt(at);
                }
                else if (random.Chance(0.6))
                    Answer(rig, venue);
            }

            Settle(rig, venue);
            for (; lost.Count > 0; lost.RemoveAt(0))
                rig.Send(lost[0]);
            Assert.Equal(venue, rig.Desk.PositionLots); // what was adjusted for is not booked again
            int adjustments = rig.Facts.Count(f => f.Kind == FactKind.Adjustment);
            Settle(rig, venue);
            Assert.Equal(adjustments, rig.Facts.Count(f => f.Kind == FactKind.Adjustment));
            Assert.Equal(sequence, rig.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence).Distinct().Count());
            Assert.Equal(sequence, rig.Facts.Count(f => f.Kind == FactKind.Fill));
        }
    }

    private static void Settle(Rig rig, long venue)
    {
        // A position of before the last fills may have been remembered; then it takes two answers, the time of one apart.
        rig.Gateway.IsFull = false;
        for (int i = 0; i < 2; i++)
        {
            rig.NowNs += 6 * Rig.Second;
            Answer(rig, venue);
        }

        rig.Gateway.IsFull = true;
        Assert.Equal(venue, rig.Desk.PositionLots);
    }

    private static void Answer(Rig rig, long venue)
    {
        EngineEvent e = rig.Position(venue);
        e.ExchangeNs = rig.NowNs;
        rig.NowNs += 2_000_000;
        rig.Send(e);
    }

    private void Differ(long lots, double mark = 100_000)
    {
        for (int i = 0; i < 2; i++)
        {
            _rig.NowNs += 6 * Rig.Second;
            EngineEvent position = _rig.Position(lots, mark: mark);
            position.ExchangeNs = _rig.NowNs;
            _rig.Gateway.IsFull = false;
            _rig.Send(position);
            _rig.Gateway.IsFull = true;
        }

        Assert.Equal(1, _rig.Notices(NoticeKind.PositionMismatch));
    }

    private IEnumerable<Fact> Adjustments() => _rig.Facts.Where(f => f.Kind == FactKind.Adjustment);
}
