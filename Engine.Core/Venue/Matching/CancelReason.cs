namespace Engine.Core.Venue.Matching;

/// <summary>Why an order ended before it was filled.</summary>
public enum CancelReason : byte
{
    /// <summary>It did not, or its time in force ended it.</summary>
    None,

    /// <summary>Its owner asked.</summary>
    UserRequest,

    /// <summary>Its connection went away.</summary>
    CancelOnDisconnect,

    /// <summary>An edit would have made a post-only order trade.</summary>
    EditPostOnlyReject,

    /// <summary>It met an order of its own account.</summary>
    OrderOverlap,

    /// <summary>The day's settlement ended it.</summary>
    Settlement,

    /// <summary>Its owner's market-maker protection was triggered.</summary>
    MmpTrigger,

    /// <summary>It no longer fits the protection's limits.</summary>
    MmpConfigCurtailment,

    /// <summary>The account was liquidated.</summary>
    Autoliquidation,
}
