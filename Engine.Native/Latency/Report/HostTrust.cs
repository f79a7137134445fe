using Engine.Native.Doctor;

namespace Engine.Native.Latency.Report;

/// <summary>Where this host cannot be trusted with latencies: the doctor's findings that matter for a measurement, as warnings.</summary>
internal static class HostTrust
{
    private static readonly string[] s_names =
        ["cores", "frequency governor", "hyper-threading", "virtualisation", "steal time", "isolated cores", "processor quota"];

    /// <summary>The warnings, a line each; empty for a host that leaves nothing to wish.</summary>
    public static IReadOnlyList<string> Warnings(HostFiles files, IReadOnlyList<int> allowedCpus, bool compiledAhead) =>
    [
        .. from finding in Examination.OfProcessors(files, allowedCpus)
           where finding.Verdict is Verdict.CouldBeBetter or Verdict.Matters && s_names.Contains(finding.Name)
           select $"{finding.Name}: {finding.Value}",
        .. compiledAhead ? (string[])[] : ["this is the just-in-time compiled program: figures mean something only from the binary that ./run.sh builds"],
    ];

    /// <summary>Share of the processor time of all processors that the hypervisor kept between two readings of /proc/stat, percent; null where it is not told.</summary>
    public static double? StolenPercent(string? before, string? after)
    {
        if (Ticks(before) is not { } from || Ticks(after) is not { } to)
            return null;
        double all = to.Sum() - from.Sum();
        return all > 0 ? 100 * (to[7] - from[7]) / all : 0;
    }

    private static long[]? Ticks(string? stat)
    {
        string[] fields = (stat ?? "").Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        long[] ticks = new long[8];
        for (int i = 0; i < ticks.Length; i++)
        {
            if (i + 1 >= fields.Length || !long.TryParse(fields[i + 1], out ticks[i]))
                return null;
        }

        return ticks;
    }
}
