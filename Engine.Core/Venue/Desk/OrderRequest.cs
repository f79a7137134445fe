using Engine.Core.Primitives;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>What a buy or sell asks for, as read from its parameters.</summary>
internal readonly record struct OrderRequest
{
    public Side Side { get; init; }

    public OrderType Type { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>Amount in 1e-9 units.</summary>
    public long AmountE9 { get; init; }

    /// <summary>Price in 1e-9 units; null for a market order.</summary>
    public long? PriceE9 { get; init; }

    public bool PostOnly { get; init; }

    public bool RejectPostOnly { get; init; }

    public bool ReduceOnly { get; init; }

    /// <summary>Counts for the account's market-maker protection.</summary>
    public bool Mmp { get; init; }

    /// <summary>Set for an order of a mass quote.</summary>
    public QuoteMark? Quote { get; init; }

    public string Label { get; init; }

    /// <summary>Not after this moment, Unix milliseconds; 0 for no end.</summary>
    public long ValidUntilMs { get; init; }

    public long SessionId { get; init; }

    /// <summary>What an iceberg shows, 1e-9 units; null when it is none.</summary>
    public long? DisplayE9 { get; init; }

    /// <summary>Which price sets a trigger order off.</summary>
    public TriggerSource Trigger { get; init; }

    /// <summary>Where, 1e-9 units.</summary>
    public long? TriggerE9 { get; init; }

    /// <summary>How far a trailing stop stays behind, 1e-9 units.</summary>
    public long? TriggerOffsetE9 { get; init; }

    /// <summary>For an order that a trigger order places, the type and the number of that one.</summary>
    public OrderType? OriginalType { get; init; }

    public long TriggeredBy { get; init; }
}
