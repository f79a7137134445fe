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
}
