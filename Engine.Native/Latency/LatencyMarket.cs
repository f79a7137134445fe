using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Latency;

/// <summary>What is traded while latency is measured: the engine is configured by it, and the far side expects by it.</summary>
internal static class LatencyMarket
{
    /// <summary>Distance of each quote from mid, fraction.</summary>
    public const decimal Spread = 0.00015m;

    /// <summary>Move of mid that moves the quotes, price units.</summary>
    public const decimal ThresholdUsd = 1;

    /// <summary>Size of each quote, USD.</summary>
    public const int SizeUsd = 1000;

    /// <summary>The middle of the generated market, 1e-9 units.</summary>
    public const long MiddleE9 = 86_400_000_000_000;

    /// <summary>The instrument of generated ticks.</summary>
    public static Terms Instrument { get; } = Perpetuals.Find("BTC-PERPETUAL")!;
}
