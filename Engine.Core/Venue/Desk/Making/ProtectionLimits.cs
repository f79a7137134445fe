namespace Engine.Core.Venue.Desk.Making;

/// <summary>What a market maker allows to trade before protection stops the quoting. Quantities are base coin in 1e-9 units; null is no limit.</summary>
internal sealed record ProtectionLimits
{
    /// <summary>How long trades count together, seconds.</summary>
    public required int IntervalSeconds { get; init; }

    /// <summary>How long quoting stops, seconds; 0 until it is reset by hand.</summary>
    public required int FrozenSeconds { get; init; }

    /// <summary>Bought and sold together.</summary>
    public long? QuantityE9 { get; init; }

    /// <summary>Bought less sold, either sign.</summary>
    public long? DeltaE9 { get; init; }

    /// <summary>For options, of which there are none here: kept and shown.</summary>
    public long? VegaE9 { get; init; }

    /// <summary>Most that may rest on a side of one book.</summary>
    public required long MaxQuoteE9 { get; init; }
}
