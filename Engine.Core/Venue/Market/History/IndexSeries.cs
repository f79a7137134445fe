namespace Engine.Core.Venue.Market.History;

/// <summary>A coin's index price through time: the path before the opening, then what was noted minute by minute and, for the last hour, every six seconds.</summary>
internal sealed class IndexSeries(CoinPath path)
{
    private const int KeptMinutes = 45 * 1440;
    private const int KeptSixths = 600;
    private const long MinuteNs = 60_000_000_000;
    private const long SixthNs = 6_000_000_000;

    private readonly Mean[] _sixths = new Mean[KeptSixths];
    private double[] _live = [];
    private long _first = path.OpeningMinute;
    private long _next = path.OpeningMinute;

    private record struct Mean(long Number, double Sum, int Count);

    /// <summary>The first minute there is, since the epoch.</summary>
    public long FirstMinute => _first > path.OpeningMinute ? _first : path.FirstMinute;

    /// <summary>The newest price.</summary>
    public double Now => _next == path.OpeningMinute ? path.OpeningPrice : _live[Slot(_next - 1)];

    /// <summary>Notes the price of a moment.</summary>
    public void Add(long nowNs, double price)
    {
        for (long minute = Math.Max(nowNs / MinuteNs, path.OpeningMinute); _next <= minute;)
            Append();
        _live[Slot(_next - 1)] = price;
        long number = nowNs / SixthNs;
        ref Mean mean = ref _sixths[number % KeptSixths];
        mean = mean.Number == number ? new Mean(number, mean.Sum + price, mean.Count + 1) : new Mean(number, price, 1);
    }

    /// <summary>The price with which a minute begins.</summary>
    public double At(long minute)
    {
        if (minute <= path.OpeningMinute)
            return path.At(minute);
        return _next == path.OpeningMinute ? path.OpeningPrice : _live[Slot(Math.Clamp(minute, _first + 1, _next) - 1)];
    }

    /// <summary>The mean of six seconds, or what lies between two minutes where those were not noted.</summary>
    public double AtSixth(long number)
    {
        Mean mean = _sixths[number % KeptSixths];
        if (mean.Number == number)
            return mean.Sum / mean.Count;
        long minute = Math.DivRem(number, 10, out long within);
        double from = At(minute);
        return from + ((At(minute + 1) - from) * within / 10);
    }

    /// <summary>Highest and lowest of the day that ends with a minute.</summary>
    public (double High, double Low) Day(long minute)
    {
        double high = Now;
        double low = high;
        for (long at = minute - 1439; at <= minute; at++)
        {
            high = Math.Max(high, At(at));
            low = Math.Min(low, At(at));
        }

        return (high, low);
    }

    private void Append()
    {
        double price = Now;
        long count = _next - _first;
        if (count == _live.Length && count < KeptMinutes)
            Array.Resize(ref _live, (int)Math.Clamp(count * 2, 64, KeptMinutes));
        if (count == KeptMinutes)
            _first++;
        _live[Slot(_next++)] = price;
    }

    private int Slot(long minute) => (int)((minute - path.OpeningMinute) % KeptMinutes);
}
