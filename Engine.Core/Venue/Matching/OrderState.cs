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

    /// <summary>Waiting for its trigger price.</summary>
    Untriggered,

    /// <summary>Done: it has placed an order at its trigger price.</summary>
    Triggered,

    /// <summary>Would trade at once and is held for a moment, out of the book.</summary>
    SpeedBumped,
}
