namespace Engine.Core.Quoting;

/// <summary>Parameters of <see cref="RepriceRule"/>.</summary>
public sealed record RepriceParameters
{
    /// <summary>Move of mid that makes the quotes be computed anew, price units.</summary>
    public double ThresholdUsd { get; init; } = 1.0;

    /// <summary>Age at which they are computed anew in any case.</summary>
    public long PeriodNs { get; init; } = 5_000_000_000;
}

/// <summary>
/// When quotes are computed anew: mid has moved by the threshold, the period has passed, or the inventory changed. A mutable
/// struct: never a readonly field.
/// </summary>
public struct RepriceRule(RepriceParameters parameters)
{
    private readonly double _thresholdUsd = parameters.ThresholdUsd;
    private readonly long _periodNs = parameters.PeriodNs;
    private long _midHalfTicks;
    private long _positionLots;
    private long _quotedNs;
    private bool _forced = true;

    /// <summary>Makes the next question answer yes.</summary>
    public void Force() => _forced = true;

    /// <summary>Whether to compute anew now; a yes is remembered as done.</summary>
    public bool IsDue(in MarketView view)
    {
        long move = Math.Abs(view.Touch.MidHalfTicks - _midHalfTicks);
        bool due = _forced || view.PositionLots != _positionLots || view.NowNs - _quotedNs >= _periodNs
            || move * 0.5 * view.Instrument.TickSize >= _thresholdUsd;
        if (!due)
            return false;
        _forced = false;
        _midHalfTicks = view.Touch.MidHalfTicks;
        _positionLots = view.PositionLots;
        _quotedNs = view.NowNs;
        return true;
    }
}
