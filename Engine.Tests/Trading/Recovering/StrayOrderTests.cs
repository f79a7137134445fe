using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>Orders of ours that stand in no slot: cancelled until they are gone, counted until then.</summary>
public class StrayOrderTests
{
    private static readonly OrderLabel Old = new(41, 0, Side.Buy, 0, 9);

    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T02")]
    public void A_stray_counts_with_what_it_may_still_fill_until_it_is_gone()
    {
        (OrderIntent bid, _) = _rig.Quote();
        EngineEvent stray = Stray("o1", 80, 30);
        _rig.Send(stray);
        Assert.Equal((80, 0), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.OtherExposureLots(Side.Sell))); // whether the 30 are booked is not known
        OrderIntent cancel = _rig.Take().Single(i => i.OrderId == Rig.Id("o1"));
        Assert.Equal((IntentKind.Cancel, Side.Buy), (cancel.Kind, cancel.Side));
        _rig.Send(_rig.Fill(OfStray(stray), 10, 5));
        Assert.Equal((70, 10), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.PositionLots));
        _rig.Send(_rig.Reply(cancel, error: 10041));
        Assert.Equal(70, _rig.Desk.OtherExposureLots(Side.Buy)); // refused: it is still there
        _rig.Timer(6 * Rig.Second);
        OrderIntent again = _rig.Take().Single(i => i.OrderId == Rig.Id("o1"));
        _rig.Timer(4 * Rig.Second);
        Assert.Equal(70, _rig.Desk.OtherExposureLots(Side.Buy)); // unanswered: it is still there
        Assert.DoesNotContain(_rig.Take(), i => i.OrderId == Rig.Id("o1"));
        EngineEvent done = _rig.Reply(again);
        done.Reply.Order = stray.Order;
        (done.Reply.Order.State, done.Reply.Order.Filled) = (VenueOrderState.Cancelled, new Size(40));
        _rig.Send(done);
        Assert.Equal(30, _rig.Desk.OtherExposureLots(Side.Buy)); // 40 filled, 10 booked
        _rig.Send(_rig.Fill(OfStray(stray), 30, 4, queried: true));
        Assert.Equal((0, 40), (_rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.PositionLots));
        Assert.NotEqual(Old, bid.Label);
    }

    [Fact]
    [Pitfall("T02")]
    public void What_a_gone_stray_may_have_filled_counts_until_all_trades_have_been_told()
    {
        _rig.Quote();
        _rig.Send(Stray("o1", 80, 0));
        _rig.Send(_rig.Reply(_rig.Take().Single(i => i.OrderId == Rig.Id("o1")), error: 11044)); // wholly filled, perhaps
        Assert.Equal(80, _rig.Desk.OtherExposureLots(Side.Buy));
        _rig.Timer(6 * Rig.Second);
        Assert.Contains(_rig.TakeAll(), i => i.Kind == IntentKind.Reconcile);
        List(OpenOrderList.Begins);
        _rig.Send(_rig.Position(0));
        List(OpenOrderList.Ends);
        Assert.Equal(0, _rig.Desk.OtherExposureLots(Side.Buy));
    }

    [Fact]
    [Pitfall("T05")]
    public void A_stray_that_a_complete_list_does_not_hold_is_gone_whatever_became_of_its_cancel()
    {
        _rig.GoLive(0, Stray("o1", 5, 0) with { Flags = EventFlags.Snapshot });
        OrderIntent cancel = _rig.Take().Single();
        for (int i = 0; i < 3; i++)
        {
            _rig.Send(_rig.Reply(cancel, error: 10041));
            _rig.Timer(40 * Rig.Second);
            cancel = _rig.Take().Single(intent => intent.Kind == IntentKind.Cancel);
        }

        List(OpenOrderList.Begins);
        List(OpenOrderList.Ends);
        _rig.Send(_rig.Snapshot());
        Assert.Equal([IntentKind.Place, IntentKind.Place], _rig.Take().Select(i => i.Kind));
    }

    [Fact]
    public void A_refused_cancel_is_tried_again_with_growing_patience()
    {
        _rig.GoLive(0, Stray("o1", 5, 0) with { Flags = EventFlags.Snapshot });
        OrderIntent cancel = _rig.Take().Single();
        foreach (int pause in (int[])[1, 2, 4, 8, 16, 32, 32])
        {
            _rig.Send(_rig.Reply(cancel, error: 10041));
            _rig.Timer((pause * Rig.Second) - (Rig.Second / 2));
            Assert.DoesNotContain(_rig.Take(), i => i.Kind == IntentKind.Cancel);
            _rig.Timer(Rig.Second);
            cancel = _rig.Take().Single(i => i.Kind == IntentKind.Cancel);
        }
    }

    [Fact]
    [Pitfall("T15")]
    public void A_stray_whose_id_is_not_known_waits_for_it()
    {
        EngineEvent nameless = Stray("o1", 5, 0);
        nameless.Order.OrderId = VenueId.None;
        _rig.GoLive(0, nameless with { Flags = EventFlags.Snapshot });
        Assert.Empty(_rig.Take());
        Assert.False(_rig.Engine.HasNoOrders);
        _rig.Send(Stray("o1", 5, 0));
        Assert.Equal((IntentKind.Cancel, "o1"), _rig.Take().Select(i => (i.Kind, i.OrderId.ToString())).Single());
    }

    [Fact]
    [Pitfall("T15")]
    public void An_order_taken_without_an_id_is_in_doubt_until_the_list_names_it()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        EngineEvent reply = _rig.Reply(placed[0]);
        reply.Reply.Order.OrderId = VenueId.None;
        _rig.Send(reply);
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Buy).State);
        EngineEvent told = _rig.Order(placed[0]);
        told.Order.OrderId = VenueId.None;
        _rig.Send(told);
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Buy).State);
        _rig.Send(_rig.Order(placed[0], listed: true));
        Assert.Equal((OrderState.Working, Rig.Id(placed[0].Label)), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Buy).OrderId));
        _rig.Send(told); // an id once known is not lost again
        Assert.Equal(Rig.Id(placed[0].Label), _rig.Desk.Order(Side.Buy).OrderId);
    }

    [Fact]
    [Pitfall("T02")]
    public void A_late_answer_that_shows_an_order_given_up_makes_it_a_stray()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[1]));
        for (int i = 0; i < 3; i++)
        {
            _rig.Timer(6 * Rig.Second);
            List(OpenOrderList.Begins);
            _rig.Send(_rig.Order(placed[1], listed: true));
            List(OpenOrderList.Ends);
        }

        OrderIntent again = _rig.Take().Last(i => i.Kind == IntentKind.Place);
        Assert.NotEqual(placed[0].Label, again.Label);
        _rig.Send(_rig.Reply(placed[0])); // to a request given up; its slot has another order
        Assert.Equal(again.Label, _rig.Desk.Order(Side.Buy).Label);
        Assert.Equal((IntentKind.Cancel, Rig.Id(placed[0].Label)), _rig.Take().Where(i => i.OrderId == Rig.Id(placed[0].Label)).Select(i => (i.Kind, i.OrderId)).Single());
    }

    [Fact]
    public void The_cancel_of_a_stray_is_journalled_as_of_an_order_that_stood_in_no_slot()
    {
        _rig.GoLive(0, Stray("o1", 5, 0) with { Flags = EventFlags.Snapshot });
        OrderIntent cancel = _rig.Take().Single();
        EngineEvent sent = _rig.Event(EventKind.Sent);
        (sent.Side, sent.Tag) = (cancel.Side, (byte)IntentKind.Cancel);
        sent.Sent = new SentUpdate { RequestId = cancel.RequestId, Label = cancel.Label, OrderId = cancel.OrderId, CauseNs = _rig.NowNs };
        _rig.Send(sent);
        Fact fact = _rig.Facts.Last(f => f.Kind == FactKind.Transition);
        Assert.Equal(
            ((byte)OrderState.Unknown, (byte)OrderState.Cancelling, (byte)OrderCause.CancelSent, Old),
            (fact.Transition.From, fact.Transition.To, fact.Transition.Cause, fact.Transition.Label));
    }

    private static OrderIntent OfStray(in EngineEvent stray) =>
        new() { Label = stray.Order.Label, Side = stray.Side, OrderId = stray.Order.OrderId, Price = stray.Order.Price };

    private void List(OpenOrderList list)
    {
        EngineEvent e = _rig.Session(SessionState.Live);
        e.Session.List = list;
        _rig.Send(e);
    }

    private EngineEvent Stray(string id, long amount, long filled) =>
        _rig.Order(new OrderIntent { Label = Old, Side = Side.Buy, OrderId = Rig.Id(id), Price = new Price(Rig.Bid), Amount = new Size(amount) }, filled: filled);
}
