namespace Engine.Core.Venue.Faults.Forms;

/// <summary>What can be made to go wrong; <see cref="FaultTable"/> has the word, the parameters and a sentence for each.</summary>
public enum FaultKind : byte
{
    /// <summary>Frames come late.</summary>
    Delay,

    /// <summary>Frames do not come.</summary>
    Drop,

    /// <summary>Frames come twice.</summary>
    Duplicate,

    /// <summary>Frames come behind later ones.</summary>
    Reorder,

    /// <summary>The bytes of frames come in pieces.</summary>
    Torn,

    /// <summary>Frames come as several WebSocket fragments.</summary>
    Fragment,

    /// <summary>The connection ends within a frame.</summary>
    Cut,

    /// <summary>Channels fall silent.</summary>
    Freeze,

    /// <summary>A change of a book is missing.</summary>
    BookGap,

    /// <summary>A change of a book crosses it.</summary>
    BookCrossed,

    /// <summary>A change of a book does not follow the one before.</summary>
    BookWrongId,

    /// <summary>A fill is booked and its owner is not told.</summary>
    LostFill,

    /// <summary>A fill is booked once and told twice.</summary>
    DuplicateFill,

    /// <summary>Requests are refused.</summary>
    Reject,

    /// <summary>Requests are neither done nor answered.</summary>
    LostRequest,

    /// <summary>Requests are done and not answered.</summary>
    LostReply,

    /// <summary>Requests wait before they are done.</summary>
    SlowRequest,

    /// <summary>A request finds no credits left.</summary>
    RateLimit,

    /// <summary>The reply of an order comes before its notifications, or behind them.</summary>
    ReplyOrder,

    /// <summary>Cancel-on-disconnect does not happen.</summary>
    CodFailure,

    /// <summary>Tokens end now.</summary>
    ExpireToken,

    /// <summary>Connections end.</summary>
    Disconnect,

    /// <summary>Connections stay, and nothing passes on them.</summary>
    HalfOpen,

    /// <summary>Nothing is read or sent for a while.</summary>
    Stall,

    /// <summary>A frame that makes no sense is sent.</summary>
    Garbage,

    /// <summary>The platform is in maintenance.</summary>
    Maintenance,

    /// <summary>A price index is locked.</summary>
    Lock,

    /// <summary>An instrument has another tick size.</summary>
    TickSize,

    /// <summary>An instrument is halted, locked or otherwise not open.</summary>
    InstrumentState,

    /// <summary>The venue's timestamps are off.</summary>
    ClockStep,

    /// <summary>Money comes to an account or leaves it.</summary>
    Deposit,

    /// <summary>An account's positions are closed by the venue.</summary>
    Liquidate,

    /// <summary>Prices jump.</summary>
    PriceJump,

    /// <summary>The venue goes down and comes back.</summary>
    Restart,

    /// <summary>The matching engine restarts behind connections that stay, and has forgotten.</summary>
    StateLoss,
}
