namespace Engine.Core.Events;

/// <summary>Why the gate refused an intent.</summary>
public enum RejectReason : byte
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>The kill switch is latched.</summary>
    Killed,

    /// <summary>The session is not live.</summary>
    SessionNotLive,

    /// <summary>The book is stale, crossed or not yet there.</summary>
    BookNotTrusted,

    /// <summary>Worst-case inventory would pass its limit.</summary>
    InventoryLimit,

    /// <summary>The order is larger than allowed.</summary>
    OrderSize,

    /// <summary>The price is too far from mark or index.</summary>
    PriceCollar,

    /// <summary>The price would cross the book.</summary>
    WouldCross,

    /// <summary>Not enough rate credits.</summary>
    RateCredits,

    /// <summary>A request for the order is in flight.</summary>
    InFlight,

    /// <summary>Price or amount not on the instrument's grid.</summary>
    OffGrid,

    /// <summary>The output buffer is full.</summary>
    OutputFull,

    /// <summary>Only reducing orders are allowed now.</summary>
    ReduceOnly,

    /// <summary>More orders a second than configured.</summary>
    Pace,

    /// <summary>The engine holds: session, maintenance or protection.</summary>
    Held,

    /// <summary>The price is too far from the index.</summary>
    IndexCollar,

    /// <summary>The price is too far behind the touch.</summary>
    TouchDistance,

    /// <summary>The price is too far before the touch, inside the spread.</summary>
    TooAggressive,

    /// <summary>An own order of the other side may stand at the price.</summary>
    SelfTrade,

    /// <summary>As many orders are open as are allowed.</summary>
    OpenOrders,

    /// <summary>Positions and open orders together would be worth more than allowed.</summary>
    Notional,
}
