using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;
using static Engine.Core.Orders.OrderCause;

namespace Engine.Tests.Orders;

/// <summary>The news of one request in every order in which they may arrive (T08, T09).</summary>
public class ArrivalOrderTests
{
    public static TheoryData<OrderCause, OrderCause, OrderCause, OrderState> Outcomes => new()
    {
        // what was sent, the reply, the notification, and where it must end
        { PlaceSent, ReplyOpen, UpdateOpen, OrderState.Working },
        { PlaceSent, ReplyClosed, UpdateClosed, OrderState.Idle },
        { PlaceSent, ReplyOpen, UpdateClosed, OrderState.Idle },
        { EditSent, ReplyOpen, UpdateOpen, OrderState.Working },
        { EditSent, ReplyClosed, UpdateClosed, OrderState.Idle },
        { EditSent, ReplyOpen, UpdateClosed, OrderState.Idle },
        { EditSent, ReplyGone, UpdateClosed, OrderState.Idle },
        { EditSent, ReplyRefused, UpdateClosed, OrderState.Idle },
        { CancelSent, ReplyClosed, UpdateClosed, OrderState.Idle },
        { CancelSent, ReplyGone, UpdateClosed, OrderState.Idle },
        { CancelSent, ReplyRefused, UpdateOpen, OrderState.Working },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Reply_and_notification_end_alike_in_both_orders(OrderCause sent, OrderCause reply, OrderCause update, OrderState end)
    {
        Assert.Equal(end, After(sent, reply, update));
        Assert.Equal(end, After(sent, update, reply));
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Notifications_that_come_twice_change_nothing(OrderCause sent, OrderCause reply, OrderCause update, OrderState end)
    {
        Assert.Equal(end, After(sent, update, reply, update));
        Assert.Equal(end, After(sent, update, update, reply));
        if (update == UpdateClosed)
            Assert.Equal(end, After(sent, reply, update, update));
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_time_out_or_a_lost_connection_at_any_moment_never_gives_up_an_order_that_lives(
        OrderCause sent, OrderCause reply, OrderCause update, OrderState end)
    {
        foreach (OrderCause loss in (OrderCause[])[TimedOut, Disconnected])
        {
            foreach (OrderCause[] order in (OrderCause[][])[[loss, reply, update], [reply, loss, update], [reply, update, loss], [loss, update, reply], [update, loss, reply], [update, reply, loss]])
            {
                OrderState state = After([sent, .. order]);
                if (end == OrderState.Working)
                    Assert.NotEqual(OrderState.Idle, state);
                // The venue's list then settles it, whatever was seen and whatever was not.
                Assert.Equal(end, OrderTransitions.After(state, end == OrderState.Working ? Listed : NotListed));
            }
        }
    }

    [Theory]
    [InlineData(OrderState.Placing)]
    [InlineData(OrderState.Editing)]
    [InlineData(OrderState.Cancelling)]
    [InlineData(OrderState.Working)]
    [Pitfall("T05")]
    public void After_a_lost_connection_the_list_alone_decides(OrderState state)
    {
        OrderState lost = OrderTransitions.After(state, Disconnected);
        Assert.Equal(OrderState.Unknown, lost);
        Assert.Equal(OrderState.Working, OrderTransitions.After(lost, Listed));
        Assert.Equal(OrderState.Idle, OrderTransitions.After(lost, NotListed));
    }

    [Fact]
    [Pitfall("T10")]
    [Pitfall("T22")]
    public void In_every_interleaving_of_an_edit_and_its_fills_exposure_counts_what_the_position_does_not()
    {
        // An order of 100 lots is edited to 150 in all, while 40 and 60 of it are filled. Each fill is told by a fill event, which
        // books the position, and by an order update; the two may come in either order, before or after the reply.
        (string Name, Action<Case> Happens)[] news =
        [
            ("fill 40", c => c.Fill(40)), ("told 40", c => c.Told(100, 40)), ("fill 60", c => c.Fill(60)), ("told 100", c => c.Told(150, 100)), ("reply", c => c.Reply(150, 40)),
        ];
        int count = 0;
        foreach ((string Name, Action<Case> Happens)[] order in Orders(news))
        {
            count++;
            Case run = new();
            List<string> seen = [];
            foreach ((string name, Action<Case> happens) in order)
            {
                happens(run);
                seen.Add(name);
                // The venue can fill 150 in all: what is booked and what may come must cover it once the edit has gone out.
                Assert.True(run.Booked + run.Order.Exposure.Lots >= 150, $"{run.Booked} booked, {run.Order.Exposure.Lots} to come: {string.Join(", ", seen)}");
            }

            Assert.Equal((100L, 50L, OrderState.Working), (run.Booked, run.Order.Exposure.Lots, run.Order.State));
        }

        Assert.Equal(120, count);
    }

    private static OrderState After(params OrderCause[] causes)
    {
        OrderState state = causes[0] == PlaceSent ? OrderState.Idle : OrderState.Working;
        return causes.Aggregate(state, OrderTransitions.After);
    }

    private static IEnumerable<T[]> Orders<T>(T[] items)
    {
        if (items.Length <= 1)
            return [items];
        return items.SelectMany((item, i) => Orders((T[])[.. items[..i], .. items[(i + 1)..]]).Select(rest => (T[])[item, .. rest]));
    }

    private sealed class Case
    {
        private WorkingOrder _order = new() { State = OrderState.Working, Price = new Price(9), Amount = new Size(100) };

        public Case()
        {
            _order.PendingAmount = new Size(150);
            _order.Move(EditSent);
        }

        public WorkingOrder Order => _order;

        public long Booked { get; private set; }

        public void Fill(long lots)
        {
            Booked += lots;
            _order.FilledByTrades = new Size(_order.FilledByTrades.Lots + lots);
        }

        public void Told(long amount, long filled)
        {
            _order.Learn(Update(amount, filled), amount == 150 ? 2 : 1);
            _order.Move(UpdateOpen);
        }

        public void Reply(long amount, long filled)
        {
            _order.Learn(Update(amount, filled), 2);
            _order.Move(ReplyOpen);
        }

        private static OrderUpdate Update(long amount, long filled) =>
            new() { Price = new Price(9), Amount = new Size(amount), Filled = new Size(filled), State = VenueOrderState.Open };
    }
}
