namespace Engine.Core.Venue.Catalogue;

/// <summary>Members of an instrument's row that nothing here acts on; the defaults are those of autumn 2026.</summary>
public sealed record ListingParticulars
{
    /// <summary>Price step of block trades, 1e-9 units.</summary>
    public long BlockTickE9 { get; init; } = 10_000_000;

    /// <summary>Fee of block trades.</summary>
    public decimal BlockCommission { get; init; } = 0.00025m;

    /// <summary>Smallest block trade.</summary>
    public long BlockMinAmount { get; init; } = 200_000;

    /// <summary>Largest fee of a liquidation.</summary>
    public decimal LiquidationCommission { get; init; } = 0.01m;

    /// <summary>Leverage that needs no extra margin.</summary>
    public long MaxNonDefaultLeverage { get; init; } = 5;

    /// <summary>The venue's number of the price index; null for one made from the instrument's.</summary>
    public long? IndexId { get; init; }

    /// <summary>What the contract is about.</summary>
    public string UnderlyingType { get; init; } = "crypto";

    /// <summary>Identifier of the base currency; null for one made from its name.</summary>
    public string? BaseUuid { get; init; }

    /// <summary>Identifier of the quote currency; null for one made from its name.</summary>
    public string? QuoteUuid { get; init; }
}
