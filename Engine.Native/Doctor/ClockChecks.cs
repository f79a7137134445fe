using System.Globalization;

namespace Engine.Native.Doctor;

/// <summary>What a reading of the clock costs and means here, and how steadily time passes for a spinning thread.</summary>
internal static class ClockChecks
{
    private const string SourcePath = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    internal static IEnumerable<Finding> Examine(HostFiles files, HostReadings readings)
    {
        yield return Source(files);
        yield return Reading(readings);
        yield return Synchronisation(readings);
        yield return Jitter(readings);
    }

    private static Finding Source(HostFiles files) => files.Read(SourcePath) switch
    {
        null => Finding.Unknown("clock source", "not visible"),
        "tsc" or "arch_sys_counter" => Finding.Good("clock source", files.Read(SourcePath)!),
        var source when source is "kvm-clock" || source.StartsWith("hyperv_clocksource_tsc", StringComparison.Ordinal) =>
            Finding.CouldBeBetter("clock source", source, $"echo tsc > {SourcePath} where the host's TSC is stable (kernel parameter tsc=reliable)"),
        var source => Finding.Matters("clock source", source, $"every reading enters the kernel: echo tsc > {SourcePath}, or kernel parameter clocksource=tsc"),
    };

    private static Finding Reading(HostReadings readings)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{readings.ClockReadNs:0} ns each, resolution {readings.ClockResolutionNs} ns");
        if (readings.ClockResolutionNs > 1) return Finding.Matters("clock reading", value, "the kernel has no high-resolution timers: remove highres=off and nohz=off from its parameters");
        return readings.ClockReadNs < 150 ? Finding.Good("clock reading", value) : Finding.CouldBeBetter("clock reading", value, "readings enter the kernel: see the clock source");
    }

    private static Finding Synchronisation(HostReadings readings)
    {
        var discipline = readings.Discipline;
        if (!discipline.Known) return Finding.Unknown("clock synchronisation", "the kernel refuses adjtimex here");
        return discipline.Synchronised
            ? Finding.Good("clock synchronisation", string.Create(CultureInfo.InvariantCulture, $"kept, error at most {discipline.MaxErrorUs / 1000.0:0.0} ms"))
            : Finding.CouldBeBetter("clock synchronisation", "nothing keeps the clock", "apt-get install chrony (latency to the venue is measured against its clock)");
    }

    private static Finding Jitter(HostReadings readings)
    {
        var jitter = readings.Jitter;
        var value = string.Create(CultureInfo.InvariantCulture,
            $"{jitter.Gaps} gaps above {JitterReading.GapNs / 1000} us in {jitter.SpanNs / 1e6:0} ms on core {jitter.Cpu}, the worst {jitter.WorstNs / 1000.0:0} us, {100.0 * jitter.LostNs / Math.Max(1, jitter.SpanNs):0.00} % lost");
        if (jitter.WorstNs < 100_000 && jitter.GapsPerSecond < 20) return Finding.Good("steadiness", value);
        return jitter.WorstNs < 5_000_000
            ? Finding.CouldBeBetter("steadiness", value, "isolate a core (above) and measure it with engine doctor --cpu N")
            : Finding.Matters("steadiness", value, "something else runs on this core: isolate one (above) and measure it with engine doctor --cpu N");
    }
}
