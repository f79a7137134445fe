using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>What is in doubt stays so until nothing can be under way any more and the venue has had its say.</summary>
public class DoubtTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T07")]
    [Pitfall("T02")]
    public void An_order_that_was_still_under_way_when_the_list_was_made_is_not_given_up_for_it()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[1]));
        _rig.Send(_rig.Session(SessionState.Down)); // with the bid on its way
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Order(placed[1], listed: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((OrderState.Unknown, 100), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Buy).Exposure.Lots));
        for (int i = 0; i < 3; i++)
        {
            _rig.Timer(Rig.Second); // within the time that a request may take
            List(() => _rig.Send(_rig.Order(placed[1], listed: true)));
            Assert.DoesNotContain(_rig.TakeAll(), intent => intent.Kind == IntentKind.Place);
        }

        _rig.Send(_rig.Order(placed[0])); // it arrives
        Assert.Equal(OrderState.Working, _rig.Desk.Order(Side.Buy).State);
        Assert.DoesNotContain(_rig.TakeAll(), intent => intent.Kind == IntentKind.Place);
    }

    [Fact]
    [Pitfall("T07")]
    public void Two_lists_with_a_time_between_prove_that_there_never_was_an_order()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[1]));
        _rig.Timer(6 * Rig.Second);
        _rig.TakeAll();
        List(Nothing);
        List(Nothing); // at once: it may be the same list
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Buy).State);
        _rig.Timer(Rig.Second);
        Assert.Contains(_rig.TakeAll(), i => i.Kind == IntentKind.Reconcile);
        List(Nothing);
        Assert.Equal(OrderState.Placing, _rig.Desk.Order(Side.Buy).State); // given up, and placed anew
        Assert.NotEqual(placed[0].Label, _rig.Desk.Order(Side.Buy).Label);

        void Nothing() => _rig.Send(_rig.Order(placed[1], listed: true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Pitfall("T10")]
    [Pitfall("T02")]
    public void An_edit_lost_with_the_connection_counts_until_it_can_no_longer_take_effect(bool takesEffect)
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Batch(_rig.Order(bid, filled: 40), _rig.Fill(bid, 40, 1));
        OrderIntent edit = _rig.Take().Single(i => i.Side == Side.Buy);
        Assert.Equal(140, edit.Amount.Lots);
        _rig.Send(_rig.Session(SessionState.Down));
        Assert.Equal(100, _rig.Desk.Order(Side.Buy).Exposure.Lots); // 140 in all, 40 booked
        _rig.Gateway.IsFull = true;
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Order(bid, filled: 40, listed: true)); // the old terms
        _rig.Send(_rig.Order(ask, listed: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((OrderState.Working, 100, 100), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Buy).Amount.Lots, _rig.Desk.Order(Side.Buy).Exposure.Lots));
        if (takesEffect)
            _rig.Send(_rig.Order(bid, filled: 40, amount: 140));
        Assert.Equal(100, _rig.Desk.Order(Side.Buy).Exposure.Lots);
        _rig.Timer(6 * Rig.Second);
        List(() =>
        {
            _rig.Send(_rig.Order(bid, filled: 40, listed: true, amount: takesEffect ? 140 : 100));
            _rig.Send(_rig.Order(ask, listed: true));
        });
        Assert.Equal(takesEffect ? 100 : 60, _rig.Desk.Order(Side.Buy).Exposure.Lots);
    }

    [Fact]
    [Pitfall("T02")]
    public void A_session_that_tells_where_lists_begin_and_end_is_believed_in_both()
    {
        // An order placed after a list was asked for is not missing on it, nor does the end of an older list end a younger one.
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        Tell(OpenOrderList.Begins);
        _rig.Batch(_rig.Order(bid, VenueOrderState.Filled, 100), _rig.Fill(bid, 100, 1));
        OrderIntent[] sent = _rig.Take();
        _rig.Gateway.IsFull = true;
        OrderIntent placed = sent.Single(i => i.Side == Side.Buy);
        _rig.Send(_rig.Reply(sent.Single(i => i.Side == Side.Sell)));
        _rig.Send(_rig.Order(ask, listed: true)); // made before the new bid was there
        _rig.Send(_rig.Reply(placed));
        Tell(OpenOrderList.Ends);
        Assert.Equal((OrderState.Working, placed.Label), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Buy).Label));
        Tell(OpenOrderList.Begins);
        _rig.Send(_rig.Session(SessionState.Live)); // an end of something else
        Assert.Equal(OrderState.Working, _rig.Desk.Order(Side.Buy).State);
        Tell(OpenOrderList.Ends); // and this list is empty
        Assert.Equal((OrderState.Idle, OrderState.Idle), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Sell).State));
    }

    [Fact]
    public void News_that_show_an_order_open_after_its_end_are_old()
    {
        (OrderIntent bid, _) = _rig.Quote();
        EngineEvent open = _rig.Order(bid);
        _rig.Gateway.IsFull = true;
        _rig.Batch(_rig.Order(bid, VenueOrderState.Cancelled));
        _rig.Send(open);
        Assert.Equal(OrderState.Idle, _rig.Desk.Order(Side.Buy).State);
    }

    [Fact]
    [Pitfall("T02")]
    public void Fills_told_of_and_not_booked_count_beyond_the_order_that_made_them()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Batch(_rig.Order(bid, VenueOrderState.Cancelled, 30)); // 30 filled, their trades still to come
        Assert.Equal(30, _rig.Desk.OtherExposureLots(Side.Buy));
        for (int i = 0; i < 12; i++)
            _rig.Timer(Rig.Second / 2);
        _rig.Send(_rig.Market(199_999, 200_001));
        Assert.Contains(_rig.TakeAll(), i => i.Kind == IntentKind.Place && i.Side == Side.Buy); // not silenced for good, but
        Assert.Equal(30, _rig.Desk.OtherExposureLots(Side.Buy)); // counted in what the next order may do
        _rig.Send(_rig.Fill(bid, 30, 4, queried: true));
        Assert.Equal((0, 30), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.PositionLots));
    }

    [Fact]
    [Pitfall("T02")]
    public void What_an_order_given_up_had_filled_counts_when_it_is_told_and_until_the_positions_agree()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Gateway.IsFull = true;
        List(() => _rig.Send(_rig.Order(ask, listed: true)));
        Assert.Equal((OrderState.Idle, 0), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.OtherExposureLots(Side.Buy)));
        _rig.Send(_rig.Order(bid, VenueOrderState.Filled, 100)); // its last word, without its trade
        Assert.Equal(100, _rig.Desk.OtherExposureLots(Side.Buy));
        _rig.Timer(6 * Rig.Second);
        List(() => _rig.Send(_rig.Position(100))); // the trade is lost, yet the position has it
        Assert.Equal(100, _rig.Desk.Order(Side.Buy).Exposure.Lots);
        _rig.Gateway.Accepts = intent => intent.Kind == IntentKind.QueryAccount;
        _rig.Gateway.IsFull = false;
        for (int i = 0; i < 2; i++)
        {
            _rig.NowNs += 6 * Rig.Second;
            _rig.Send(_rig.Position(100));
        }

        Assert.Equal((100, 0), (_rig.Desk.PositionLots, _rig.Desk.OtherExposureLots(Side.Buy)));
    }

    [Fact]
    [Pitfall("T02")]
    public void While_the_venues_position_is_larger_than_ours_the_worst_case_takes_the_larger()
    {
        _rig.Quote();
        _rig.Send(_rig.Position(70));
        Assert.Equal((70, 0), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.OtherExposureLots(Side.Sell)));
        _rig.Send(_rig.Position(-20));
        Assert.Equal((0, 20), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.OtherExposureLots(Side.Sell)));
        _rig.Send(_rig.Position(0));
        Assert.Equal((0, 0), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.OtherExposureLots(Side.Sell)));
    }

    [Fact]
    [Pitfall("T02")]
    [Pitfall("T12")]
    public void What_is_in_doubt_beside_an_order_is_part_of_what_the_gate_checks()
    {
        Rig rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000 });
        (OrderIntent bid, _) = rig.Quote(position: 350); // 100 more are within the limit of 500
        rig.Send(rig.Position(410)); // perhaps only 90 are
        rig.TakeAll();
        rig.Send(rig.Market(200_011, 200_013));
        OrderIntent moved = rig.Take().Single(i => i.Side == Side.Buy);
        Assert.Equal((IntentKind.Cancel, Rig.Id(bid.Label)), (moved.Kind, moved.OrderId));
    }

    private void List(Action holds)
    {
        Tell(OpenOrderList.Begins);
        holds();
        Tell(OpenOrderList.Ends);
    }

    private void Tell(OpenOrderList list)
    {
        EngineEvent e = _rig.Session(SessionState.Live);
        e.Session.List = list;
        _rig.Send(e);
    }
}
