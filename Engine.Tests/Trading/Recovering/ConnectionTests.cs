using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

public class ConnectionTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T02")]
    [Pitfall("T09")]
    public void A_lost_connection_leaves_every_order_in_doubt_and_sends_nothing()
    {
        _rig.Quote();
        _rig.Send(_rig.Session(SessionState.Down));
        Assert.Equal((OrderState.Unknown, OrderState.Unknown), States());
        Assert.False(_rig.Engine.HasNoOrders);
        _rig.Send(_rig.Snapshot());
        _rig.Timer(Rig.Second);
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Market(200_031, 200_033));
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Timer(Rig.Second);
        Assert.Empty(_rig.TakeAll());
    }

    [Fact]
    [Pitfall("T02")]
    [Pitfall("T05")]
    public void After_a_reconnection_what_the_list_holds_works_on_and_what_it_lacks_is_placed_anew()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        Reconnect(_rig.Order(bid, listed: true));
        Assert.Equal(OrderState.Working, _rig.Desk.Order(Side.Buy).State);
        OrderIntent placed = _rig.Take().Single();
        Assert.Equal((IntentKind.Place, Side.Sell), (placed.Kind, placed.Side));
        Assert.NotEqual(ask.Label, placed.Label);
    }

    [Fact]
    [Pitfall("T02")]
    [Pitfall("T04")]
    public void An_order_whose_answer_was_lost_is_found_on_the_list_and_not_placed_twice()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        Reconnect(_rig.Order(placed[0], listed: true), _rig.Order(placed[1], listed: true));
        Assert.Empty(_rig.Take());
        Assert.Equal((OrderState.Working, OrderState.Working), States());
        Assert.Equal(Rig.Id(placed[0].Label), _rig.Desk.Order(Side.Buy).OrderId);
    }

    [Fact]
    [Pitfall("T21e")]
    public void Fills_of_the_time_without_a_connection_count_once_and_before_anything_is_sent()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        Reconnect(_rig.Order(ask, listed: true), _rig.Fill(bid, 60, 1, queried: true), _rig.Fill(bid, 40, 2, queried: true));
        Assert.Equal((100, 2), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
        OrderIntent[] sent = _rig.Take();
        Assert.Equal((IntentKind.Place, 199_967), (sent[0].Kind, sent[0].Price.Ticks));
    }

    [Fact]
    [Pitfall("T07")]
    public void A_request_without_an_answer_leaves_its_order_in_doubt_until_the_list_tells()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[1]));
        _rig.Timer(6 * Rig.Second);
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Buy).State);
        OrderIntent[] intents = _rig.TakeAll();
        Assert.Single(intents, i => i.Kind == IntentKind.Reconcile);
        Assert.DoesNotContain(intents, i => i.Side == Side.Buy && i.Kind == IntentKind.Place);
        _rig.Send(_rig.Order(placed[0], listed: true));
        _rig.Send(_rig.Order(placed[1], listed: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((OrderState.Working, OrderState.Working), States());
        Assert.DoesNotContain(_rig.TakeAll(), i => i.Kind == IntentKind.Place);
    }

    [Fact]
    public void A_slow_list_whose_orders_were_shown_before_a_second_doubt_gives_none_of_them_up()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Market(200_031, 200_033));
        OrderIntent[] edits = _rig.Take();
        _rig.Send(_rig.Reply(edits[1]));
        _rig.TakeAll();
        _rig.Timer(6 * Rig.Second); // the bid's edit is in doubt: a list is asked for
        Assert.Single(_rig.TakeAll(), i => i.Kind == IntentKind.Reconcile);
        _rig.Send(_rig.Order(ask, listed: true)); // its first part
        for (int i = 0; i < 4; i++)
        {
            _rig.Timer(Rig.Second);
            Assert.DoesNotContain(_rig.TakeAll(), intent => intent.Kind == IntentKind.Reconcile);
        }

        _rig.Send(_rig.Order(bid, listed: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.DoesNotContain(_rig.Take(), i => i.Kind == IntentKind.Place);
        Assert.Equal((bid.Label, ask.Label), (_rig.Desk.Order(Side.Buy).Label, _rig.Desk.Order(Side.Sell).Label));
    }

    [Fact]
    public void A_session_said_to_be_live_twice_without_a_list_gives_no_order_up()
    {
        _rig.Quote();
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((OrderState.Working, OrderState.Working), States());
        Assert.Empty(_rig.TakeAll());
    }

    [Fact]
    public void When_there_was_no_room_to_ask_for_a_list_the_next_live_gives_no_order_up()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[1]));
        _rig.Gateway.IsFull = true;
        _rig.Timer(6 * Rig.Second);
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((OrderState.Unknown, OrderState.Working), States());
        _rig.Gateway.IsFull = false;
        _rig.Timer(Rig.Second);
        Assert.Single(_rig.TakeAll(), i => i.Kind == IntentKind.Reconcile);
    }

    [Fact]
    public void An_order_placed_while_a_list_is_on_its_way_is_not_missed_on_it()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Market(200_031, 200_033));
        OrderIntent[] edits = _rig.Take();
        _rig.Send(_rig.Reply(edits[1], VenueOrderState.Cancelled)); // the ask's slot is free
        OrderIntent placed = _rig.Take().Single();
        _rig.Timer(6 * Rig.Second); // the bid's edit is in doubt, and so is the new ask
        Assert.Equal((OrderState.Unknown, OrderState.Unknown), States());
        _rig.TakeAll();
        _rig.Send(_rig.Order(bid, listed: true));
        _rig.Send(_rig.Order(placed, listed: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.DoesNotContain(_rig.Take(), i => i.Kind == IntentKind.Place);
        Assert.Equal((bid.Label, placed.Label), (_rig.Desk.Order(Side.Buy).Label, _rig.Desk.Order(Side.Sell).Label));
        Assert.NotEqual(ask.Label, placed.Label);
    }

    [Fact]
    [Pitfall("T02")]
    public void An_order_given_up_that_shows_after_all_is_cancelled_by_id()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        Reconnect(); // the list holds neither
        Assert.Empty(_rig.Take()); // both may still be under way
        _rig.Timer(6 * Rig.Second);
        Assert.Contains(_rig.TakeAll(), i => i.Kind == IntentKind.Reconcile);
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Session(SessionState.Live)); // nor does a list of when neither could be any more
        OrderIntent[] again = _rig.Take();
        Assert.Equal(2, again.Length);
        _rig.Send(_rig.Order(placed[0]));
        OrderIntent cancel = _rig.Take().Single();
        Assert.Equal((IntentKind.Cancel, Rig.Id(placed[0].Label)), (cancel.Kind, cancel.OrderId));
    }

    [Fact]
    [Pitfall("T08")]
    public void A_notification_may_come_before_the_answer_and_after_it()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Order(placed[0]));
        Assert.Equal(OrderState.Placing, _rig.Desk.Order(Side.Buy).State);
        _rig.Send(_rig.Reply(placed[0]));
        _rig.Send(_rig.Reply(placed[1]));
        _rig.Send(_rig.Order(placed[1]));
        Assert.Equal((OrderState.Working, OrderState.Working), States());
        _rig.Send(_rig.Order(placed[1])); // and twice
        Assert.Empty(_rig.Take());
    }

    [Fact]
    [Pitfall("T08")]
    public void An_order_filled_before_its_answer_is_not_open_because_of_it()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Batch(_rig.Order(placed[0], VenueOrderState.Filled, 100), _rig.Fill(placed[0], 100, 1));
        Assert.Equal(OrderState.Closing, _rig.Desk.Order(Side.Buy).State);
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Reply(placed[0]));
        Assert.Equal((100, IntentKind.Place), (_rig.Desk.PositionLots, _rig.Take().First(i => i.Side == Side.Buy).Kind));
    }

    [Theory]
    [InlineData(11044)]
    [InlineData(10004)]
    [InlineData(10010)]
    [InlineData(11008)]
    [Pitfall("T13")]
    public void An_edit_of_an_order_that_is_gone_waits_for_the_news_of_it(int code)
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Market(200_031, 200_033));
        OrderIntent edit = _rig.Take().First(i => i.Side == Side.Buy);
        _rig.Send(_rig.Reply(edit, error: code));
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Buy).State);
        Assert.Empty(_rig.Take());
        _rig.Batch(_rig.Order(bid, VenueOrderState.Filled, 100), _rig.Fill(bid, 100, 1));
        Assert.Equal(OrderState.Idle, _rig.Desk.Order(Side.Buy).State);
        Assert.Equal(100, _rig.Desk.PositionLots);
        _rig.Timer(2 * Rig.Second);
        Assert.Equal(IntentKind.Place, _rig.Take().Single(i => i.Side == Side.Buy).Kind);
    }

    [Fact]
    [Pitfall("T17")]
    public void The_old_books_levels_do_not_survive_a_reconnection()
    {
        _rig.Quote();
        _rig.Send(_rig.Session(SessionState.Down));
        Assert.False(_rig.Desk.Book.IsTrusted);
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Snapshot());
        Assert.Equal(2, _rig.Take().Length);
    }

    [Fact]
    public void Replies_to_nobody_change_nothing()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Reply(bid, error: 10009)); // answered long ago
        EngineEvent unknown = _rig.Reply(bid);
        unknown.Reply.RequestId = 0;
        _rig.Send(unknown);
        Assert.Equal((OrderState.Working, OrderState.Working), States());
        Assert.Empty(_rig.TakeAll());
    }

    private void Reconnect(params EngineEvent[] listed)
    {
        _rig.Send(_rig.Session(SessionState.Down));
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        foreach (EngineEvent e in listed)
            _rig.Send(e);
        Assert.Empty(_rig.TakeAll());
        _rig.Send(_rig.Session(SessionState.Live));
    }

    private (OrderState Bid, OrderState Ask) States() => (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Sell).State);
}
