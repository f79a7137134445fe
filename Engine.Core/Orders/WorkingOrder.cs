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

    /// <summary>Whether the venue itself has said that it is done: nothing opens it again, and news that show it open are old.</summary>
    public bool IsToldDone;

    /// <summary>Whether an edit of unknown outcome may still take effect: <see cref="DoubtAmount"/> counts.</summary>
    public bool IsDoubted;

    /// <summary>Whether price and amount are those of an answer: a notification of the same millisecond may be of before.</summary>
    public bool IsAnswered;

    /// <summary>Lists in a row that did not hold it while it was in doubt.</summary>
    public byte Misses;

    /// <summary>Requests refused in a row in this slot.</summary>
    public byte Refusals;

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

    /// <summary>Total amount that an edit of unknown outcome asked for, the largest of them.</summary>
    public Size DoubtAmount;

    /// <summary>Before then what is in doubt may still be under way to the venue, Unix ns: only a list asked for later proves anything.</summary>
    public long DoubtNs;

    /// <summary>Lots within <see cref="FilledByTrades"/> that the position got by an adjustment, their trades never told.</summary>
    public Size Adjusted;

    /// <summary>Until then the side is not filled up again after a fill, Unix ns.</summary>
    public long CoolUntilNs;

    /// <summary>
    /// What may still change the position: the largest of what is and what an edit in flight or in doubt asks for, less the fills
    /// that were booked; of an order that is done, the fills it was told of. So a fill that an order update has told of counts until
    /// its trade is booked, and position and exposure together never leave it out, in whatever order the two arrive.
    /// </summary>
    public readonly Size Exposure
    {
        get
        {
            long amount = Filled.Lots;
            if (OrderTransitions.MayFill(State))
            {
                amount = State is OrderState.Editing or OrderState.Unknown ? Math.Max(Amount.Lots, PendingAmount.Lots) : Amount.Lots;
                amount = IsDoubted ? Math.Max(amount, DoubtAmount.Lots) : amount;
            }

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
        OrderState before = State;
        State = OrderTransitions.After(State, cause);
        IsToldDone |= cause is OrderCause.ReplyClosed or OrderCause.UpdateClosed;
        if (!OrderTransitions.IsAwaited(State))
            RequestId = 0;
        if (State is not (OrderState.Working or OrderState.Idle))
            return;
        if (State == OrderState.Idle)
            IsDoubted = false;
        else if (before == OrderState.Unknown)
            Doubt();
        PendingAmount = Size.Zero;
        Misses = 0;
    }

    /// <summary>Its outcome is not known: a request that may still be under way is there at the latest by the time given.</summary>
    public void OnDoubt(long arrivedNs)
    {
        DoubtNs = arrivedNs;
        Misses = 0;
    }

    /// <summary>
    /// A complete list, asked for at a time given, does not hold it. True when that proves the order gone: it was open before, and
    /// nothing opens an order again. One that the venue has never shown may be on its way: it takes two lists, with a time between
    /// them, of which the second was asked for when no request could be under way any more.
    /// </summary>
    public bool IsDisproved(long askedNs, long listGapNs)
    {
        if (State == OrderState.Working || OrderId.IsSome)
            return true;
        Misses++;
        if (Misses >= 2 && askedNs >= DoubtNs)
            return true;
        if (Misses == 1)
            DoubtNs = Math.Max(DoubtNs, askedNs + listGapNs);
        return false;
    }

    /// <summary>A list asked for at a time given is complete: an edit of before cannot take effect any more.</summary>
    public void OnList(long askedNs) => IsDoubted &= askedNs < DoubtNs;

    /// <summary>Trades of this order, booked: what an adjustment stood in for is not counted again.</summary>
    public void Book(Size size, bool isExplained)
    {
        long known = isExplained ? Math.Min(Adjusted.Lots, size.Lots) : 0;
        Adjusted = new Size(Adjusted.Lots - known);
        FilledByTrades = new Size(FilledByTrades.Lots + size.Lots - known);
    }

    /// <summary>The position has the fills that were told of, without their trades.</summary>
    public void Adjust()
    {
        Adjusted = new Size(Adjusted.Lots + FilledLots - FilledByTrades.Lots);
        FilledByTrades = new Size(FilledLots);
    }

    // Shown open with other terms than the edit asked for: it may have been lost, or be on its way.
    private void Doubt()
    {
        if (PendingAmount <= Amount)
            return;
        DoubtAmount = IsDoubted && DoubtAmount > PendingAmount ? DoubtAmount : PendingAmount;
        IsDoubted = true;
    }

    /// <summary>
    /// Takes over what the venue says of the order. Replies and notifications overtake each other: what is older than what is
    /// known may tell of fills, and brings no old terms back. The venue's times are in ms, so of two words of the same time the answer
    /// stands, but for a list that settles what is not known.
    /// </summary>
    public void Learn(in OrderUpdate order, long venueNs, NewsSource source = NewsSource.Notification)
    {
        if (order.Filled > Filled)
            Filled = order.Filled;
        if (venueNs < VenueNs || (venueNs == VenueNs && IsAnswered && !IsLaterWord(source)))
            return;
        VenueNs = venueNs;
        IsAnswered = source == NewsSource.Reply;
        if (order.OrderId.IsSome)
            OrderId = order.OrderId;
        Price = order.Price;
        Amount = order.Amount;
    }

    private readonly bool IsLaterWord(NewsSource source) => source == NewsSource.Reply || (source == NewsSource.List && State == OrderState.Unknown);
}
