using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Orders;

/// <summary>What to do with one slot: an action, a price, a total amount.</summary>
public readonly record struct QuoteAction(IntentKind Kind, Price Price, Size Amount)
{
    /// <summary>Leave it.</summary>
    public static QuoteAction None => default;
}

/// <summary>
/// From the quote wanted and the order working to the least that has to be sent: edit before cancel-and-new; nothing while a
/// request is in flight. A partly filled order at the right price keeps its place in the queue instead of being topped up;
/// a rest below the minimum amount is not left lying.
/// </summary>
public static class QuoteDifference
{
    /// <summary>Decides for one side.</summary>
    /// <param name="order">The slot.</param>
    /// <param name="price">Price wanted; none for no quote.</param>
    /// <param name="size">What should still be fillable; less than the smallest order for no quote.</param>
    /// <param name="minimum">Smallest order of the instrument.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuoteAction Decide(in WorkingOrder order, Price price, Size size, Size minimum)
    {
        bool wanted = price.IsSome && size.Lots > 0 && size >= minimum;
        if (order.State == OrderState.Idle)
            return wanted ? new QuoteAction(IntentKind.Place, price, size) : QuoteAction.None;
        if (order.State != OrderState.Working)
            return QuoteAction.None;
        if (!wanted)
            return new QuoteAction(IntentKind.Cancel, order.Price, order.Amount);
        Size remaining = order.Remaining;
        bool keep = price == order.Price && remaining <= size && remaining >= minimum;
        return keep ? QuoteAction.None : new QuoteAction(IntentKind.Edit, price, new Size(order.FilledLots + size.Lots));
    }
}
