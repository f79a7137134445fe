using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Xunit;

namespace Engine.Tests.Risk;

public class OwnQuotesTests
{
    [Theory]
    [InlineData(OrderState.Idle, 0)]
    [InlineData(OrderState.Closing, 0)]
    [InlineData(OrderState.Placing, 100)]
    [InlineData(OrderState.Working, 100)]
    [InlineData(OrderState.Editing, 90)] // the lower of the two for a sell
    [InlineData(OrderState.Cancelling, 100)]
    [InlineData(OrderState.Unknown, 90)]
    public void A_sell_stands_at_the_lowest_price_that_it_may_have(OrderState state, long price) =>
        Assert.Equal(price, OwnQuotes.Nearest(Order(state, 100, 90), Side.Sell).Ticks);

    [Theory]
    [InlineData(OrderState.Working, 100)]
    [InlineData(OrderState.Editing, 110)]
    [InlineData(OrderState.Unknown, 110)]
    public void A_buy_stands_at_the_highest(OrderState state, long price) => Assert.Equal(price, OwnQuotes.Nearest(Order(state, 100, 110), Side.Buy).Ticks);

    [Fact]
    public void While_an_edit_moves_away_the_old_price_counts()
    {
        Assert.Equal(100, OwnQuotes.Nearest(Order(OrderState.Editing, 100, 130), Side.Sell).Ticks);
        Assert.Equal(100, OwnQuotes.Nearest(Order(OrderState.Editing, 100, 70), Side.Buy).Ticks);
    }

    [Fact]
    public void An_order_whose_new_price_is_lost_stands_everywhere_until_the_answer()
    {
        Price sell = OwnQuotes.Nearest(Order(OrderState.Editing, 100, 0), Side.Sell), buy = OwnQuotes.Nearest(Order(OrderState.Editing, 0, 0), Side.Buy);
        Assert.True(sell.Ticks == 1 && buy.Ticks == long.MaxValue);
        Assert.False(OwnQuotes.IsKnown(sell) || OwnQuotes.IsKnown(buy));
        Assert.Equal(Price.None, OwnQuotes.Nearest(Order(OrderState.Working, 0, 0), Side.Buy)); // it rests in the book, which says where
    }

    private static WorkingOrder Order(OrderState state, long price, long pending) =>
        new() { State = state, Price = new Price(price), Amount = new Size(10), PendingPrice = new Price(pending), PendingAmount = new Size(10) };
}
