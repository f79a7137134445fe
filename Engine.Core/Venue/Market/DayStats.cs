using Engine.Core.Venue.Market.History;

namespace Engine.Core.Venue.Market;

/// <summary>
/// High, low, change and volume of the last 24 hours of the market from a ring of one-minute buckets. The day before the exchange
/// opened is that of the candles.
/// </summary>
internal sealed class DayStats
{
    private const int Minutes = 24 * 60;
    private const long MinuteNs = 60_000_000_000;

    private readonly Minute[] _ring = new Minute[Minutes];
    private long _minute;
    private bool _isStale = true;
    private double _high;
    private double _low;
    private double _volume;
    private double _notional;

    private record struct Minute(double Open, double High, double Low, double Close, double Volume, double Notional);

    public DayStats(CandleSeries before, long nowNs)
    {
        _minute = nowNs / MinuteNs;
        for (int i = 1; i < Minutes; i++)
        {
            Candle candle = before.At(_minute - i);
            _ring[(_minute - i + Minutes) % Minutes] = new Minute(candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, candle.Cost);
        }

        double last = _ring[(_minute - 1 + Minutes) % Minutes].Close;
        _ring[_minute % Minutes] = new Minute(last, last, last, last, 0, 0);
    }

    /// <summary>Whether anything traded; prices of a day without trades are not told.</summary>
    public bool HasTrades => Sum()._notional > 0;

    public double High => Sum()._high;

    public double Low => Sum()._low;

    /// <summary>Traded in the base coin.</summary>
    public double Volume => Sum()._volume;

    /// <summary>Traded in the counter currency.</summary>
    public double Notional => Sum()._notional;

    /// <summary>Percent over the day, four decimals.</summary>
    public double PriceChange
    {
        get
        {
            double open = _ring[(_minute + 1) % Minutes].Open;
            return Math.Round((_ring[_minute % Minutes].Close / open - 1) * 100, 4);
        }
    }

    public void Advance(long nowNs)
    {
        long minute = nowNs / MinuteNs;
        for (; _minute < minute; _isStale = true)
        {
            double close = _ring[_minute % Minutes].Close;
            _ring[++_minute % Minutes] = new Minute(close, close, close, close, 0, 0);
        }
    }

    public void Add(double price, double volume, double notional)
    {
        ref Minute now = ref _ring[_minute % Minutes];
        now.High = Math.Max(now.High, price);
        now.Low = Math.Min(now.Low, price);
        now.Close = price;
        now.Volume += volume;
        now.Notional += notional;
        if (_isStale)
            return;
        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _volume += volume;
        _notional += notional;
    }

    /// <summary>The sums, made anew when a minute has passed.</summary>
    private DayStats Sum()
    {
        if (!_isStale)
            return this;
        _isStale = false;
        (_high, _low, _volume, _notional) = (double.MinValue, double.MaxValue, 0, 0);
        foreach (Minute minute in _ring)
        {
            _high = Math.Max(_high, minute.High);
            _low = Math.Min(_low, minute.Low);
            _volume += minute.Volume;
            _notional += minute.Notional;
        }

        return this;
    }
}
