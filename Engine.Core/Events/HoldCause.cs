namespace Engine.Core.Events;

/// <summary>Why a session tells the engine to hold: the tag of a command to hold or to release without an instrument.</summary>
public enum HoldCause : byte
{
    /// <summary>The venue takes no orders.</summary>
    Venue = 0,

    /// <summary>The market is seen too late to be quoted on.</summary>
    LateMarket,

    /// <summary>A reconciliation has been open for too long.</summary>
    LateReconciliation,
}
