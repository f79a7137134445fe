namespace Engine.Core.Risk;

/// <summary>Limits that every intent is checked against.</summary>
public sealed record RiskLimits
{
    /// <summary>Worst-case inventory never passes this, USD.</summary>
    public double MaxInventoryUsd { get; init; } = 5000;

    /// <summary>Largest order, USD.</summary>
    public double MaxOrderUsd { get; init; } = 5000;

    /// <summary>Farthest a price may lie from mark, fraction.</summary>
    public double PriceCollar { get; init; } = 0.02;

    /// <summary>Loss since start that latches the kill switch, USD; 0 for none.</summary>
    public double SessionLossUsd { get; init; }

    /// <summary>A book unchanged for longer is not quoted on, ns.</summary>
    public long StaleBookNs { get; init; } = 15_000_000_000;

    /// <summary>Rate credits kept for cancels.</summary>
    public int RateReserve { get; init; } = 4;
}
