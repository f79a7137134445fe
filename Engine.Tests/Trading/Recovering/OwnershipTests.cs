using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>What carries our label is ours and nothing else is: a stranger's order is never touched, its fills move the position all the same.</summary>
public class OwnershipTests
{
    private readonly Rig _rig = new();

    [Theory]
    [Pitfall("T14")]
    [InlineData("")]
    [InlineData("mine")]
    [InlineData("mm-00002a-00-b-00-00000")] // one short
    [InlineData("mm-00002a-00-b-00-0000011")] // one long
    [InlineData("MM-00002a-00-b-00-000001")]
    [InlineData("mm-00002A-00-b-00-000001")]
    [InlineData("mm-000000-00-b-00-000001")] // a session that is none
    [InlineData("mm-00002a-00-x-00-000001")]
    [InlineData("mm-00002a-00-b-80-000001")]
    [InlineData("mm_00002a_00_b_00_000001")]
    public void A_label_that_is_almost_ours_is_a_strangers(string text) => Assert.False(OrderLabel.TryParse(Encoding.ASCII.GetBytes(text), out _));

    public static TheoryData<OrderLabel> Strangers =>
    [
        OrderLabel.None,
        new OrderLabel(Rig.SessionId, 1, Side.Buy, 0, 1), // this session's, of another instrument
        new OrderLabel(Rig.SessionId, 0, Side.Sell, 0, 1), // says sell and buys
        new OrderLabel(Rig.SessionId, 0, Side.Buy, 3, 1), // a level that nothing is quoted on
        new OrderLabel(41, 0, Side.Sell, 0, 1),
    ];

    [Theory]
    [Pitfall("T14")]
    [MemberData(nameof(Strangers))]
    public void What_this_session_never_wrote_is_not_touched_whatever_happens_to_it(OrderLabel label)
    {
        EngineEvent listed = _rig.Listed(label, "s1");
        _rig.GoLive(0, listed);
        OrderIntent[] placed = _rig.Take();
        Assert.Equal([IntentKind.Place, IntentKind.Place], placed.Select(i => i.Kind));
        foreach (OrderIntent intent in placed)
            _rig.Send(_rig.Reply(intent));
        _rig.Send(listed with { Flags = EventFlags.None });
        _rig.Send(_rig.Fill(new OrderIntent { Label = label, Side = Side.Buy, OrderId = Rig.Id("s1"), Price = new Price(Rig.Bid) }, 3, 1));
        Assert.Equal((3, 1), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.ForeignFill)));
        Assert.Equal(0, _rig.Desk.Order(Side.Buy).FilledByTrades.Lots);
        listed.Order.State = VenueOrderState.Cancelled;
        _rig.Send(listed with { Flags = EventFlags.None });
        _rig.Send(_rig.Command(CommandKind.Stop));
        _rig.Timer(Rig.Second);
        Assert.DoesNotContain(_rig.TakeAll(), i => i.OrderId == Rig.Id("s1") || i.Kind == IntentKind.CancelAll);
    }

    [Fact]
    [Pitfall("T01")]
    [Pitfall("T14")]
    public void An_earlier_session_may_have_counted_its_instruments_in_another_order_its_orders_are_ours()
    {
        _rig.GoLive(0, _rig.Listed(new OrderLabel(41, 5, Side.Buy, 2, 1), "o1"));
        Assert.Equal((IntentKind.Cancel, "o1"), _rig.Take().Select(i => (i.Kind, i.OrderId.ToString())).Single());
    }

    [Fact]
    [Pitfall("T14")]
    public void Fills_of_strangers_orders_move_the_position_and_no_order_of_ours()
    {
        (OrderIntent bid, _) = _rig.Quote();
        long position = 0;
        for (int i = 0; i < 40; i++)
        {
            Side side = i % 3 == 0 ? Side.Sell : Side.Buy;
            OrderIntent stranger = new() { Side = side, Price = new Price(200_000), OrderId = Rig.Id("s") };
            _rig.Gateway.IsFull = true;
            _rig.Send(_rig.Fill(stranger, 1 + i, 1 + i, queried: i % 4 == 0));
            position += side.Sign() * (1 + i);
            Assert.Equal(position, _rig.Desk.PositionLots);
            Assert.Equal((100, 0), (_rig.Desk.Order(Side.Buy).Exposure.Lots, _rig.Desk.OtherExposureLots(Side.Buy)));
        }

        Assert.Equal(bid.Label, _rig.Desk.Order(Side.Buy).Label);
        Assert.Equal(40, _rig.Notices(NoticeKind.ForeignFill));
    }
}
