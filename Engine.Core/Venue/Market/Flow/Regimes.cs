namespace Engine.Core.Venue.Market.Flow;

/// <summary>The markets that have names.</summary>
public static class Regimes
{
    /// <summary>A quiet day; what an exchange has when nothing else is asked for.</summary>
    public static Regime Calm { get; } = new() { Name = "calm" };

    /// <summary>Long spells of drift.</summary>
    public static Regime Trend { get; } = Calm with { Name = "trend", TrendBpPerMinute = 10, TrendTurnsPerHour = 6, JumpsPerHour = 20 };

    /// <summary>Restless volatility and many large jumps.</summary>
    public static Regime Jumpy { get; } = Calm with
    {
        Name = "jumpy",
        AnnualVolatility = 0.5,
        VolatilityOfVolatility = 0.12,
        JumpsPerHour = 240,
        JumpBp = 9,
        SelfExcitation = 0.65,
    };

    /// <summary>Nearly every move is traded on, and takers come in droves.</summary>
    public static Regime Toxic { get; } = Calm with
    {
        Name = "toxic",
        AnnualVolatility = 0.6,
        Toxicity = 0.9,
        SelfExcitation = 0.7,
        TakersPerSecond = 5,
        Impact = 0.12,
    };

    /// <summary>
    /// The pure model of Avellaneda and Stoikov: deviation 0.3 bp per square root of a second, fill intensity 0.9 exp(-0.3 d) per second
    /// and side at a distance of d basis points.
    /// </summary>
    public static Regime Exponential { get; } = Calm with
    {
        Name = "exponential",
        IsPure = true,
        AnnualVolatility = 0.3e-4 * Math.Sqrt(365 * 86_400.0),
        MovesPerSecond = 2,
        VolatilityOfVolatility = 0,
        JumpsPerHour = 0,
        TakersPerSecond = 1.8,
        SelfExcitation = 0,
        CrossExcitation = 0,
        SweepShare = 1,
        ReachFromBp = 0,
        ReachDecayPerBp = 0.3,
        Impact = 0,
        Toxicity = 0,
        RestingActsPerSecond = 0,
        PremiumVolatility = 0,
        PremiumPerTaker = 0,
        FundingLean = 0,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Regime> All { get; } = [Calm, Trend, Jumpy, Toxic, Exponential];

    /// <summary>Finds one by name; throws <see cref="ArgumentException"/> with the names when there is none.</summary>
    public static Regime Named(string name) => All.FirstOrDefault(regime => regime.Name == name)
        ?? throw new ArgumentException($"no such regime: {name}; known are {string.Join(", ", All.Select(regime => regime.Name))}");
}
