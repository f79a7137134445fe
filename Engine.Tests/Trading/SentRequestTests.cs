using Engine.Core.Events;
using Engine.Core.Orders;
using Xunit;

namespace Engine.Tests.Trading;

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
