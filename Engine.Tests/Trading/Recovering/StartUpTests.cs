using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

public class StartUpTests
{
    private static readonly OrderLabel Old = new(41, 0, Side.Buy, 0, 9);

    private readonly Rig _rig = new();

    [Fact]
    public void The_first_quotes_go_out_when_the_session_is_live_and_not_before()
    {
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Ticker());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Position(0));
        _rig.Timer(Rig.Second);
        Assert.Empty(_rig.TakeAll());
        _rig.Send(_rig.Session(SessionState.Live));
        OrderIntent[] placed = _rig.Take();
        Assert.Equal(2, placed.Length);
        Assert.All(placed, intent =>
        {
            Assert.Equal((IntentKind.Place, Rig.Lots), (intent.Kind, intent.Amount.Lots));
            Assert.Equal(OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.Limit, intent.Flags);
            Assert.Equal((Rig.SessionId, intent.Side), (intent.Label.Session, intent.Label.Side));
            Assert.False(intent.OrderId.IsSome);
            Assert.Equal(_rig.NowNs - (Rig.Second / 1_000), intent.CauseNs);
        });
        Assert.Equal([(Side.Buy, Rig.Bid), (Side.Sell, Rig.Ask)], placed.Select(i => (i.Side, i.Price.Ticks)));
        Assert.NotEqual(placed[0].RequestId, placed[1].RequestId);
        Assert.NotEqual(placed[0].Label, placed[1].Label);
    }

    [Theory]
    [InlineData("specification")]
    [InlineData("book")]
    [InlineData("ticker")]
    [InlineData("position")]
    [Pitfall("T18")]
    public void While_any_of_what_a_quote_rests_on_is_missing_nothing_is_quoted(string missing)
    {
        EngineEvent[] events = [_rig.Specification(), _rig.Snapshot(), _rig.Ticker(), _rig.Position(0)];
        int skip = Array.IndexOf(["specification", "book", "ticker", "position"], missing);
        for (int i = 0; i < events.Length; i++)
        {
            if (i != skip)
                _rig.Send(events[i]);
        }

        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Timer(Rig.Second);
        Assert.Empty(_rig.Take());
        if (missing == "position")
            return; // it is only taken over when a session goes live
        _rig.Send(events[skip]);
        if (missing == "specification")
            _rig.Send(_rig.Session(SessionState.Live)); // a position in lots means nothing before
        Assert.Equal(2, _rig.Take().Length);
    }

    [Fact]
    [Pitfall("T19")]
    public void The_venues_position_is_the_one_to_begin_with()
    {
        _rig.GoLive(position: 300);
        Assert.Equal((300, 0), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
        // 3000 USD shift both quotes down by 3.9.
        Assert.Equal([(Side.Buy, 199_962L, 100L), (Side.Sell, 200_023L, 100L)], _rig.Take().Select(i => (i.Side, i.Price.Ticks, i.Amount.Lots)));
    }

    [Fact]
    [Pitfall("T40")]
    public void A_position_taken_over_without_an_entry_price_begins_at_mark()
    {
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Ticker());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Position(300, average: 0, mark: 100_000));
        _rig.Send(_rig.Session(SessionState.Live));
        PnlFact pnl = DeskPnl.Compute(_rig.Desk, null);
        Assert.Equal(0, pnl.UnrealizedUsd, 9);
    }

    [Fact]
    [Pitfall("T19")]
    [Pitfall("T21")]
    public void Trades_from_before_the_start_are_journalled_and_change_no_position()
    {
        OrderIntent earlier = new() { Label = Old, Side = Side.Buy, Price = new Price(Rig.Bid) };
        _rig.GoLive(300, _rig.Fill(earlier, 40, 11, queried: true), _rig.Fill(earlier, 60, 12, queried: true));
        Assert.Equal((300, 0), (_rig.Desk.PositionLots, _rig.Desk.FillCount));
        Assert.Equal([11L, 12], _rig.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence));
        Assert.All(_rig.Facts.Where(f => f.Kind == FactKind.Fill), f => Assert.True(f.Recovered));
    }

    [Fact]
    [Pitfall("T01")]
    [Pitfall("T05")]
    public void Orders_of_an_earlier_session_are_cancelled_by_id_before_anything_is_quoted()
    {
        _rig.GoLive(0, _rig.Listed(Old, "o1"), _rig.Listed(new OrderLabel(40, 0, Side.Sell, 0, 3), "o2", Side.Sell));
        OrderIntent[] cancels = _rig.Take();
        Assert.Equal([(IntentKind.Cancel, "o1"), (IntentKind.Cancel, "o2")], cancels.Select(i => (i.Kind, i.OrderId.ToString())));
        Assert.False(_rig.Engine.HasNoOrders);
        _rig.Send(_rig.Reply(cancels[0], VenueOrderState.Cancelled));
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Reply(cancels[1], VenueOrderState.Cancelled));
        Assert.Equal([IntentKind.Place, IntentKind.Place], _rig.Take().Select(i => i.Kind));
    }

    [Fact]
    [Pitfall("T14")]
    public void A_strangers_order_is_never_touched()
    {
        _rig.GoLive(0, _rig.Listed(OrderLabel.None, "s1"), _rig.Listed(OrderLabel.None, "s2", Side.Sell));
        Assert.Equal([IntentKind.Place, IntentKind.Place], _rig.Take().Select(i => i.Kind));
        _rig.Send(_rig.Command(CommandKind.Stop));
        Assert.DoesNotContain(_rig.Take(), i => i.OrderId == Rig.Id("s1") || i.OrderId == Rig.Id("s2"));
    }

    [Fact]
    [Pitfall("T01")]
    public void However_many_orders_an_earlier_session_left_all_are_cancelled_before_anything_is_quoted()
    {
        HashSet<string> open = [.. Enumerable.Range(0, 50).Select(i => $"o{i}")];
        EngineEvent[] Listing() => [.. open.Order().Select(id => _rig.Listed(Old, id))];
        _rig.GoLive(0, Listing());
        for (int round = 0; round < 100 && open.Count > 0; round++)
        {
            OrderIntent[] intents = _rig.TakeAll();
            Assert.DoesNotContain(intents, i => i.Kind is IntentKind.Place or IntentKind.Edit);
            foreach (OrderIntent cancel in intents.Where(i => i.Kind == IntentKind.Cancel))
            {
                open.Remove(cancel.OrderId.ToString());
                _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
            }

            if (intents.Any(i => i.Kind == IntentKind.Reconcile))
            {
                foreach (EngineEvent e in Listing())
                    _rig.Send(e);
                _rig.Send(_rig.Session(SessionState.Live));
            }

            _rig.Timer(Rig.Second / 10);
        }

        Assert.Empty(open);
        _rig.Timer(2 * Rig.Second);
        foreach (OrderIntent _ in _rig.Gateway.Intents.ToArray().Where(i => i.Kind == IntentKind.Reconcile))
            _rig.Send(_rig.Session(SessionState.Live));
        _rig.Timer(2 * Rig.Second);
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Place));
    }

    [Fact]
    public void A_refused_cancel_of_a_stray_is_repeated_with_patience_not_with_every_event()
    {
        _rig.GoLive(0, _rig.Listed(Old, "o1"));
        _rig.Send(_rig.Reply(_rig.Take().Single(), error: 10041));
        for (int i = 0; i < 50; i++)
            _rig.Timer(Rig.Second / 1_000);
        Assert.Empty(_rig.Take());
        _rig.Timer(Rig.Second);
        OrderIntent again = _rig.Take().Single();
        Assert.Equal((IntentKind.Cancel, "o1"), (again.Kind, again.OrderId.ToString()));
    }

    [Theory]
    [InlineData(11044)]
    [InlineData(10004)]
    [InlineData(10010)]
    [InlineData(11008)]
    [Pitfall("T13")]
    public void A_stray_that_is_gone_already_is_no_trouble(int code)
    {
        _rig.GoLive(0, _rig.Listed(Old, "o1"));
        _rig.Send(_rig.Reply(_rig.Take().Single(), error: code));
        Assert.Equal(2, _rig.Take().Length);
    }

    [Fact]
    public void A_stray_whose_end_is_told_by_a_notification_needs_no_answer()
    {
        EngineEvent listed = _rig.Listed(Old, "o1");
        _rig.GoLive(0, listed);
        _rig.Take();
        listed.Order.State = VenueOrderState.Cancelled;
        listed.Flags = EventFlags.None;
        _rig.Send(listed);
        Assert.Equal(2, _rig.Take().Length);
        Assert.False(_rig.Engine.HasNoOrders); // the two just placed
    }
}
