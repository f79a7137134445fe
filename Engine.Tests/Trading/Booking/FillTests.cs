using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Booking;

public class FillTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T21")]
    [Pitfall("T22")]
    [Pitfall("T57")]
    public void A_fill_told_by_reply_notification_and_query_is_counted_and_journalled_once()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Fill(bid, 40, 7));
        _rig.Batch(_rig.Order(bid, filled: 40), _rig.Fill(bid, 40, 7));
        _rig.Send(_rig.Fill(bid, 40, 7, queried: true));
        Assert.Equal((40, 1), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
        Assert.Equal(1, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
        Assert.Equal(40, _rig.Desk.Order(Side.Buy).FilledLots);
    }

    [Fact]
    public void Both_sides_of_a_trade_with_oneself_count_although_they_share_its_number()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Fill(bid, 40, 7));
        _rig.Send(_rig.Fill(ask, 40, 7));
        Assert.Equal((0, 2), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
    }

    [Fact]
    public void A_fill_without_a_number_is_told_apart_by_its_id()
    {
        (OrderIntent bid, _) = _rig.Quote();
        EngineEvent first = _rig.Fill(bid, 10, 0), second = _rig.Fill(bid, 10, 0);
        second.Fill.TradeId = Rig.Id("another");
        foreach (EngineEvent e in (EngineEvent[])[first, second, first, second])
            _rig.Send(e);
        Assert.Equal((20, 2), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
    }

    [Fact]
    [Pitfall("T22")]
    public void The_sum_of_fills_is_the_position_after_every_event()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        long sum = 0;
        for (int i = 1; i <= 200; i++)
        {
            OrderIntent of = i % 3 == 0 ? ask : bid;
            _rig.Send(_rig.Fill(of, i, i, queried: i % 5 == 0));
            sum += of.Side.Sign() * i;
            Assert.Equal(sum, _rig.Desk.PositionLots);
            Assert.Equal(sum, _rig.Facts.Last(f => f.Kind == FactKind.Fill).PositionLots);
        }
    }

    [Fact]
    [Pitfall("T53")]
    [Pitfall("T60")]
    [Pitfall("T53")]
    public void A_full_journal_ring_loses_no_fill()
    {
        Rig rig = new(factRing: 8);
        (OrderIntent bid, _) = rig.Quote();
        rig.IsJournalReading = false;
        for (int i = 1; i <= 500; i++)
            rig.Send(rig.Fill(bid, 1, i));
        Assert.Equal(500, rig.Desk.PositionLots);
        rig.IsJournalReading = true;
        for (int i = 0; i < 200; i++)
            rig.Timer(1);
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), rig.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence));
        Assert.Equal(0, rig.Log.LostFills);
    }

    [Fact]
    public void A_fill_before_the_specification_is_no_crash_and_is_not_forgotten()
    {
        OrderIntent earlier = new() { Label = new OrderLabel(41, 0, Side.Buy, 0, 1), Price = new Price(5) };
        _rig.Send(_rig.Fill(earlier, 10, 3));
        _rig.GoLive(position: 10);
        _rig.Send(_rig.Fill(earlier, 10, 3, queried: true));
        Assert.Equal(1, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
    }

    [Fact]
    [Pitfall("T02")]
    public void An_order_told_done_with_more_filled_than_was_booked_holds_its_side_until_the_trades_come()
    {
        // The answer to the cancel overtakes the notification: 30 lots are filled that the position does not hold yet.
        (OrderIntent bid, OrderIntent ask) = _rig.Quote(position: 400);
        _rig.Send(_rig.Event(EventKind.BookInvalid));
        OrderIntent[] cancels = _rig.Take();
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Reply(cancels[0], VenueOrderState.Cancelled, filled: 30));
        Assert.Equal(OrderState.Idle, _rig.Desk.Order(Side.Buy).State);
        Assert.DoesNotContain(_rig.Take(), i => i.Side == Side.Buy); // 100 would still fit the limit as far as the position is known
        _rig.Timer(Rig.Second);
        Assert.Contains(_rig.TakeAll(), i => i.Kind == IntentKind.QueryAccount);
        _rig.Send(_rig.Fill(bid, 30, 9));
        OrderIntent placed = _rig.Take().Single(i => i.Side == Side.Buy);
        Assert.Equal((IntentKind.Place, 70), (placed.Kind, placed.Amount.Lots));
        Assert.Equal(430, _rig.Desk.PositionLots);
        Assert.Equal(Side.Sell, ask.Side);
    }

    [Fact]
    public void Trades_that_never_come_do_not_silence_a_side_for_good()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Batch(_rig.Order(bid, VenueOrderState.Cancelled, 30));
        _rig.Take();
        for (int i = 0; i < 20; i++)
        {
            _rig.Timer(Rig.Second / 2);
            _rig.Send(_rig.Market(199_999, 200_001));
        }

        Assert.Contains(_rig.Take(), i => i.Kind == IntentKind.Place && i.Side == Side.Buy);
    }

    [Fact]
    [Pitfall("T02")]
    public void The_gate_counts_what_an_order_update_told_and_no_trade_has_booked()
    {
        (OrderIntent bid, _) = _rig.Quote(position: 420);
        Assert.Equal(80, bid.Amount.Lots);
        _rig.Send(_rig.Order(bid, filled: 50)); // 50 of 80 filled, their trades still to come
        // 420 are known: 80 more seem to fit, but with the 50 there is room for 30 only.
        _rig.Send(_rig.Market(200_021, 200_023));
        foreach (OrderIntent edit in _rig.Take().Where(i => i.Side == Side.Buy && i.Kind == IntentKind.Edit))
            Assert.True(420 + edit.Amount.Lots <= 500, $"an edit to {edit.Amount.Lots} in all, 420 held");
    }
}
