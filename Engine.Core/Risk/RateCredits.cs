using System.Runtime.CompilerServices;

namespace Engine.Core.Risk;

/// <summary>
/// The venue's rate credits for order requests as a leaky bucket in time handed in: so many requests at once, so many a second.
/// Counted in whole parts of 1e-9 credit, of which a nanosecond brings as many as there are requests a second. A mutable struct:
/// never a readonly field.
/// <para>
/// The venue counts a request when it arrives, later than it was decided, and its full bucket has earned nothing meanwhile. A request
/// said to be under way (<see cref="Depart"/>) is therefore counted once more at the latest time at which it can have arrived
/// (<see cref="Arrive"/>): however long the ways are and however much they differ, the venue has as many credits as are counted here, or more.
/// </para>
/// </summary>
public struct RateCredits
{
    private const long One = 1_000_000_000;

    private readonly long _burst;
    private readonly long _fillNs; // what fills an empty bucket; a longer time needs no product, which could overflow
    private long _level;
    private long _atNs;
    private int _underWay; // each of them may be counted at the venue from now on only

    /// <summary>A full bucket.</summary>
    public RateCredits(int perSecond, int burst)
    {
        PerSecond = perSecond;
        Burst = burst;
        _burst = burst * One;
        _fillNs = perSecond > 0 ? (_burst / perSecond) + 1 : long.MaxValue;
        _level = _burst;
    }

    /// <summary>Requests a second.</summary>
    public int PerSecond { get; }

    /// <summary>Largest burst.</summary>
    public int Burst { get; }

    /// <summary>Credits at a time.</summary>
    public readonly double Available(long nowNs) => LevelAt(nowNs) / 1e9;

    /// <summary>Whether a credit is left at a time.</summary>
    public readonly bool IsSome(long nowNs) => LevelAt(nowNs) >= One;

    /// <summary>Spends one credit when more than the reserve is left; false otherwise.</summary>
    public bool TrySpend(long nowNs, int reserve)
    {
        long level = LevelAt(nowNs);
        if (level < (reserve + 1) * One)
            return false;
        _level = level - One;
        _atNs = Math.Max(_atNs, nowNs);
        return true;
    }

    /// <summary>What was just spent is on its way to where it is counted.</summary>
    public void Depart() => _underWay++;

    /// <summary>One that was on its way has been counted, at the latest at this time.</summary>
    public void Arrive(long atNs)
    {
        if (_underWay == 0)
            return; // told twice
        Settle(atNs);
        _underWay--;
    }

    /// <summary>Nothing is on its way any more: what was has been counted by now, or never will be.</summary>
    public void ArriveAll(long nowNs)
    {
        if (_underWay == 0)
            return;
        Settle(nowNs);
        _underWay = 0;
    }

    /// <summary>A bucket that is not full at first: what an account has left is known to the venue alone.</summary>
    public static RateCredits Starting(int perSecond, int burst, double credits) =>
        new(perSecond, burst) { _level = (long)(Math.Min(credits, burst) * One) };

    /// <summary>The same credits under another limit.</summary>
    public readonly RateCredits With(int perSecond, int burst, long nowNs)
    {
        RateCredits next = new(perSecond, burst);
        next._level = Math.Min(LevelAt(nowNs), next._burst);
        next._atNs = nowNs;
        next._underWay = _underWay;
        return next;
    }

    /// <summary>Gives all credits up: the venue said that there are none.</summary>
    public void Empty(long nowNs)
    {
        _level = 0;
        _atNs = nowNs;
    }

    private void Settle(long atNs)
    {
        _level = LevelAt(atNs);
        _atNs = Math.Max(_atNs, atNs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly long LevelAt(long nowNs)
    {
        long most = _burst - (_underWay * One);
        long elapsedNs = nowNs - _atNs;
        if (_atNs == 0 || elapsedNs <= 0)
            return Math.Min(most, _level);
        return elapsedNs >= _fillNs ? most : Math.Min(most, _level + (elapsedNs * PerSecond));
    }
}
