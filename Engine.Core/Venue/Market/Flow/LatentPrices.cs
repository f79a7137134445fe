using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// What the coins are worth, which nobody sees: a Brownian motion of the logarithm seen at random moments, with volatility that
/// wanders, jumps, spells of drift, and a common factor over the coins. The next move is drawn ahead of time, so that informed takers
/// can act on it.
/// </summary>
internal sealed class LatentPrices : IPrices
{
    private const double YearSeconds = 365 * 86_400.0;

    private readonly Regime _regime;
    private readonly double[] _volatility;
    private readonly double[] _price;
    private readonly double[] _next;
    private Prng _random;
    private double _logVolatility;
    private int _trend;

    /// <param name="regime">How they move.</param>
    /// <param name="startPrices">Worth of each coin at the start.</param>
    /// <param name="annualVolatility">Of each coin.</param>
    /// <param name="random">Their own generator.</param>
    public LatentPrices(Regime regime, double[] startPrices, double[] annualVolatility, Prng random)
    {
        _regime = regime;
        _price = startPrices;
        _volatility = [.. annualVolatility.Select(annual => annual / Math.Sqrt(YearSeconds))];
        _next = (double[])startPrices.Clone();
        _random = random;
        _trend = _random.Chance(0.5) ? 1 : -1;
        Draw(0);
    }

    /// <inheritdoc/>
    public long NextNs { get; private set; }

    /// <inheritdoc/>
    public double Price(int coin) => _price[coin];

    /// <summary>Worth of a coin after the next move.</summary>
    public double NextPrice(int coin) => _next[coin];

    /// <inheritdoc/>
    public void Move()
    {
        Array.Copy(_next, _price, _price.Length);
        Draw(NextNs);
    }

    /// <inheritdoc/>
    public void Scale(int coin, double factor)
    {
        _price[coin] *= factor;
        _next[coin] *= factor;
    }

    private void Draw(long fromNs)
    {
        double seconds = _random.Exponential(1 / _regime.MovesPerSecond);
        NextNs = fromNs + (long)(seconds * 1e9);
        _logVolatility += (-_logVolatility * seconds / _regime.VolatilityReversionSeconds)
            + (_regime.VolatilityOfVolatility * Math.Sqrt(seconds) * _random.Normal());
        double scale = Math.Exp(Math.Clamp(_logVolatility, -1, 1)) * Math.Sqrt(seconds);
        double common = _random.Normal();
        double shift = Jump(seconds) + Drift(seconds);
        double rest = Math.Sqrt(1 - (_regime.Correlation * _regime.Correlation));
        for (int coin = 0; coin < _price.Length; coin++)
        {
            double deviation = _volatility[coin] * scale;
            double own = (_regime.Correlation * common) + (rest * _random.Normal());
            _next[coin] = _price[coin] * Math.Exp((deviation * own) - (deviation * deviation / 2) + shift);
        }
    }

    /// <summary>Jumps strike all coins alike; none is smaller than half the mean.</summary>
    private double Jump(double seconds)
    {
        if (!_random.Chance(1 - Math.Exp(-_regime.JumpsPerHour * seconds / 3600)))
            return 0;
        double size = _regime.JumpBp * 1e-4 * (0.5 + _random.Exponential(0.5));
        return _random.Chance(0.5) ? size : -size;
    }

    private double Drift(double seconds)
    {
        if (_regime.TrendBpPerMinute == 0)
            return 0;
        if (_random.Chance(1 - Math.Exp(-_regime.TrendTurnsPerHour * seconds / 3600)))
            _trend = -_trend;
        return _trend * _regime.TrendBpPerMinute * 1e-4 * seconds / 60;
    }
}
