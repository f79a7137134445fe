using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Orders;

public class QuoteDifferenceTests
{
    private static readonly Size Minimum = new(5);

    [Fact]
    public void An_empty_slot_and_a_wish_is_a_new_order() =>
        Assert.Equal(new QuoteAction(IntentKind.Place, new Price(100), new Size(10)), Decide(new WorkingOrder(), 100, 10));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(100, 0)]
    [InlineData(0, 0)]
    public void Without_a_price_or_a_size_nothing_is_wanted(long price, long size)
    {
        Assert.Equal(QuoteAction.None, Decide(new WorkingOrder(), price, size));
        Assert.Equal(IntentKind.Cancel, Decide(Working(100, 10), price, size).Kind);
    }

    [Theory]
    [InlineData(OrderState.Placing)]
    [InlineData(OrderState.Editing)]
    [InlineData(OrderState.Cancelling)]
    [InlineData(OrderState.Closing)]
    [InlineData(OrderState.Unknown)]
    [Pitfall("T11")]
    public void While_a_request_is_in_flight_or_in_doubt_nothing_is_sent(OrderState state)
    {
        WorkingOrder order = Working(100, 10);
        order.State = state;
        Assert.Equal(QuoteAction.None, Decide(order, 120, 20));
        Assert.Equal(QuoteAction.None, Decide(order, 0, 0));
    }

    [Fact]
    public void What_is_right_is_left_alone() => Assert.Equal(QuoteAction.None, Decide(Working(100, 10), 100, 10));

    [Theory]
    [InlineData(101, 10)]
    [InlineData(99, 10)]
    [InlineData(100, 9)] // more open than wanted
    public void Another_price_or_less_size_is_an_edit_that_keeps_the_order(long price, long size) =>
        Assert.Equal(new QuoteAction(IntentKind.Edit, new Price(price), new Size(size)), Decide(Working(100, 10), price, size));

    [Fact]
    public void A_partly_filled_order_at_its_price_keeps_its_place_in_the_queue() => Assert.Equal(QuoteAction.None, Decide(Working(100, 10, filled: 4), 100, 10));

    [Fact]
    [Pitfall("T10")]
    public void An_edit_asks_for_the_filled_part_and_what_should_still_be_open() =>
        Assert.Equal(new QuoteAction(IntentKind.Edit, new Price(101), new Size(14)), Decide(Working(100, 10, filled: 4), 101, 10));

    [Fact]
    [Pitfall("T10")]
    public void A_fill_known_by_its_trade_alone_counts_too()
    {
        WorkingOrder order = Working(100, 10);
        order.FilledByTrades = new Size(6);
        Assert.Equal(new QuoteAction(IntentKind.Edit, new Price(101), new Size(16)), Decide(order, 101, 10));
    }

    [Fact]
    public void A_rest_below_the_smallest_order_is_not_left_lying() =>
        Assert.Equal(new QuoteAction(IntentKind.Edit, new Price(100), new Size(16)), Decide(Working(100, 10, filled: 6), 100, 10));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_wish_below_the_smallest_order_is_none(long filled)
    {
        Assert.Equal(QuoteAction.None, Decide(new WorkingOrder(), 100, 4));
        Assert.Equal(IntentKind.Cancel, Decide(Working(100, 10, filled), 100, 4).Kind);
    }

    [Fact]
    public void A_cancel_names_the_order_as_it_is()
    {
        QuoteAction action = Decide(Working(100, 10, filled: 4), 0, 0);
        Assert.Equal(new QuoteAction(IntentKind.Cancel, new Price(100), new Size(10)), action);
    }

    [Fact]
    public void After_any_action_at_most_what_is_wanted_can_still_fill_and_a_second_look_changes_nothing()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 50_000; i++)
        {
            WorkingOrder order = random.Chance(0.2) ? new WorkingOrder() : Working(95 + random.Below(10), 1 + random.Below(40));
            order.Filled = new Size(random.Below((int)order.Amount.Lots + 1));
            order.FilledByTrades = new Size(random.Below((int)order.Amount.Lots + 1));
            long price = random.Below(4) == 0 ? 0 : 95 + random.Below(10), size = random.Below(4) == 0 ? 0 : 5 + random.Below(30);
            QuoteAction action = Decide(order, price, size);
            bool wanted = price > 0 && size > 0;
            if (action.Kind == IntentKind.None)
                Assert.True(wanted ? order.Price.Ticks == price && order.Remaining.Lots <= size : order.State == OrderState.Idle);
            if (action.Kind is IntentKind.Place or IntentKind.Edit)
            {
                Assert.Equal((price, size), (action.Price.Ticks, action.Amount.Lots - order.FilledLots));
                order.State = OrderState.Working;
                (order.Price, order.Amount) = (action.Price, action.Amount);
                Assert.Equal(QuoteAction.None, Decide(order, price, size));
            }

            if (action.Kind == IntentKind.Cancel)
                Assert.False(wanted);
        }
    }

    private static QuoteAction Decide(in WorkingOrder order, long price, long size) => QuoteDifference.Decide(order, new Price(price), new Size(size), Minimum);

    private static WorkingOrder Working(long price, long amount, long filled = 0) =>
        new() { State = OrderState.Working, Price = new Price(price), Amount = new Size(amount), Filled = new Size(filled) };
}
