using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>What the engine wants done at the venue.</summary>
public enum IntentKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A new order.</summary>
    Place,

    /// <summary>Move or resize a working order, keeping its id.</summary>
    Edit,

    /// <summary>Cancel a working order.</summary>
    Cancel,

    /// <summary>Cancel every order of the account's instrument.</summary>
    CancelAll,

    /// <summary>A fresh snapshot of the instrument's book.</summary>
    ResubscribeBook,

    /// <summary>The instrument's trades and position, now.</summary>
    QueryAccount,

    /// <summary>All open orders, trades and positions, now.</summary>
    Reconcile,

    /// <summary>The venue's market-maker protection, which has fired, lets quoting go on.</summary>
    ResetProtection,
}

/// <summary>Everything the engine does leaves as one of these.</summary>
public struct OrderIntent
{
    /// <summary>What.</summary>
    public IntentKind Kind;

    /// <summary>Which side.</summary>
    public Side Side;

    /// <summary>Properties of the order.</summary>
    public OrderFlags Flags;

    /// <summary>Quote level.</summary>
    public byte Level;

    /// <summary>Which instrument.</summary>
    public ushort Instrument;

    /// <summary>The request's id; the reply carries it.</summary>
    public long RequestId;

    /// <summary>Our label.</summary>
    public OrderLabel Label;

    /// <summary>The venue's id, for edits and cancels.</summary>
    public VenueId OrderId;

    /// <summary>Limit price.</summary>
    public Price Price;

    /// <summary>Total amount, the filled part included.</summary>
    public Size Amount;

    /// <summary>Receive time of the event that led to it, Unix ns.</summary>
    public long CauseNs;
}
