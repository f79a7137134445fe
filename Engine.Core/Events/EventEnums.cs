namespace Engine.Core.Events;

/// <summary>The venue's word for an order's state.</summary>
public enum VenueOrderState : byte
{
    /// <summary>Not given or not known.</summary>
    Unknown = 0,

    /// <summary>Working, partly filled included.</summary>
    Open,

    /// <summary>Done: wholly filled.</summary>
    Filled,

    /// <summary>Done: cancelled, perhaps partly filled before.</summary>
    Cancelled,

    /// <summary>Done: rejected.</summary>
    Rejected,

    /// <summary>A trigger order that waits.</summary>
    Untriggered,

    /// <summary>A trigger order that has fired.</summary>
    Triggered,
}

/// <summary>Why the venue cancelled an order.</summary>
public enum CancelReason : byte
{
    /// <summary>Not cancelled, or no reason given.</summary>
    None = 0,

    /// <summary>We asked for it.</summary>
    UserRequest,

    /// <summary>The connection that placed it was lost.</summary>
    CancelOnDisconnect,

    /// <summary>An edit of a reject-post-only order would have crossed.</summary>
    EditPostOnlyReject,

    /// <summary>Market-maker protection fired.</summary>
    MmpTrigger,

    /// <summary>It would have met an order of the same account.</summary>
    SelfTrade,

    /// <summary>Liquidation.</summary>
    Liquidation,

    /// <summary>Any other word.</summary>
    Other,
}

/// <summary>Properties of an order.</summary>
[Flags]
public enum OrderFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Only ever passive.</summary>
    PostOnly = 1,

    /// <summary>Refused rather than repriced when it would cross.</summary>
    RejectPostOnly = 2,

    /// <summary>Only ever reduces the position.</summary>
    ReduceOnly = 4,

    /// <summary>Has been edited.</summary>
    Replaced = 8,

    /// <summary>A limit order.</summary>
    Limit = 16,

    /// <summary>Under the venue's market-maker protection.</summary>
    Protected = 32,
}

/// <summary>Which side of a trade paid for immediacy.</summary>
public enum Liquidity : byte
{
    /// <summary>The resting order.</summary>
    Maker = 0,

    /// <summary>The incoming order.</summary>
    Taker = 1,
}

/// <summary>States of the session with the venue, as the engine sees them.</summary>
public enum SessionState : byte
{
    /// <summary>No connection: outcomes of requests in flight are unknown.</summary>
    Down = 0,

    /// <summary>Connected, not yet ready.</summary>
    LoggingIn,

    /// <summary>Subscribed; orders, position and fills are being compared.</summary>
    Reconciling,

    /// <summary>All known: quoting may begin.</summary>
    Live,
}

/// <summary>
/// What a session event says of the lists of open orders. A session that tells their beginnings tells their ends, too; of one that
/// does neither, going live is the end of the list that a connection, or the engine, asked for.
/// </summary>
public enum OpenOrderList : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// Open orders, trades and positions of all instruments are being asked for: told before the first of these requests is
    /// written, so that whatever the venue tells from here on may stand on the list.
    /// </summary>
    Begins,

    /// <summary>All of them have been answered, and the answers told.</summary>
    Ends,
}

/// <summary>Wishes of the operator or the host.</summary>
public enum CommandKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Stop quoting and cancel everything. A latch.</summary>
    Stop,

    /// <summary>Latch the kill switch.</summary>
    Kill,

    /// <summary>The journal cannot keep up: only reduce.</summary>
    JournalBehind,

    /// <summary>The journal has caught up.</summary>
    JournalCaughtUp,

    /// <summary>Nothing may be quoted, on the event's instrument or, without one, on any: for the <see cref="HoldCause"/> in the tag.</summary>
    Hold,

    /// <summary>That cause is gone.</summary>
    Release,

    /// <summary>The venue numbers the trades of the event's instrument anew; those it has are told again.</summary>
    TradesAnew,

    /// <summary>The venue's market-maker protection has fired for the event's instrument; its exchange time says until when it holds, by our clock.</summary>
    Protection,
}
