namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// How much rests at what distance from the mid, in USD, levels and activity, for BTC-PERPETUAL: the shape of a production
/// snapshot of September 2026. Other instruments scale the amounts.
/// </summary>
internal static class DepthProfile
{
    /// <summary>One ring of distances.</summary>
    /// <param name="FromBp">Inner edge, basis points from the fair price.</param>
    /// <param name="ToBp">Outer edge.</param>
    /// <param name="DepthUsd">What rests in it on one side.</param>
    /// <param name="Levels">Over how many price levels.</param>
    /// <param name="Activity">Share of the crowd's actions, relative.</param>
    internal readonly record struct Ring(double FromBp, double ToBp, double DepthUsd, int Levels, double Activity);

    /// <summary>From the touch outwards. The inner rings aim higher than the snapshot, as takers eat into them all the time.</summary>
    public static IReadOnlyList<Ring> Rings { get; } =
    [
        new(0, 0.06, 4_000, 1, 5),
        new(0.06, 0.5, 12_000, 4, 15),
        new(0.5, 1, 90_000, 6, 22),
        new(1, 2, 115_000, 13, 22),
        new(2, 3, 190_000, 13, 14),
        new(3, 5, 640_000, 22, 11),
        new(5, 7, 1_550_000, 20, 8),
        new(7, 10, 1_700_000, 25, 6),
        new(10, 15, 1_000_000, 16, 3),
        new(15, 25, 9_700_000, 22, 3),
        new(25, 50, 12_800_000, 30, 2),
        new(50, 100, 5_000_000, 40, 1.5),
        new(100, 300, 3_000_000, 40, 0.7),
        new(300, 1000, 2_000_000, 30, 0.3),
        new(1000, 5000, 200_000, 12, 0.1),
    ];
}
