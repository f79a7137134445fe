namespace Engine.Core.Venue.Matching;

/// <summary>Where an order stands.</summary>
public enum OrderState : byte
{
    /// <summary>Resting, or about to be matched.</summary>
    Open,

    /// <summary>Done: all of it traded.</summary>
    Filled,

    /// <summary>Done: taken back with <see cref="CancelReason"/>.</summary>
    Cancelled,

    /// <summary>Done: never accepted.</summary>
    Rejected,
}
