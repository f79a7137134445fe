namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// The character of the simulated market: how the latent price moves, how takers come and how depth rests. Immutable; vary one of
/// <see cref="Regimes"/> by <c>with</c>.
/// </summary>
public sealed record Regime
{
    /// <summary>Its name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>Volatility of BTC, per square root of a year; the other coins have a fixed multiple of it.</summary>
    public double AnnualVolatility { get; init; } = 0.40;

    /// <summary>How often the latent price is seen to move.</summary>
    public double MovesPerSecond { get; init; } = 0.9;

    /// <summary>Time in which the logarithm of the volatility goes back to its mean, by a factor of e.</summary>
    public double VolatilityReversionSeconds { get; init; } = 120;

    /// <summary>Deviation of the logarithm of the volatility per square root of a second.</summary>
    public double VolatilityOfVolatility { get; init; } = 0.06;

    /// <summary>Jumps of the latent price.</summary>
    public double JumpsPerHour { get; init; } = 48;

    /// <summary>Mean size of a jump, basis points.</summary>
    public double JumpBp { get; init; } = 4;

    /// <summary>Drift of the latent price, basis points a minute, either way.</summary>
    public double TrendBpPerMinute { get; init; }

    /// <summary>How often the drift turns round.</summary>
    public double TrendTurnsPerHour { get; init; }

    /// <summary>Weight of the factor that the coins share; the correlation of two of them is its square, jumps and drift apart.</summary>
    public double Correlation { get; init; } = 0.9;

    /// <summary>Uninformed takers of both sides, those that others excite included.</summary>
    public double TakersPerSecond { get; init; } = 4.2;

    /// <summary>How many takers of the same side one taker brings after itself, in the mean.</summary>
    public double SelfExcitation { get; init; } = 0.55;

    /// <summary>How many takers of the other side one taker brings after itself, in the mean.</summary>
    public double CrossExcitation { get; init; } = 0.1;

    /// <summary>How fast the excitement goes by: the inverse of the mean delay in seconds.</summary>
    public double ExcitationDecayPerSecond { get; init; } = 25;

    /// <summary>Share of the takers that take every quote within a random reach; the others take a random amount.</summary>
    public double SweepShare { get; init; } = 0.6;

    /// <summary>The least reach of a sweep, basis points beyond the fair price.</summary>
    public double ReachFromBp { get; init; } = 0.3;

    /// <summary>Decay k of the reach beyond that, per basis point: a quote at distance d is met with the intensity A exp(-k d).</summary>
    public double ReachDecayPerBp { get; init; } = 0.8;

    /// <summary>Tail exponent of the amounts of small takers.</summary>
    public double SizeExponent { get; init; } = 0.9;

    /// <summary>Part of a sweep's reach by which the fair price follows it for some seconds.</summary>
    public double Impact { get; init; } = 0.04;

    /// <summary>
    /// Share of the latent price's moves that somebody trades on, before the move and with the quotes it leaves behind; half of it is the
    /// share of the other takers that know the direction of the next move.
    /// </summary>
    public double Toxicity { get; init; } = 0.35;

    /// <summary>How often resting orders come, shrink, move or go.</summary>
    public double RestingActsPerSecond { get; init; } = 110;

    /// <summary>Share of those acts that move an order to another price.</summary>
    public double MoveShare { get; init; } = 0.35;

    /// <summary>Random walk of the premium over the index, relative, per square root of a second.</summary>
    public double PremiumVolatility { get; init; } = 6e-6;

    /// <summary>Where the premium over the index goes back to, relative.</summary>
    public double PremiumMean { get; init; }

    /// <summary>Time in which the premium goes back to its mean by a factor of e.</summary>
    public double PremiumReversionSeconds { get; init; } = 1800;

    /// <summary>How far each taker moves the premium, relative.</summary>
    public double PremiumPerTaker { get; init; } = 1.5e-6;

    /// <summary>How takers lean against funding: what is taken off the share of buyers per unit of the eight-hour rate.</summary>
    public double FundingLean { get; init; } = 200;

    /// <summary>
    /// The pure model: takers of each side are a Poisson stream with exponential reach and nothing else moves but the latent price;
    /// see <see cref="ExponentialCrowd"/>.
    /// </summary>
    public bool IsPure { get; init; }

    /// <summary>Mean number of takers that one taker brings; below one, or there would be ever more of them.</summary>
    public double Branching => SelfExcitation + CrossExcitation;

    /// <summary>Takers per second that come by themselves.</summary>
    public double FirstTakersPerSecond => TakersPerSecond * (1 - Branching);

    /// <summary>The same market with another toxicity; throws <see cref="ArgumentException"/> where that makes no sense.</summary>
    public Regime WithToxicity(double toxicity) => IsPure
        ? throw new ArgumentException($"the regime {Name} has no informed takers")
        : Checked(this with { Toxicity = toxicity });

    /// <summary>Gives the regime back, or throws <see cref="ArgumentException"/> when it cannot be.</summary>
    public static Regime Checked(Regime regime)
    {
        ArgumentNullException.ThrowIfNull(regime);
        if (!(regime.Branching < 1) || regime.SelfExcitation < 0 || regime.CrossExcitation < 0)
            throw new ArgumentException("takers that each bring one more or more never end: the excitations must not be negative and sum to less than 1");
        if (!(regime.Toxicity is >= 0 and <= 1))
            throw new ArgumentException("toxicity must lie between 0 and 1");
        if (!(regime.Correlation is >= 0 and <= 1))
            throw new ArgumentException("correlation must lie between 0 and 1");
        if (!(regime.MovesPerSecond > 0 && regime.TakersPerSecond > 0 && regime.ReachDecayPerBp > 0 && regime.ExcitationDecayPerSecond > 0))
            throw new ArgumentException("moves, takers, reach decay and excitation decay must be above zero");
        return regime;
    }
}
