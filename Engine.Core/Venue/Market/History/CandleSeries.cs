using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.History;

/// <summary>
/// One instrument's candles of a minute on the exchange's own time: those before the opening follow the coin's path, later ones come
/// from the tape. The newest weeks after the opening are kept.
/// </summary>
internal sealed class CandleSeries(CoinPath path, ulong seed, double premium, double dayNotional, double tick)
{
    private const int KeptMinutes = 45 * 1440;
    private const int HourMinutes = 60;

    private Candle[]? _hours;
    private Candle[] _live = [];
    private long _liveFrom = path.OpeningMinute;
    private int _liveCount;

    /// <summary>The first minute there is, since the epoch.</summary>
    public long FirstMinute => _liveFrom > path.OpeningMinute ? _liveFrom : path.FirstMinute;

    /// <summary>The newest minute there is.</summary>
    public long LastMinute => _liveFrom + _liveCount - 1;

    /// <summary>Says how late it is, so that quiet minutes are there too.</summary>
    public void Advance(long nowNs)
    {
        long minute = nowNs / 60_000_000_000;
        while (LastMinute < minute)
            Append();
    }

    /// <summary>A trade at a moment.</summary>
    public void Add(long nowNs, double price, double volume, double cost)
    {
        Advance(nowNs);
        ref Candle now = ref _live[Slot(LastMinute)];
        now = (now.Cost == 0 ? Candle.Flat(price) : now).With(price, volume, cost);
    }

    /// <summary>The candle of a minute between the first and the last.</summary>
    public Candle At(long minute) => minute >= _liveFrom ? _live[Slot(minute)] : Past(minute);

    /// <summary>The candle of some minutes in a row, cut to what there is.</summary>
    public Candle Over(long fromMinute, int minutes)
    {
        long from = Math.Max(fromMinute, FirstMinute);
        long to = Math.Min(fromMinute + minutes - 1, LastMinute);
        Candle sum = Next(ref from, to);
        while (from <= to)
            sum = sum.Then(Next(ref from, to));
        return sum;
    }

    /// <summary>The next whole hour of the past at once, or the next minute.</summary>
    private Candle Next(ref long minute, long last)
    {
        if (minute % HourMinutes != 0 || minute + HourMinutes > Math.Min(last + 1, path.OpeningMinute))
            return At(minute++);
        _hours ??= new Candle[(CoinPath.Days + 1) * 24];
        ref Candle hour = ref _hours[(minute - path.FirstMinute) / HourMinutes];
        if (hour.High == 0)
        {
            hour = Past(minute);
            for (int i = 1; i < HourMinutes; i++)
                hour = hour.Then(Past(minute + i));
        }

        minute += HourMinutes;
        return hour;
    }

    private Candle Past(long minute)
    {
        var random = new Prng(seed + (0xD1342543DE82EF95UL * (ulong)minute));
        double open = Rounded(path.At(minute) * (1 + premium));
        double close = Rounded(path.At(minute + 1) * (1 + premium));
        double high = Rounded(Math.Max(open, close) * (1 + (1.5e-4 * random.Uniform())));
        double low = Rounded(Math.Min(open, close) * (1 - (1.5e-4 * random.Uniform())));
        double cost = dayNotional / 1440 * random.Exponential(1);
        return new Candle(open, high, low, close, cost / close, cost);
    }

    private double Rounded(double price) => Math.Max(1, Math.Round(price / tick)) * tick;

    private void Append()
    {
        double close = _liveCount > 0 ? _live[Slot(LastMinute)].Close : Rounded(path.OpeningPrice * (1 + premium));
        if (_liveCount == _live.Length && _liveCount < KeptMinutes)
            Array.Resize(ref _live, Math.Clamp(_liveCount * 2, 64, KeptMinutes));
        if (_liveCount == KeptMinutes)
            _liveFrom++;
        else
            _liveCount++;
        _live[Slot(LastMinute)] = Candle.Flat(close);
    }

    /// <summary>Until the store is full nothing has left it, so that it may grow without being moved.</summary>
    private int Slot(long minute) => (int)((minute - path.OpeningMinute) % KeptMinutes);
}
