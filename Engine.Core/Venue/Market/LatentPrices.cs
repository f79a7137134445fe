using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market;

/// <summary>
/// What the coins are worth, which nobody sees: geometric moves at random moments with volatility that wanders, occasional jumps,
/// and a common factor over the coins. The next move is drawn ahead of time, so that informed takers can act on it.
/// </summary>
internal sealed class LatentPrices
{
    private const double MovesPerSecond = 1.2;
    private const double JumpsPerMove = 1.0 / 90;
    private const double JumpSize = 4e-4;
    private const double Correlation = 0.8;
    private const double YearSeconds = 365 * 86_400.0;
    private const double VolatilityReversion = 1.0 / 120;
    private const double VolatilityOfVolatility = 0.06;

    private readonly double[] _annualVolatility;
    private readonly double[] _price;
    private readonly double[] _next;
    private Prng _random;
    private double _logVolatility;

    public LatentPrices(double[] startPrices, double[] annualVolatility, Prng random)
    {
        _price = startPrices;
        _annualVolatility = annualVolatility;
        _next = (double[])startPrices.Clone();
        _random = random;
        Draw(0);
    }

    /// <summary>Market time of the next move.</summary>
    public long NextNs { get; private set; }

    /// <summary>Worth of a coin now.</summary>
    public double Price(int coin) => _price[coin];

    /// <summary>Worth of a coin after the next move.</summary>
    public double NextPrice(int coin) => _next[coin];

    /// <summary>Makes the drawn move and draws the next.</summary>
    public void Move()
    {
        Array.Copy(_next, _price, _price.Length);
        Draw(NextNs);
    }

    /// <summary>Multiplies what a coin is worth.</summary>
    public void Jump(int coin, double factor)
    {
        _price[coin] *= factor;
        _next[coin] *= factor;
    }

    private void Draw(long fromNs)
    {
        double seconds = _random.Exponential(1 / MovesPerSecond);
        NextNs = fromNs + (long)(seconds * 1e9);
        _logVolatility += (-_logVolatility * VolatilityReversion * seconds) + (VolatilityOfVolatility * Math.Sqrt(seconds) * _random.Normal());
        double scale = Math.Exp(Math.Clamp(_logVolatility, -1, 1)) * Math.Sqrt(1 / (MovesPerSecond * YearSeconds));
        double common = _random.Normal();
        double jump = _random.Chance(JumpsPerMove) ? JumpSize * _random.Normal() : 0;
        for (int coin = 0; coin < _price.Length; coin++)
        {
            double own = (Correlation * common) + (Math.Sqrt(1 - (Correlation * Correlation)) * _random.Normal());
            _next[coin] = _price[coin] * Math.Exp((_annualVolatility[coin] * scale * own) + jump);
        }
    }
}
