namespace Engine.Core.Risk;

/// <summary>
/// Limits of one instrument. A zero switches a limit off where its comment says so. What happens when a limit is passed:
/// <code>
/// limit                                    when passed
/// MaxInventoryUsd, MaxOrderUsd             the intent is refused; an order whose new terms were refused is cancelled
/// PriceCollar, IndexCollar                 the same
/// MaxTouchDistance, MaxTouchImprovement    the same
/// own orders on the other side             the intent waits until they are gone or moved (self-trade)
/// StaleBookNs, StaleMarkNs                 the instrument holds: its quotes are pulled until the data is fresh
/// RateReserve                              the intent waits; cancels never do
/// </code>
/// Those of the account are in <see cref="AccountLimits"/>.
/// </summary>
public sealed record RiskLimits
{
    /// <summary>Worst-case inventory never passes this, USD.</summary>
    public double MaxInventoryUsd { get; init; } = 5000;

    /// <summary>Largest order, USD.</summary>
    public double MaxOrderUsd { get; init; } = 5000;

    /// <summary>Farthest a price may lie from mark, fraction.</summary>
    public double PriceCollar { get; init; } = 0.02;

    /// <summary>Farthest a price may lie from the index, fraction; 0 for any.</summary>
    public double IndexCollar { get; init; }

    /// <summary>Farthest a quote may lie behind the best price of its side, fraction; 0 for any.</summary>
    public double MaxTouchDistance { get; init; }

    /// <summary>Farthest a quote may lie before the best price of its side, inside the spread, fraction; 0 for any.</summary>
    public double MaxTouchImprovement { get; init; }

    /// <summary>Of two quotes that lie farther than this behind the touch, neither is moved while credits are short, fraction; 0 for none.</summary>
    public double FarFromTouch { get; init; } = 0.001;

    /// <summary>A book unchanged for longer is not quoted on, ns.</summary>
    public long StaleBookNs { get; init; } = 15_000_000_000;

    /// <summary>Mark and index older than this are not quoted on, ns; 0 for any age.</summary>
    public long StaleMarkNs { get; init; }

    /// <summary>Rate credits kept for cancels.</summary>
    public int RateReserve { get; init; } = 4;
}
