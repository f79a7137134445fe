using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

public class SentRequestTests
{
    [Theory]
    [InlineData(IntentKind.Place, OrderState.Idle, OrderState.Placing, OrderCause.PlaceSent)]
    [InlineData(IntentKind.Edit, OrderState.Working, OrderState.Editing, OrderCause.EditSent)]
    [InlineData(IntentKind.Cancel, OrderState.Working, OrderState.Cancelling, OrderCause.CancelSent)]
    public void A_request_that_has_left_is_journalled_with_the_way_it_took(IntentKind kind, OrderState from, OrderState to, OrderCause cause)
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        int facts = rig.Facts.Count;
        EngineEvent e = Sent(rig, bid, kind);
        rig.Send(e);
        Fact fact = Assert.Single(rig.Facts.Skip(facts));
        Assert.Equal((FactKind.Transition, bid.Side), (fact.Kind, fact.Side));
        Assert.Equal((bid.Label, bid.RequestId, bid.Price, bid.Amount), (fact.Transition.Label, fact.Transition.RequestId, fact.Transition.Price, fact.Transition.Amount));
        Assert.Equal(((byte)from, (byte)to, (byte)cause), (fact.Transition.From, fact.Transition.To, fact.Transition.Cause));
        Assert.Equal(7_000, fact.Transition.TickToOrderNs);
        Assert.Equal(e.Sent.Stages, fact.Transition.Stages);
        Assert.Empty(rig.Take());
    }

    [Fact]
    public void A_clock_that_stood_still_still_shows_that_something_was_sent()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        EngineEvent e = Sent(rig, bid, IntentKind.Edit);
        e.Sent.CauseNs = rig.NowNs;
        rig.Send(e);
        Assert.Equal(1, rig.Facts[^1].Transition.TickToOrderNs);
    }

    [Fact]
    public void An_answer_is_waited_for_from_the_departure_on_and_not_from_a_decision_long_before()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        rig.Send(rig.Command(CommandKind.Stop));
        OrderIntent[] cancels = rig.Take();
        Assert.Equal(2, cancels.Length);
        rig.NowNs += 3 * Rig.Second; // the thread stood still between decision and departure
        foreach (OrderIntent cancel in cancels)
        {
            EngineEvent left = Sent(rig, cancel, IntentKind.Cancel);
            left.Sent.CauseNs = cancel.CauseNs;
            rig.Send(left);
        }

        rig.Timer(Rig.Second / 2);
        Assert.Equal(OrderState.Cancelling, rig.Desk.Order(Side.Buy).State);
        Assert.Empty(rig.Take());
        rig.Timer(Rig.Second);
        Assert.Equal(OrderState.Unknown, rig.Desk.Order(Side.Buy).State);
    }

    [Fact]
    public void The_cancel_of_a_stray_is_waited_for_from_its_departure_on_too()
    {
        Rig rig = new();
        rig.Quote();
        rig.Send(rig.Listed(new OrderLabel(41, 0, Side.Buy, 0, 9), "s1"));
        OrderIntent cancel = Assert.Single(rig.Take(), intent => intent.OrderId == Rig.Id("s1"));
        rig.NowNs += 8 * Rig.Second;
        EngineEvent left = Sent(rig, cancel, IntentKind.Cancel);
        left.Sent.CauseNs = cancel.CauseNs;
        rig.Send(left);
        rig.Timer(4 * Rig.Second);
        Assert.DoesNotContain(rig.Take(), intent => intent.OrderId == Rig.Id("s1"));
        rig.Timer(2 * Rig.Second);
        Assert.Contains(rig.Take(), intent => intent.OrderId == Rig.Id("s1"));
    }

    [Fact]
    public void A_fill_of_an_order_that_an_earlier_process_left_makes_its_side_pause_too()
    {
        Rig rig = new(fillPauseNs: 2 * Rig.Second);
        OrderLabel old = new(41, 0, Side.Buy, 0, 9);
        rig.GoLive(0, rig.Listed(old, "s1"));
        OrderIntent cancel = Assert.Single(rig.Take(), intent => intent.OrderId == Rig.Id("s1"));
        rig.Send(rig.Fill(new OrderIntent { Label = old, Side = Side.Buy, OrderId = Rig.Id("s1"), Price = new Price(Rig.Bid) }, 5, 1));
        rig.Send(rig.Reply(cancel, error: 11044));
        Assert.Equal([Side.Sell], rig.Take().Where(intent => intent.Kind == IntentKind.Place).Select(intent => intent.Side));
        rig.Timer(5 * Rig.Second / 2);
        Assert.Equal([Side.Buy], rig.Take().Where(intent => intent.Kind == IntentKind.Place).Select(intent => intent.Side));
    }

    private static EngineEvent Sent(Rig rig, in OrderIntent intent, IntentKind kind)
    {
        EngineEvent e = rig.Event(EventKind.Sent);
        e.Side = intent.Side;
        e.Tag = (byte)kind;
        e.Sent = new SentUpdate
        {
            RequestId = intent.RequestId, Label = intent.Label, Price = intent.Price, Amount = intent.Amount, CauseNs = rig.NowNs - 7_000,
            Stages = new StageStamps { FramedNs = 1_000, DecodedNs = 2_000, PublishedNs = 3_000, DecidedNs = 4_000, EncodedNs = 5_000, SentNs = 7_000 },
        };
        return e;
    }
}
