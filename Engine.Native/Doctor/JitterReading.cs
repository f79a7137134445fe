using Engine.Native.Linux.Threads;
using Engine.Native.Time;

namespace Engine.Native.Doctor;

/// <summary>How steadily a spinning thread runs here: every gap between two looks at the clock is time the host took away.</summary>
/// <param name="SpanNs">Length of the spin.</param>
/// <param name="Gaps">Gaps above <see cref="GapNs"/>.</param>
/// <param name="WorstNs">The longest gap.</param>
/// <param name="LostNs">All gaps above the threshold together.</param>
/// <param name="Cpu">The processor it ran on at the end; -1 where unknown.</param>
public readonly record struct JitterReading(long SpanNs, int Gaps, long WorstNs, long LostNs, int Cpu)
{
    /// <summary>What counts as a gap, in nanoseconds: longer than anything the engine itself does between two looks.</summary>
    public const long GapNs = 20_000;

    /// <summary>Gaps in a second at this rate.</summary>
    public double GapsPerSecond => SpanNs == 0 ? 0 : Gaps * 1e9 / SpanNs;

    /// <summary>Spins on the calling thread for a time.</summary>
    public static JitterReading Measure(long spanNs)
    {
        int gaps = 0;
        long worstNs = 0, lostNs = 0;
        var startNs = SystemClock.MonotonicNs;
        var lastNs = startNs;
        while (lastNs - startNs < spanNs)
        {
            var nowNs = SystemClock.MonotonicNs;
            var gapNs = nowNs - lastNs;
            lastNs = nowNs;
            if (gapNs > worstNs) worstNs = gapNs;
            if (gapNs <= GapNs) continue;
            gaps++;
            lostNs += gapNs;
        }
        return new JitterReading(lastNs - startNs, gaps, worstNs, lostNs, CpuAffinity.CurrentCpu);
    }
}
