namespace Engine.Core.Orders;

/// <summary>Where one of our orders stands, as far as we know. The numbers are journalled: they never change.</summary>
public enum OrderState : byte
{
    /// <summary>The slot holds no order.</summary>
    Idle = 0,

    /// <summary>A new order has been sent; its reply is outstanding.</summary>
    Placing = 1,

    /// <summary>Open at the venue; no request is in flight.</summary>
    Working = 2,

    /// <summary>An edit is in flight.</summary>
    Editing = 3,

    /// <summary>A cancel is in flight.</summary>
    Cancelling = 4,

    /// <summary>The order is known to be done while a reply is still outstanding.</summary>
    Closing = 5,

    /// <summary>The outcome of a request is not known: counts as live until the venue tells.</summary>
    Unknown = 6,
}

/// <summary>What can happen to an order. The numbers are journalled: they never change.</summary>
public enum OrderCause : byte
{
    /// <summary>A new order was sent.</summary>
    PlaceSent = 0,

    /// <summary>An edit was sent.</summary>
    EditSent = 1,

    /// <summary>A cancel was sent.</summary>
    CancelSent = 2,

    /// <summary>The reply shows the order open.</summary>
    ReplyOpen = 3,

    /// <summary>The reply shows the order done.</summary>
    ReplyClosed = 4,

    /// <summary>The venue refused the request; the order is as it was before.</summary>
    ReplyRefused = 5,

    /// <summary>The venue says that there is no such open order, or leaves open what became of the request.</summary>
    ReplyGone = 6,

    /// <summary>A notification shows the order open.</summary>
    UpdateOpen = 7,

    /// <summary>A notification shows the order done.</summary>
    UpdateClosed = 8,

    /// <summary>No reply within the limit.</summary>
    TimedOut = 9,

    /// <summary>The connection was lost.</summary>
    Disconnected = 10,

    /// <summary>The venue's list of open orders holds it.</summary>
    Listed = 11,

    /// <summary>The venue's list of open orders does not hold it.</summary>
    NotListed = 12,
}
