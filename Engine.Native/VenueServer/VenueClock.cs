using System.Diagnostics;

namespace Engine.Native.VenueServer;

/// <summary>Unix time in nanoseconds that never runs backwards: the wall clock at the start, the monotonic one since.</summary>
internal sealed class VenueClock
{
    private readonly long _startNs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
    private readonly long _startTicks = Stopwatch.GetTimestamp();

    public long NowNs => _startNs + (long)((Stopwatch.GetTimestamp() - _startTicks) * (1e9 / Stopwatch.Frequency));
}
