using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Orders;

public class WorkingOrderTests
{
    [Theory]
    [InlineData(OrderState.Placing, 100)]
    [InlineData(OrderState.Working, 100)]
    [InlineData(OrderState.Editing, 150)]
    [InlineData(OrderState.Cancelling, 100)]
    [InlineData(OrderState.Unknown, 150)]
    [InlineData(OrderState.Idle, 0)]
    [InlineData(OrderState.Closing, 0)]
    [Pitfall("T02")]
    public void Exposure_is_the_most_that_may_still_fill(OrderState state, long lots)
    {
        WorkingOrder order = new() { State = state, Amount = new Size(100), PendingAmount = new Size(150) };
        Assert.Equal(lots, order.Exposure.Lots);
    }

    [Theory]
    [InlineData(OrderState.Idle, OrderCause.PlaceSent, OrderState.Placing)]
    [InlineData(OrderState.Working, OrderCause.EditSent, OrderState.Editing)]
    [InlineData(OrderState.Working, OrderCause.CancelSent, OrderState.Cancelling)]
    public void A_request_that_has_left_leaves_its_terms_pending(OrderState before, OrderCause request, OrderState after)
    {
        WorkingOrder order = new() { State = before, Price = new Price(7), Amount = new Size(100) };
        order.OnSent(request, new Price(8), new Size(150), 17, 1_000);
        Assert.Equal((after, 8, 150, 17, 1_000), (order.State, order.PendingPrice.Ticks, order.PendingAmount.Lots, order.RequestId, order.SentNs));
        Assert.Equal((7, 100), (order.Price.Ticks, order.Amount.Lots));
    }

    [Fact]
    public void A_request_in_a_state_that_allows_none_breaks_an_invariant()
    {
        foreach (OrderState state in Enum.GetValues<OrderState>())
        {
            foreach (OrderCause cause in Enum.GetValues<OrderCause>())
            {
                if (OrderTransitions.MaySend(state, cause))
                    continue;
                WorkingOrder order = new() { State = state };
                Assert.Throws<InvariantException>(() => order.OnSent(cause, new Price(8), new Size(1), 17, 1));
            }
        }
    }

    [Fact]
    public void An_edit_that_makes_the_order_smaller_does_not_count_before_it_is_confirmed()
    {
        WorkingOrder order = new() { State = OrderState.Editing, Amount = new Size(100), PendingAmount = new Size(20) };
        Assert.Equal(100, order.Exposure.Lots);
        order.Learn(Update(20, 0), 1);
        order.Move(OrderCause.ReplyOpen);
        Assert.Equal(20, order.Exposure.Lots);
    }

    [Fact]
    public void A_fill_leaves_exposure_only_when_it_is_booked()
    {
        WorkingOrder order = new() { State = OrderState.Working, Amount = new Size(100) };
        order.Learn(Update(100, 30), 1);
        Assert.Equal(100, order.Exposure.Lots); // told, but not in the position yet
        Assert.Equal(70, order.Remaining.Lots); // what is open at the venue
        order.FilledByTrades = new Size(30);
        Assert.Equal(70, order.Exposure.Lots);
        order.FilledByTrades = new Size(60); // booked before the order update
        Assert.Equal((40, 40, 60), (order.Exposure.Lots, order.Remaining.Lots, order.FilledLots));
    }

    [Fact]
    public void The_filled_part_never_goes_back()
    {
        WorkingOrder order = new() { State = OrderState.Working, Amount = new Size(100) };
        order.Learn(Update(100, 60), 2);
        order.Learn(Update(100, 30), 1);
        Assert.Equal(60, order.FilledLots);
    }

    [Fact]
    [Pitfall("T10")]
    public void News_older_than_what_is_known_do_not_bring_old_terms_back()
    {
        WorkingOrder order = new() { State = OrderState.Working, Price = new Price(9), Amount = new Size(100) };
        order.Learn(Update(150, 0, price: 11), 20);
        order.Learn(Update(100, 10, price: 9), 19);
        Assert.Equal((11, 150, 10), (order.Price.Ticks, order.Amount.Lots, order.FilledLots));
        order.Learn(Update(120, 10, price: 12), 20); // the same millisecond: the later word stands
        Assert.Equal((12, 120), (order.Price.Ticks, order.Amount.Lots));
    }

    [Fact]
    public void A_request_is_forgotten_with_its_answer_and_kept_until_then()
    {
        WorkingOrder order = new() { State = OrderState.Working, RequestId = 0 };
        order.Move(OrderCause.CancelSent);
        order.RequestId = 99;
        order.Move(OrderCause.UpdateClosed);
        Assert.Equal((OrderState.Closing, 99), (order.State, order.RequestId));
        order.Move(OrderCause.ReplyGone);
        Assert.Equal((OrderState.Idle, 0), (order.State, order.RequestId));
    }

    [Fact]
    public void The_terms_of_an_edit_are_forgotten_with_its_answer()
    {
        WorkingOrder order = new() { State = OrderState.Working, Amount = new Size(100), PendingAmount = new Size(150) };
        order.Move(OrderCause.EditSent);
        order.Move(OrderCause.ReplyRefused);
        Assert.Equal((OrderState.Working, 0, 100), (order.State, order.PendingAmount.Lots, order.Exposure.Lots));
    }

    private static OrderUpdate Update(long amount, long filled, long price = 9) =>
        new() { Price = new Price(price), Amount = new Size(amount), Filled = new Size(filled), State = VenueOrderState.Open };
}
