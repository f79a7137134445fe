using Engine.Core.Venue.Market.Flow;

namespace Engine.Native.Commands.Options;

/// <summary>What <c>engine paper</c> is asked to do.</summary>
public sealed record PaperOptions : SessionOptions
{
    /// <summary>The seed of the venue's market: the same seed, the same flow of orders.</summary>
    public ulong Seed { get; init; }

    /// <summary>How much faster than real time the venue's market moves.</summary>
    public double Speed { get; init; } = 1.0;

    /// <summary>The character of the venue's market, by name.</summary>
    public string Regime { get; init; } = Regimes.Calm.Name;
}
