namespace Engine.Core.Venue.Clearing;

/// <summary>The market's clock: it starts at a moment of its own and runs faster than real time by the speed.</summary>
internal sealed class MarketClock
{
    private const long DayNs = 86_400_000_000_000;

    private readonly long _openedNs;
    private readonly double _speed;

    /// <param name="options">With speed and start.</param>
    /// <param name="openedNs">Real time of the opening, Unix nanoseconds.</param>
    public MarketClock(ExchangeOptions options, long openedNs)
    {
        _openedNs = openedNs;
        _speed = options.Speed;
        StartNs = options.MarketStart is TimeOnly time ? openedNs - (openedNs % DayNs) + (time.Ticks * 100) : openedNs;
    }

    /// <summary>What it shows at the opening, Unix nanoseconds.</summary>
    public long StartNs { get; }

    /// <summary>Real time of a moment of the market.</summary>
    public long RealNs(long marketNs) => _openedNs + RealSpanNs(marketNs - StartNs);

    /// <summary>What it shows at a moment of real time.</summary>
    public long MarketNs(long realNs) => StartNs + (long)((realNs - _openedNs) * _speed);

    /// <summary>Real length of a stretch of market time.</summary>
    public long RealSpanNs(long marketNs) => (long)(marketNs / _speed);

    /// <summary>The first time of a day after a moment, both of the market.</summary>
    public static long NextNs(long afterNs, TimeSpan timeOfDay)
    {
        long next = afterNs - (afterNs % DayNs) + (timeOfDay.Ticks * 100);
        return next > afterNs ? next : next + DayNs;
    }
}
