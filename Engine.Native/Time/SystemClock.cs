using Engine.Native.Linux;

namespace Engine.Native.Time;

/// <summary>
/// The process's clock, in nanoseconds since the Unix epoch. <see cref="NowNs"/> is the wall clock of the moment of construction
/// carried on by the monotonic clock: it never steps backwards, whatever happens to the wall clock, and differences of two
/// readings are true intervals. The vDSO answers, so a reading costs tens of nanoseconds and no system call.
/// </summary>
/// <remarks>
/// Apart from the venue's server nothing else in the product reads a clock: time is handed on from here. Immutable, any thread.
/// A time daemon that slews the wall clock slews the monotonic clock with it; only a step parts them, and <see cref="WallStepNs"/> shows it.
/// </remarks>
public sealed unsafe class SystemClock
{
    private const int Realtime = 0, Monotonic = 1;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _epochMinusMonotonicNs;

    /// <summary>Anchors the clock to the wall clock of this moment.</summary>
    public SystemClock() => _epochMinusMonotonicNs = MeasureAnchor();

    /// <summary>Nanoseconds since the Unix epoch, monotonic within the process: the stamp of events.</summary>
    public long NowNs => MonotonicNs + _epochMinusMonotonicNs;

    /// <summary>Nanoseconds of the monotonic clock since an arbitrary start (the machine's boot): for intervals alone.</summary>
    public static long MonotonicNs => Read(Monotonic);

    /// <summary>Nanoseconds since the Unix epoch by the wall clock as it stands, steps included: for what other processes compare.</summary>
    public static long WallNs => Read(Realtime);

    /// <summary>How far the wall clock has been stepped since this clock was anchored, in nanoseconds; positive when it was set forward.</summary>
    public long WallStepNs => MeasureAnchor() - _epochMinusMonotonicNs;

    /// <summary>The kernel's resolution of the monotonic clock in nanoseconds; 1 with high-resolution timers.</summary>
    public static long ResolutionNs
    {
        get
        {
            HostCalls.Timespec resolution;
            _ = HostCalls.clock_getres(Monotonic, &resolution);
            return resolution.Seconds * NanosecondsPerSecond + resolution.Nanoseconds;
        }
    }

    /// <summary>
    /// The distance between the two clocks. A pause of the thread between two readings would enter the anchor as an error, so the
    /// narrowest of several brackets counts.
    /// </summary>
    private static long MeasureAnchor()
    {
        long anchorNs = 0, narrowestNs = long.MaxValue;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var beforeNs = MonotonicNs;
            var wallNs = WallNs;
            var afterNs = MonotonicNs;
            if (afterNs - beforeNs >= narrowestNs) continue;
            narrowestNs = afterNs - beforeNs;
            anchorNs = wallNs - (beforeNs + narrowestNs / 2);
        }
        return anchorNs;
    }

    private static long Read(int clock)
    {
        HostCalls.Timespec now;
        _ = HostCalls.clock_gettime(clock, &now);
        return now.Seconds * NanosecondsPerSecond + now.Nanoseconds;
    }
}
