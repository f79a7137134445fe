using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.History;

/// <summary>
/// What funding one instrument has paid, by the minute of the exchange's own time: noted while the exchange runs, and made from the
/// seed for the time before. The eight hours before the opening add up to the rate with which the instrument opened.
/// </summary>
internal sealed class FundingSeries(CoinPath path, ulong seed, double openingRate8h)
{
    private const long MinuteMs = 60_000;
    private const int HourMinutes = 60;
    private const int EightHours = 8 * HourMinutes;
    private const int KeptMinutes = 45 * 1440;
    private const double HourDeviation = 1.2e-5;

    private Note[] _live = [];
    private long _first = path.OpeningMinute;
    private long _next = path.OpeningMinute;

    /// <summary>One minute's payments.</summary>
    /// <param name="Paid">Sum of rate and time.</param>
    /// <param name="MarketMs">Market time that passed in it.</param>
    /// <param name="Index">Last index price.</param>
    private record struct Note(double Paid, double MarketMs, double Index);

    /// <summary>The first minute there is, since the epoch.</summary>
    public long FirstMinute => _first > path.OpeningMinute ? _first : path.FirstMinute;

    /// <summary>The minute now running.</summary>
    public long LastMinute => Math.Max(_next - 1, path.OpeningMinute);

    /// <summary>A rate held for a stretch of market time that ended at a moment with an index price.</summary>
    public void Add(long nowNs, double rate8h, double marketMs, double index)
    {
        long minute = nowNs / 60_000_000_000;
        while (_next <= Math.Max(minute, path.OpeningMinute))
            Append();
        // A clock that was set back goes on with the newest minute.
        ref Note now = ref _live[Slot(_next - 1)];
        now = new Note(now.Paid + (rate8h * marketMs / (EightHours * MinuteMs)), now.MarketMs + marketMs, index);
    }

    /// <summary>What a unit paid from one moment to another, Unix milliseconds.</summary>
    public double Paid(long fromMs, long toMs)
    {
        fromMs = Math.Max(fromMs, FirstMinute * MinuteMs);
        toMs = Math.Min(toMs, _next * MinuteMs);
        double paid = 0;
        while (fromMs < toMs)
        {
            long minute = fromMs / MinuteMs;
            // Whole hours of the past are of one rate.
            long unit = minute < path.OpeningMinute - EightHours - HourMinutes ? HourMinutes * MinuteMs : MinuteMs;
            long end = Math.Min(((fromMs / unit) + 1) * unit, toMs);
            paid += PaidIn(minute) * (end - fromMs) / MinuteMs;
            fromMs = end;
        }

        return paid;
    }

    /// <summary>The hour that ends at a whole hour.</summary>
    public FundingHour Hour(long endMs) => new(
        endMs, Paid(endMs - (HourMinutes * MinuteMs), endMs), Paid(endMs - (EightHours * MinuteMs), endMs), Index(endMs / MinuteMs), Index((endMs / MinuteMs) - HourMinutes));

    /// <summary>The mean eight-hour rate of a minute.</summary>
    public double Rate8h(long minute)
    {
        if (minute < path.OpeningMinute || minute >= _next)
            return PaidIn(minute) * EightHours;
        Note note = _live[Slot(minute)];
        return note.MarketMs > 0 ? note.Paid * EightHours * MinuteMs / note.MarketMs : 0;
    }

    /// <summary>Index price at the beginning of a minute.</summary>
    public double Index(long minute)
    {
        for (long at = Math.Min(minute, _next) - 1; at >= _first; at--)
        {
            if (_live[Slot(at)].Index > 0)
                return _live[Slot(at)].Index;
        }

        return path.At(Math.Min(minute, path.OpeningMinute));
    }

    private double PaidIn(long minute)
    {
        if (minute >= _next || minute < FirstMinute)
            return 0;
        if (minute >= path.OpeningMinute)
            return _live[Slot(minute)].Paid;
        if (minute >= path.OpeningMinute - EightHours)
            return openingRate8h / EightHours;
        return PastHour(minute / HourMinutes) / HourMinutes;
    }

    /// <summary>Funding wanders over half a day and is nothing while the premium is inside the dead zone.</summary>
    private double PastHour(long hour)
    {
        const int Span = 12;
        double slow = 0;
        for (int i = 0; i < Span; i++)
            slow += Noise(hour - i);
        double rate = HourDeviation * ((slow / Math.Sqrt(Span)) + (0.3 * Noise(hour)));
        return Math.Abs(rate) < HourDeviation / 3 ? 0 : rate;
    }

    private double Noise(long hour) => new Prng(seed ^ (0xBF58476D1CE4E5B9UL * (ulong)hour)).Normal();

    private void Append()
    {
        long count = _next - _first;
        if (count == _live.Length && count < KeptMinutes)
            Array.Resize(ref _live, (int)Math.Clamp(count * 2, 64, KeptMinutes));
        if (count == KeptMinutes)
            _first++;
        _live[Slot(_next++)] = default;
    }

    private int Slot(long minute) => (int)((minute - path.OpeningMinute) % KeptMinutes);
}
