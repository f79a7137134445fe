using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;

namespace Engine.Core.Journal.Intents;

/// <summary>An order that an earlier session may have left at the venue, as far as that session knew. Amounts in 1e-9 units.</summary>
public sealed record LeftOrder
{
    /// <summary>Its label, which is its identity: the venue's id may never have become known.</summary>
    public required OrderLabel Label { get; init; }

    /// <summary>The instrument's name.</summary>
    public required string Symbol { get; init; }

    /// <summary>Its side.</summary>
    public required Side Side { get; init; }

    /// <summary>Whether the venue may never have shown it, so that it may still be on its way there.</summary>
    public bool MayBeUnderWay => State is OrderState.Placing or OrderState.Unknown && !OrderId.IsSome;

    /// <summary>The venue's id, where it was known.</summary>
    public VenueId OrderId { get; init; }

    /// <summary>The last state known.</summary>
    public required OrderState State { get; init; }

    /// <summary>Price, 1e-9 units: of the last request.</summary>
    public long PriceE9 { get; init; }

    /// <summary>Total amount: of the last request.</summary>
    public long AmountE9 { get; init; }

    /// <summary>The filled part.</summary>
    public long FilledE9 { get; init; }

    /// <summary>When the last request was decided, Unix ns.</summary>
    public long CauseNs { get; init; }
}
