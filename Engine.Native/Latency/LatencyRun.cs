using Engine.Native.Doctor;
using Engine.Native.Hosting;
using Engine.Native.Latency.Figures;
using Engine.Native.Latency.Report;
using Engine.Native.Linux.Threads;

namespace Engine.Native.Latency;

/// <summary>The whole of <c>engine latency</c> once its options are understood: warnings, measurement, report, histogram file.</summary>
public static class LatencyRun
{
    private const string Stat = "/proc/stat";

    /// <summary>Measures and reports; true when everything was measured and every answer was right.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="stop">Ends it early.</param>
    /// <param name="output">For the report.</param>
    /// <param name="error">For warnings and what went wrong.</param>
    /// <param name="pictures">Whether bars may be drawn: on a terminal.</param>
    public static bool Run(LatencyOptions options, StopSignal stop, TextWriter output, TextWriter error, bool pictures)
    {
        HostFiles files = new("/");
        IReadOnlyList<int> allowed = CpuAffinity.Allowed();
        LatencyCpus cpus = CpusOf(options, allowed, files);
        foreach (string warning in HostTrust.Warnings(files, allowed, HostProbe.IsCompiledAhead))
            error.WriteLine($"warning: {warning}");
        if (cpus.Sender is null)
        {
            error.WriteLine($"warning: {options.Threads + 1} threads spin and this process has {allowed.Count} processor{(allowed.Count == 1 ? "" : "s")}: they take turns, and the figures mean nothing");
            options = options with { Yields = true };
        }

        try
        {
            // Before the measurement: who cannot keep its result should not wait for it.
            using FileStream? file = options.Out is null ? null : File.Create(options.Out);
            LatencyReport report = new(output, options, pictures);
            report.WriteHead(cpus);
            DateTime startedUtc = DateTime.UtcNow;
            string? statBefore = files.Read(Stat);
            LatencyResult result = new LatencyProcess(options, cpus, stop).Run();
            report.WriteFigures(result);
            report.WriteEnd(result, HostTrust.StolenPercent(statBefore, files.Read(Stat)));
            if (file is not null)
                HistogramFile.Write(file, startedUtc, DateTime.UtcNow, result.Figures);
            return Judge(result, error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"engine latency: {e.Message}");
            return false;
        }
    }

    private static bool Judge(LatencyResult result, TextWriter error)
    {
        if (result.Refused.Length > 0)
            error.WriteLine($"warning: {result.Refused}");
        if (result.Checks.First is { } wrong)
            error.WriteLine($"engine latency: the engine's answers were wrong, so the figures do not count: {wrong}");
        else if (result.Failure is not null)
            error.WriteLine($"engine latency: {result.Failure}");
        return result.IsGood;
    }

    private static LatencyCpus CpusOf(LatencyOptions options, IReadOnlyList<int> allowed, HostFiles files)
    {
        if (options.Pin.Count > 0 && LatencyCpus.TryTake(options.Pin, allowed, options.Threads, out LatencyCpus cpus, out _))
            return cpus;
        bool isTold = CpuList.TryParse(files.Read("/sys/devices/system/cpu/isolated") ?? "", out IReadOnlyList<int> isolated);
        return LatencyCpus.Choose(allowed, isTold ? isolated : [], options.Threads);
    }
}
