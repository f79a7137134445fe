namespace Engine.Core.Link.Pulling;

/// <summary>
/// Tells from looks at a thread's heartbeat that it stands still. Only time in which the looker itself was awake counts: a machine
/// that slept, or a process that was stopped as a whole, is no stalled thread. Of a look that comes late a fraction of the limit counts, so
/// that a starved machine does not hide a stall for ever. A mutable struct: never a readonly field.
/// </summary>
public struct StallClock(long limitNs)
{
    private const int LateParts = 8;

    private long _beats;
    private long _lookedNs;
    private long _stillNs;
    private bool _hasLooked;

    /// <summary>How long it has stood still, ns.</summary>
    public readonly long StillNs => _stillNs;

    /// <summary>A look; true when the heart has stood still for the limit.</summary>
    /// <param name="beats">The heartbeat.</param>
    /// <param name="isExpected">Whether it should beat now.</param>
    /// <param name="nowNs">Monotonic time.</param>
    public bool Look(long beats, bool isExpected, long nowNs)
    {
        long gapNs = nowNs - _lookedNs;
        bool isAwake = gapNs <= limitNs / 2;
        _stillNs = isExpected && _hasLooked && beats == _beats ? _stillNs + (isAwake ? gapNs : limitNs / LateParts) : 0;
        (_beats, _lookedNs, _hasLooked) = (beats, nowNs, true);
        return _stillNs >= limitNs;
    }
}
