namespace Engine.Core.Venue.Market.History;

/// <summary>
/// A coin's volatility index: what its index price has realised over a day of minutes, in percent a year. The real one is implied by
/// options, of which there are none here.
/// </summary>
internal sealed class VolatilitySeries(IndexSeries index)
{
    private const int WindowMinutes = 1440;
    private const double YearMinutes = 365 * 1440;

    // Rows of an hour and longer that are past: a year of days is asked again and again, and each would cost 1440 minutes.
    private readonly Dictionary<(long FromSecond, long Seconds), (double Open, double High, double Low, double Close)> _past = [];
    private long _minute = long.MinValue;
    private double _sum;

    /// <summary>The first minute that has a whole day behind it.</summary>
    public long FirstMinute => index.FirstMinute + WindowMinutes;

    /// <summary>Level at the beginning of a minute; cheapest when asked for one minute after another.</summary>
    public double At(long minute)
    {
        if (minute < _minute || minute > _minute + WindowMinutes)
        {
            _sum = 0;
            for (long at = minute - WindowMinutes + 1; at <= minute; at++)
                _sum += Square(at);
            _minute = minute;
        }

        while (_minute < minute)
            _sum += Square(++_minute) - Square(_minute - WindowMinutes);
        return 100 * Math.Sqrt(Math.Max(0, _sum) * YearMinutes / WindowMinutes);
    }

    /// <summary>Levels of some seconds in a row, of which the last may still be running; a level holds for a minute.</summary>
    public (double Open, double High, double Low, double Close) Over(long fromSecond, long seconds, long nowSecond)
    {
        if (seconds < 3600 || fromSecond + seconds > nowSecond)
            return Read(fromSecond, Math.Min(seconds, nowSecond - fromSecond + 1));
        if (!_past.TryGetValue((fromSecond, seconds), out (double Open, double High, double Low, double Close) row))
            _past.Add((fromSecond, seconds), row = Read(fromSecond, seconds));
        return row;
    }

    private (double Open, double High, double Low, double Close) Read(long fromSecond, long seconds)
    {
        long first = fromSecond / 60;
        long last = (fromSecond + seconds - 1) / 60;
        double open = Math.Round(At(first), 2);
        (double High, double Low, double Close) now = (open, open, open);
        for (long minute = first + 1; minute <= last; minute++)
        {
            double level = Math.Round(At(minute), 2);
            now = (Math.Max(now.High, level), Math.Min(now.Low, level), level);
        }

        return (open, now.High, now.Low, now.Close);
    }

    private double Square(long minute)
    {
        double change = Math.Log(index.At(minute) / index.At(minute - 1));
        return change * change;
    }
}
