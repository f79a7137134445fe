namespace Engine.Core.Venue.Matching;

/// <summary>How long an order lives.</summary>
public enum TimeInForce : byte
{
    /// <summary>Until it is filled or cancelled.</summary>
    GoodTilCancelled,

    /// <summary>Until the next settlement.</summary>
    GoodTilDay,

    /// <summary>All of it at once, or none.</summary>
    FillOrKill,

    /// <summary>What trades at once; the rest is cancelled.</summary>
    ImmediateOrCancel,
}
