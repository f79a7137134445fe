namespace Engine.Core.Risk;

/// <summary>
/// The venue's rate credits for order requests as a leaky bucket in time handed in: so many requests at once, so many a second.
/// A mutable struct: never a readonly field.
/// </summary>
public struct RateCredits(int perSecond, int burst)
{
    private double _credits = burst;
    private long _atNs;

    /// <summary>Requests a second.</summary>
    public int PerSecond { get; } = perSecond;

    /// <summary>Largest burst.</summary>
    public int Burst { get; } = burst;

    /// <summary>Credits at a time.</summary>
    public readonly double Available(long nowNs)
    {
        long elapsedNs = Math.Max(0, nowNs - _atNs);
        return _atNs == 0 ? _credits : Math.Min(Burst, _credits + (elapsedNs * 1e-9 * PerSecond));
    }

    /// <summary>Spends one credit when more than the reserve is left; false otherwise.</summary>
    public bool TrySpend(long nowNs, int reserve)
    {
        double available = Available(nowNs);
        if (available < reserve + 1)
            return false;
        _credits = available - 1;
        _atNs = Math.Max(_atNs, nowNs);
        return true;
    }

    /// <summary>A bucket that is not full at first: what an account has left is known to the venue alone.</summary>
    public static RateCredits Starting(int perSecond, int burst, double credits) => new(perSecond, burst) { _credits = Math.Min(credits, burst) };

    /// <summary>The same credits under another limit.</summary>
    public readonly RateCredits With(int perSecond, int burst, long nowNs) =>
        new(perSecond, burst) { _credits = Math.Min(Available(nowNs), burst), _atNs = nowNs };

    /// <summary>Gives all credits up: the venue said that there are none.</summary>
    public void Empty(long nowNs)
    {
        _credits = 0;
        _atNs = nowNs;
    }
}
