namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[risk]</c>: the limits that every order passes last.</summary>
public sealed record RiskConfig
{
    /// <summary>No order further from the mark price than this fraction of it.</summary>
    public double PriceCollar { get; init; } = 0.02;

    /// <summary>No order above this size in USD.</summary>
    public double MaxOrderSizeUsd { get; init; } = 10_000;

    /// <summary>No more placements and edits than this in any second.</summary>
    public int MaxOrdersPerSecond { get; init; } = 50;

    /// <summary>A session loss of this many USD latches the kill switch.</summary>
    public double SessionLossLimitUsd { get; init; } = 500;

    /// <summary>Quotes are pulled while the book has been silent for this many seconds.</summary>
    public double StaleBookSeconds { get; init; } = 15.0;

    /// <summary>Requests of the venue's burst allowance that only cancels may use.</summary>
    public int RateReserve { get; init; } = 4;
}
