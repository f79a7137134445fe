using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.History;

/// <summary>
/// What a coin was worth at each minute before the exchange opened: a random walk that ends at the opening price. Any day of it is
/// made from the seed when it is asked for, and a few are kept.
/// </summary>
internal sealed class CoinPath
{
    /// <summary>Days of it before the opening.</summary>
    public const int Days = 366;

    private const int DayMinutes = 1440;
    private const int KeptDays = 6;
    private const double YearMinutes = 365 * DayMinutes;

    private readonly ulong _seed;
    private readonly double _minuteDeviation;
    private readonly double[] _dayOpens;
    private readonly Dictionary<long, double[]> _paths = [];
    private readonly Queue<long> _kept = new();

    public CoinPath(ulong seed, double price, double annualVolatility, long openingMinute)
    {
        _seed = seed;
        _minuteDeviation = annualVolatility / Math.Sqrt(YearMinutes);
        OpeningMinute = openingMinute;
        OpeningPrice = price;
        OpeningDay = Day(openingMinute);
        long rest = openingMinute - (OpeningDay * DayMinutes);
        FirstMinute = (OpeningDay - Days) * DayMinutes;
        _dayOpens = new double[Days + 1];
        var random = new Prng(seed);
        _dayOpens[Days] = price * Math.Exp(_minuteDeviation * Math.Sqrt(rest) * random.Normal());
        for (int day = Days - 1; day >= 0; day--)
            _dayOpens[day] = _dayOpens[day + 1] * Math.Exp(_minuteDeviation * Math.Sqrt(DayMinutes) * random.Normal());
    }

    /// <summary>The first minute that is not in it, since the epoch.</summary>
    public long OpeningMinute { get; }

    /// <summary>Its last price.</summary>
    public double OpeningPrice { get; }

    /// <summary>The first minute in it.</summary>
    public long FirstMinute { get; }

    private long OpeningDay { get; }

    /// <summary>Price at the beginning of a minute from <see cref="FirstMinute"/> to <see cref="OpeningMinute"/>.</summary>
    public double At(long minute)
    {
        if (minute >= OpeningMinute)
            return OpeningPrice;
        minute = Math.Max(minute, FirstMinute);
        long day = Day(minute);
        return Path(day)[minute - (day * DayMinutes)];
    }

    /// <summary>The day of a minute, of one before the epoch too.</summary>
    private static long Day(long minute) => (minute >= 0 ? minute : minute - DayMinutes + 1) / DayMinutes;

    private double[] Path(long day)
    {
        if (_paths.TryGetValue(day, out double[]? path))
            return path;
        path = Make(day);
        if (_kept.Count == KeptDays)
            _paths.Remove(_kept.Dequeue());
        _kept.Enqueue(day);
        _paths.Add(day, path);
        return path;
    }

    /// <summary>A walk from the day's first price whose end is bent to where the next day begins.</summary>
    private double[] Make(long day)
    {
        bool isLast = day == OpeningDay;
        int steps = isLast ? (int)(OpeningMinute - (day * DayMinutes)) : DayMinutes;
        int index = (int)(day - OpeningDay) + Days;
        double open = _dayOpens[index];
        double target = Math.Log((isLast ? OpeningPrice : _dayOpens[index + 1]) / open);
        var random = new Prng(_seed ^ (0x9E3779B97F4A7C15UL * (ulong)day));
        double[] path = new double[steps + 1];
        for (int i = 1; i <= steps; i++)
            path[i] = path[i - 1] + (_minuteDeviation * random.Normal());
        double bend = (target - path[steps]) / Math.Max(1, steps);
        for (int i = 0; i <= steps; i++)
            path[i] = open * Math.Exp(path[i] + (bend * i));
        return path;
    }
}
