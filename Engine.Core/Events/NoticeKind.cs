namespace Engine.Core.Events;

/// <summary>What a notice says.</summary>
public enum NoticeKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The session changed state; the number is the new <see cref="SessionState"/>.</summary>
    Session,

    /// <summary>The book lost continuity; the number is the change id that did not fit.</summary>
    BookGap,

    /// <summary>The venue refused a request; the number is its error code.</summary>
    VenueReject,

    /// <summary>The gate refused an intent; the number is the <see cref="RejectReason"/>.</summary>
    GateReject,

    /// <summary>Position differed from the venue's; the number is the difference in lots.</summary>
    PositionMismatch,

    /// <summary>The kill switch was latched.</summary>
    Kill,

    /// <summary>Quoting was stopped.</summary>
    Stop,

    /// <summary>A fill of the account that is not ours or of an order not known; the number is the trade sequence.</summary>
    ForeignFill,

    /// <summary>Own PnL and the venue's differ by more than a cent; the number is the difference in 1e-9 USD.</summary>
    PnlMismatch,

    /// <summary>An order of ours was still open after a connection had ended, or from an earlier process; the number is 0.</summary>
    OrderOutlived,

    /// <summary>What the engine may do has changed; the number is the mode, and above its eight bits the cause that decides.</summary>
    Mode,

    /// <summary>An instrument's quotes are held back or go on; the number says why, 0 that they go on.</summary>
    Hold,

    /// <summary>The venue's burst of requests is so small that the reserve for cancels was made smaller; the number is the burst.</summary>
    SmallBurst,

    /// <summary>A hot thread stood still and the watchdog pulled the quotes; the number is the orders it cancelled, the figures are ms.</summary>
    Stalled,

    /// <summary>Another engine places orders on an instrument of ours, which is held; the number is its session.</summary>
    OtherEngine,

    /// <summary>The operator cleared the kill switch that the session, or one before it, had latched; written by no session.</summary>
    KillCleared,

    /// <summary>The venue has numbered an instrument's trades anew, or forgotten them; the number is the last one known of before.</summary>
    TradesAnew,

    /// <summary>The venue's market-maker protection has fired for an instrument; the number is the pause that follows, ns.</summary>
    Protection,

    /// <summary>Money has come to the account from outside, or left it; the number is the amount, 1e-9 coins.</summary>
    CashFlow,
}
