using Engine.Core.Orders;
using Engine.Core.Primitives;

namespace Engine.Core.Risk;

/// <summary>
/// Where an own order may stand, for the prevention of trades with oneself: at the price that the venue has, and as long as an
/// edit's outcome is not known at the new one as well. Where that one is not known either (the tick has changed since), it stands
/// everywhere; an order whose old price has no place in the new ticks rests in the book, whose touch is not crossed in any case.
/// </summary>
public static class OwnQuotes
{
    private static readonly Price EverywhereToBuyers = new(1);
    private static readonly Price EverywhereToSellers = new(long.MaxValue);

    /// <summary>
    /// The price of the order that lies nearest to the other side: its lowest for a sell, its highest for a buy; none when it cannot fill
    /// any more.
    /// </summary>
    public static Price Nearest(in WorkingOrder order, Side side)
    {
        if (!OrderTransitions.MayFill(order.State))
            return Price.None;
        bool isMoving = order.State is OrderState.Editing or OrderState.Unknown && order.PendingAmount.Lots > 0;
        if (!isMoving)
            return order.Price;
        if (!order.PendingPrice.IsSome)
            return side == Side.Sell ? EverywhereToBuyers : EverywhereToSellers;
        return !order.Price.IsSome || (order.PendingPrice < order.Price) == (side == Side.Sell) ? order.PendingPrice : order.Price;
    }

    /// <summary>Whether a price is one, and does not stand for "everywhere".</summary>
    public static bool IsKnown(Price price) => price.IsSome && price != EverywhereToBuyers && price != EverywhereToSellers;
}
