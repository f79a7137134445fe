using System.Runtime.InteropServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Orders;

/// <summary>
/// One quote slot (instrument, side, level) and the order in it. At most one request is in flight. A mutable struct kept in place:
/// pass it by reference. First stands what a tick compares, then what an edit sends, last what neither needs.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct WorkingOrder
{
    /// <summary>Where it stands.</summary>
    public OrderState State;

    /// <summary>Whether the list of open orders being read has shown it.</summary>
    public bool IsListed;

    /// <summary>Id of the request in flight; 0 for none.</summary>
    public long RequestId;

    /// <summary>No new order and no edit for this slot before then, Unix ns: set after refusals.</summary>
    public long NotBeforeNs;

    /// <summary>Price the venue has, or that was sent for a new order.</summary>
    public Price Price;

    /// <summary>Total amount the venue has, the filled part included.</summary>
    public Size Amount;

    /// <summary>The filled part.</summary>
    public Size Filled;

    /// <summary>Filled part as the sum of fills seen; runs ahead of or behind <see cref="Filled"/>.</summary>
    public Size FilledByTrades;

    /// <summary>What the level held when the order got its price, lots: the most that can stand in front of it.</summary>
    public long QueueLots;

    /// <summary>Price of the edit in flight.</summary>
    public Price PendingPrice;

    /// <summary>Total amount of the edit in flight.</summary>
    public Size PendingAmount;

    /// <summary>When it was sent, Unix ns.</summary>
    public long SentNs;

    /// <summary>Our label; carries the slot and the generation.</summary>
    public OrderLabel Label;

    /// <summary>The venue's id, once known.</summary>
    public VenueId OrderId;

    /// <summary>The venue's time of the news that price and amount are from, Unix ns.</summary>
    public long VenueNs;

    /// <summary>No cancel before then, Unix ns: set after a refused cancel, and by nothing else.</summary>
    public long CancelNotBeforeNs;

    /// <summary>When the order was done, Unix ns.</summary>
    public long ClosedNs;

    /// <summary>
    /// What may still change the position: the larger of what is and what an edit in flight asks for, less the fills that were
    /// booked. A fill that an order update has told of counts until its trade is booked, so that position and exposure together
    /// never leave it out, in whatever order the two arrive.
    /// </summary>
    public readonly Size Exposure
    {
        get
        {
            if (!OrderTransitions.MayFill(State))
                return Size.Zero;
            long amount = State is OrderState.Editing or OrderState.Unknown ? Math.Max(Amount.Lots, PendingAmount.Lots) : Amount.Lots;
            return new Size(Math.Max(0, amount - FilledByTrades.Lots));
        }
    }

    /// <summary>What is still open of the order as the venue has it.</summary>
    public readonly Size Remaining => new(Math.Max(0, Amount.Lots - FilledLots));

    /// <summary>The filled part as far as anything has told.</summary>
    public readonly long FilledLots => Math.Max(Filled.Lots, FilledByTrades.Lots);

    /// <summary>Whether fills were told of whose trades are not booked yet.</summary>
    public readonly bool IsOwedTrades => Filled > FilledByTrades;

    /// <summary>A request for the order has left: its terms are pending until the reply. In a state that allows none an invariant is broken.</summary>
    public void OnSent(OrderCause request, Price price, Size amount, long requestId, long nowNs)
    {
        Check.That(OrderTransitions.MaySend(State, request));
        State = OrderTransitions.After(State, request);
        PendingPrice = price;
        PendingAmount = amount;
        SentNs = nowNs;
        RequestId = requestId;
    }

    /// <summary>Moves by the table; an order that is done leaves the slot empty.</summary>
    public void Move(OrderCause cause)
    {
        State = OrderTransitions.After(State, cause);
        if (!OrderTransitions.IsAwaited(State))
            RequestId = 0;
        if (State is OrderState.Working or OrderState.Idle)
            PendingAmount = Size.Zero;
    }

    /// <summary>
    /// Takes over what the venue says of the order. Replies and notifications overtake each other: what is older than what is
    /// known may tell of fills, and brings no old terms back.
    /// </summary>
    public void Learn(in OrderUpdate order, long venueNs)
    {
        if (order.Filled > Filled)
            Filled = order.Filled;
        if (venueNs < VenueNs)
            return;
        VenueNs = venueNs;
        OrderId = order.OrderId;
        Price = order.Price;
        Amount = order.Amount;
    }
}
