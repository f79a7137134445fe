namespace Engine.Core.Venue.Desk;

/// <summary>What an edit asks for; null keeps what the order has.</summary>
internal readonly record struct EditRequest
{
    /// <summary>New total amount, the filled part included, 1e-9 units.</summary>
    public long? AmountE9 { get; init; }

    /// <summary>New price in 1e-9 units.</summary>
    public long? PriceE9 { get; init; }

    /// <summary>What an iceberg shows, 1e-9 units.</summary>
    public long? DisplayE9 { get; init; }

    /// <summary>Where a trigger order is set off, 1e-9 units.</summary>
    public long? TriggerE9 { get; init; }

    /// <summary>How far a trailing stop stays behind, 1e-9 units.</summary>
    public long? TriggerOffsetE9 { get; init; }

    public bool? PostOnly { get; init; }

    public bool? RejectPostOnly { get; init; }

    public bool? ReduceOnly { get; init; }

    /// <summary>Not after this moment, Unix milliseconds; 0 for no end.</summary>
    public long ValidUntilMs { get; init; }
}
