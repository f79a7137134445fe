using Engine.Core.Orders;
using Engine.Tests.Events;
using Xunit;

namespace Engine.Tests.Orders;

/// <summary>After a silence each cache line of an order costs a miss: what a tick needs lies in two, what an edit adds behind it.</summary>
public class WorkingOrderLayoutTests
{
    private const int Line = 64;

    [Theory]
    [InlineData(nameof(WorkingOrder.State))]
    [InlineData(nameof(WorkingOrder.NotBeforeNs))]
    [InlineData(nameof(WorkingOrder.Price))]
    [InlineData(nameof(WorkingOrder.Amount))]
    [InlineData(nameof(WorkingOrder.Filled))]
    [InlineData(nameof(WorkingOrder.FilledByTrades))]
    [InlineData(nameof(WorkingOrder.QueueLots))]
    [InlineData(nameof(WorkingOrder.RequestId))]
    public void What_is_compared_takes_one_line(string field) => Assert.InRange(TypeShape.OffsetOf(typeof(WorkingOrder), field), 0, Line - 8);

    [Theory]
    [InlineData(nameof(WorkingOrder.PendingPrice))]
    [InlineData(nameof(WorkingOrder.PendingAmount))]
    [InlineData(nameof(WorkingOrder.SentNs))]
    [InlineData(nameof(WorkingOrder.Label))]
    [InlineData(nameof(WorkingOrder.OrderId))]
    public void What_is_sent_takes_the_next(string field) => Assert.InRange(TypeShape.OffsetOf(typeof(WorkingOrder), field), Line, (2 * Line) - 24);

    [Theory]
    [InlineData(nameof(WorkingOrder.VenueNs))]
    [InlineData(nameof(WorkingOrder.CancelNotBeforeNs))]
    [InlineData(nameof(WorkingOrder.ClosedNs))]
    public void What_neither_needs_comes_last(string field) => Assert.InRange(TypeShape.OffsetOf(typeof(WorkingOrder), field), (2 * Line) - 8, TypeShape.Of(typeof(WorkingOrder)).Size);
}
