using System.Globalization;
using Engine.Native.Linux.Threads;

namespace Engine.Native.Doctor;

/// <summary>The processor and the virtual machine around it.</summary>
internal static class ProcessorChecks
{
    private const string Sys = "/sys/devices/system/cpu";

    /// <summary>What x86-64-v3 adds, by the names of /proc/cpuinfo (abm is lzcnt).</summary>
    private static readonly string[] s_level3 = ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"];

    internal static IEnumerable<Finding> Examine(HostFiles files, IReadOnlyList<int> allowedCpus)
    {
        yield return Cores(files, allowedCpus);
        yield return InstructionSet(files);
        yield return Governor(files);
        yield return Turbo(files);
        yield return Threads(files);
        yield return IdleStates(files);
        yield return Virtualisation(files);
        yield return Steal(files);
    }

    private static Finding Cores(HostFiles files, IReadOnlyList<int> allowedCpus)
    {
        var online = CpuList.TryParse(files.Read(Sys + "/online") ?? "", out var cpus) && cpus.Count > 0 ? cpus : allowedCpus;
        var model = files.ReadField("/proc/cpuinfo", "model name");
        var value = $"{online.Count} online, {allowedCpus.Count} for this process ({CpuList.Format(allowedCpus)}){(model is null ? "" : ", " + model)}";
        return allowedCpus.Count switch
        {
            <= 1 => Finding.Matters("cores", value, "one core for everything: set hot.wait = \"sleep\"; give the machine or container at least 2, better 4"),
            < 4 => Finding.CouldBeBetter("cores", value, "keep hot.wait = \"yield\" and threads = 1 here; with 4 or more, pin the hot thread and spin"),
            _ => Finding.Good("cores", value),
        };
    }

    private static Finding InstructionSet(HostFiles files)
    {
        if (files.ReadField("/proc/cpuinfo", "flags") is not { } text) return Finding.Unknown("instruction set", "no x86 flags in /proc/cpuinfo");
        var flags = text.Split(' ').ToHashSet();
        string[] missing = [.. s_level3.Where(flag => !flags.Contains(flag))];
        return missing.Length == 0
            ? Finding.Good("instruction set", "x86-64-v3 (AVX2, BMI2, FMA)")
            : Finding.Matters("instruction set", $"x86-64-v3 lacks {string.Join(' ', missing)}",
                "the binary needs x86-64-v3: use a newer machine, let the hypervisor pass the host's processor through (-cpu host), or build with -p:IlcInstructionSet=x86-64-v2");
    }

    private static Finding Governor(HostFiles files)
    {
        string[] governors = [.. files.List(Sys).Where(name => name.StartsWith("cpu", StringComparison.Ordinal) && name.Length > 3 && char.IsAsciiDigit(name[3]))
            .Select(name => files.Read($"{Sys}/{name}/cpufreq/scaling_governor")).OfType<string>().Distinct()];
        if (governors.Length == 0) return Finding.Unknown("frequency governor", "not visible (virtual machine or fixed frequency)");
        var value = string.Join(", ", governors);
        return governors is ["performance"]
            ? Finding.Good("frequency governor", value)
            : Finding.CouldBeBetter("frequency governor", value, "cpupower frequency-set -g performance");
    }

    private static Finding Turbo(HostFiles files)
    {
        var isOn = (files.Read(Sys + "/intel_pstate/no_turbo"), files.Read(Sys + "/cpufreq/boost")) switch
        {
            ("0", _) or (_, "1") => true,
            ("1", _) or (_, "0") => false,
            _ => (bool?)null,
        };
        return isOn switch
        {
            true => Finding.Good("turbo", "on"),
            false => Finding.CouldBeBetter("turbo", "off", $"echo 0 > {Sys}/intel_pstate/no_turbo (Intel) or echo 1 > {Sys}/cpufreq/boost; leave it off if steady figures matter more"),
            null => Finding.Unknown("turbo", "not visible"),
        };
    }

    private static Finding Threads(HostFiles files) => files.Read(Sys + "/smt/active") switch
    {
        "0" => Finding.Good("hyper-threading", "off"),
        "1" => Finding.CouldBeBetter("hyper-threading", $"on (core 0 is shared by {files.Read(Sys + "/cpu0/topology/thread_siblings_list") ?? "?"})",
            $"leave the hot core's sibling idle (isolate both), or echo off > {Sys}/smt/control"),
        _ => Finding.Unknown("hyper-threading", "not visible"),
    };

    private static Finding IdleStates(HostFiles files)
    {
        var deepest = 0;
        foreach (var state in files.List(Sys + "/cpu0/cpuidle"))
            if (files.Read($"{Sys}/cpu0/cpuidle/{state}/disable") != "1"
                && int.TryParse(files.Read($"{Sys}/cpu0/cpuidle/{state}/latency"), NumberStyles.None, CultureInfo.InvariantCulture, out var wakeUs))
                deepest = Math.Max(deepest, wakeUs);
        return deepest <= 2
            ? Finding.Good("idle states", "none that is slow to leave")
            : Finding.CouldBeBetter("idle states", $"the deepest takes {deepest} us to leave", "cpupower idle-set -D 2 (a spinning hot thread never enters one; the network card's interrupts may wait for one)");
    }

    private static Finding Virtualisation(HostFiles files)
    {
        var product = files.Read("/sys/class/dmi/id/product_name");
        var isVirtual = files.ReadField("/proc/cpuinfo", "flags")?.Split(' ').Contains("hypervisor");
        return isVirtual switch
        {
            false => Finding.Good("virtualisation", "none seen"),
            true => Finding.CouldBeBetter("virtualisation", product is null ? "a virtual machine" : $"a virtual machine ({product})",
                "latency beyond p99.9 is the host's: compare percentiles with an echo measured in the same run, or use bare metal"),
            null => Finding.Unknown("virtualisation", "not visible"),
        };
    }

    private static Finding Steal(HostFiles files)
    {
        var fields = (files.Read("/proc/stat") ?? "").Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var ticks = new double[8];
        for (var i = 0; i < ticks.Length; i++)
            if (i + 1 >= fields.Length || !double.TryParse(fields[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out ticks[i])) return Finding.Unknown("steal time", "not visible");
        var percent = ticks.Sum() > 0 ? 100 * ticks[7] / ticks.Sum() : 0;
        var value = string.Create(CultureInfo.InvariantCulture, $"{percent:0.00} % since boot");
        return percent switch
        {
            < 0.1 => Finding.Good("steal time", value),
            < 1 => Finding.CouldBeBetter("steal time", value, "the host runs others on this processor: ask for dedicated vCPUs"),
            _ => Finding.Matters("steal time", value, "the host runs others on this processor: dedicated vCPUs or bare metal"),
        };
    }
}
