namespace Engine.Core.Trading;

/// <summary>
/// Protections of the engine that can be left out one by one, so that tests can show that their absence is noticed. Never left out in
/// a process that trades.
/// </summary>
[Flags]
internal enum Guard
{
    /// <summary>None is meant.</summary>
    None = 0,

    /// <summary>A request without an answer is of unknown outcome, not refused.</summary>
    UnknownOutcome = 1 << 0,

    /// <summary>An order that was never shown is given up only when nothing of it can be under way.</summary>
    ProofOfAbsence = 1 << 1,

    /// <summary>A trade is booked once however often it is told.</summary>
    TradesOnce = 1 << 2,

    /// <summary>Trades are asked for by sequence, after a reconnection and from time to time.</summary>
    TradesAsked = 1 << 3,

    /// <summary>A change of the book that does not follow the one before makes it stale.</summary>
    BookChain = 1 << 4,

    /// <summary>A book that was crossed is given up.</summary>
    CrossedBook = 1 << 5,

    /// <summary>A book unchanged for long is not quoted on.</summary>
    BookAge = 1 << 6,

    /// <summary>A stop lasts.</summary>
    StopLatch = 1 << 7,

    /// <summary>A kill lasts.</summary>
    KillLatch = 1 << 8,

    /// <summary>Orders of ours that stand in no slot are cancelled.</summary>
    StrayCancels = 1 << 9,

    /// <summary>Intents are written down before they are sent.</summary>
    IntentLog = 1 << 10,

    /// <summary>Fills that find no room on their way to the journal are set aside.</summary>
    FillsAside = 1 << 11,

    /// <summary>Orders only ever rest.</summary>
    Passive = 1 << 12,

    /// <summary>No order is larger than its limit.</summary>
    OrderSize = 1 << 13,

    /// <summary>Worst-case inventory stays within its limit.</summary>
    Inventory = 1 << 14,

    /// <summary>Prices stay near mark and index.</summary>
    Collars = 1 << 15,

    /// <summary>Prices stay near the touch.</summary>
    TouchLimits = 1 << 16,

    /// <summary>No more orders are open at once than allowed.</summary>
    OpenOrders = 1 << 17,

    /// <summary>Positions and orders together are worth no more than allowed.</summary>
    Notional = 1 << 18,

    /// <summary>A side is not filled up at once after a fill.</summary>
    FillPause = 1 << 19,

    /// <summary>No more orders a second are sent than configured.</summary>
    Pace = 1 << 20,

    /// <summary>Some of the venue's credits are kept for cancels.</summary>
    RateReserve = 1 << 21,

    /// <summary>Orders without a label of ours are not touched.</summary>
    Ownership = 1 << 22,

    /// <summary>One request at a time is in flight for an order.</summary>
    OneInFlight = 1 << 23,

    /// <summary>A loss beyond its limit latches the kill switch.</summary>
    LossLimits = 1 << 24,

    /// <summary>A position that is taken over without a trade is written down.</summary>
    Adjustments = 1 << 25,

    /// <summary>Fees are part of the profit.</summary>
    Fees = 1 << 26,

    /// <summary>A kill outlives the process.</summary>
    KillFile = 1 << 27,

    /// <summary>A position that differs from the venue's is asked about.</summary>
    Differences = 1 << 28,

    /// <summary>The watchdog pulls the quotes of a thread that stands still.</summary>
    Pulls = 1 << 29,
}
