using System.Runtime.CompilerServices;

namespace Engine.Core.Quoting;

/// <summary>Parameters of <see cref="InventorySkewQuoter"/>.</summary>
public sealed record InventorySkewParameters
{
    /// <summary>Distance of each quote from mid, as a fraction of mid.</summary>
    public double Spread { get; init; } = 0.00015;

    /// <summary>Shift of both quotes, price units per USD of inventory.</summary>
    public double SkewPerUsd { get; init; } = 0.0013;

    /// <summary>Size of each quote, USD.</summary>
    public double SizeUsd { get; init; } = 1000;

    /// <summary>Inventory that is never passed, USD.</summary>
    public double MaxInventoryUsd { get; init; } = 5000;
}

/// <summary>
/// The plain inventory-skewed quoter: bid = mid(1-spread) - inventory*skew, ask = mid(1+spread) - inventory*skew. Sizes shrink
/// to what the inventory limit still allows, so a side stops at its limit.
/// </summary>
public struct InventorySkewQuoter(InventorySkewParameters parameters) : IQuoter
{
    private readonly double _spread = parameters.Spread;
    private readonly double _skewPerUsd = parameters.SkewPerUsd;
    private readonly double _sizeUsd = parameters.SizeUsd;
    private readonly double _maxInventoryUsd = parameters.MaxInventoryUsd;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ModelQuote Decide(in MarketView view)
    {
        double mid = view.Mid;
        double inventory = view.InventoryUsd;
        double skew = inventory * _skewPerUsd;
        return new ModelQuote(
            (mid * (1 - _spread)) - skew,
            (mid * (1 + _spread)) - skew,
            Math.Clamp(_maxInventoryUsd - inventory, 0, _sizeUsd),
            Math.Clamp(_maxInventoryUsd + inventory, 0, _sizeUsd));
    }

    /// <inheritdoc/>
    public readonly double Skew(in MarketView view) => -view.InventoryUsd * _skewPerUsd;
}
