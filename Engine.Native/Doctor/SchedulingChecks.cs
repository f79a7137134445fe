using System.Globalization;
using Engine.Native.Linux.Threads;

namespace Engine.Native.Doctor;

/// <summary>What else the kernel may run on the hot thread's processor, and what may stop the hot thread.</summary>
internal static class SchedulingChecks
{
    private const int CapSysNice = 23;

    internal static IEnumerable<Finding> Examine(HostFiles files, IReadOnlyList<int> allowedCpus)
    {
        var hotCpu = HotCpu(files, allowedCpus);
        yield return Isolated(files, hotCpu);
        yield return TickLess(files, hotCpu);
        yield return Callbacks(files, hotCpu);
        yield return Quota(files, allowedCpus);
        yield return RealTimeThrottling(files);
        yield return RealTimeRight(files);
    }

    /// <summary>The processor the advice names: one that is isolated already, else the last one, since interrupts prefer the first.</summary>
    private static int HotCpu(HostFiles files, IReadOnlyList<int> allowedCpus) =>
        CpuList.TryParse(files.Read("/sys/devices/system/cpu/isolated") ?? "", out var isolated) && isolated.Count > 0 ? isolated[^1]
        : allowedCpus.Count > 0 ? allowedCpus[^1]
        : 1;

    private static Finding Isolated(HostFiles files, int hotCpu) => files.Read("/sys/devices/system/cpu/isolated") switch
    {
        { Length: > 0 } cpus => Finding.Good("isolated cores", $"{cpus}; set hot.cpu to one of them"),
        _ => Finding.CouldBeBetter("isolated cores", "none",
            $"kernel parameter isolcpus=managed_irq,domain,{hotCpu} (GRUB_CMDLINE_LINUX in /etc/default/grub, then update-grub and reboot), and hot.cpu = {hotCpu}"),
    };

    private static Finding TickLess(HostFiles files, int hotCpu) => files.Read("/sys/devices/system/cpu/nohz_full") switch
    {
        { Length: > 0 } cpus when cpus != "(null)" => Finding.Good("tick-free cores", cpus),
        _ => Finding.CouldBeBetter("tick-free cores", "none", $"kernel parameter nohz_full={hotCpu} (the timer tick interrupts the hot thread up to 1000 times a second)"),
    };

    private static Finding Callbacks(HostFiles files, int hotCpu)
    {
        if (files.Read("/proc/cmdline") is not { } parameters) return Finding.Unknown("RCU callbacks", "kernel parameters not visible");
        var cpus = parameters.Split(' ').LastOrDefault(word => word.StartsWith("rcu_nocbs=", StringComparison.Ordinal))?["rcu_nocbs=".Length..];
        return cpus is null
            ? Finding.CouldBeBetter("RCU callbacks", "run on every core", $"kernel parameter rcu_nocbs={hotCpu}")
            : Finding.Good("RCU callbacks", $"moved away from {cpus}");
    }

    private static Finding Quota(HostFiles files, IReadOnlyList<int> allowedCpus)
    {
        var (quotaUs, periodUs) = ReadQuota(files);
        if (quotaUs is not { } quota || periodUs <= 0) return Finding.Good("processor quota", "none");
        var cores = quota / (double)periodUs;
        var value = string.Create(CultureInfo.InvariantCulture, $"{cores:0.##} cores in each {periodUs / 1000.0:0.#} ms");
        return cores >= allowedCpus.Count
            ? Finding.Good("processor quota", value)
            : Finding.Matters("processor quota", value, "a spinning thread uses the quota up and is then stopped for the rest of each period: use --cpuset-cpus in place of --cpus, or hot.wait = \"sleep\"");
    }

    private static (long? QuotaUs, long PeriodUs) ReadQuota(HostFiles files)
    {
        if (files.Read("/sys/fs/cgroup/cpu.max") is { } unified)
        {
            var words = unified.Split(' ');
            return words.Length == 2 && TryNumber(words[0], out var quota) && TryNumber(words[1], out var period) ? (quota, period) : (null, 0);
        }
        return TryNumber(files.Read("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"), out var oldQuota) && oldQuota > 0
            && TryNumber(files.Read("/sys/fs/cgroup/cpu/cpu.cfs_period_us"), out var oldPeriod) ? (oldQuota, oldPeriod) : (null, 0);
    }

    private static Finding RealTimeThrottling(HostFiles files)
    {
        if (!TryNumber(files.Read("/proc/sys/kernel/sched_rt_runtime_us"), out var runtimeUs)) return Finding.Unknown("real-time throttling", "not visible");
        if (runtimeUs < 0) return Finding.Good("real-time throttling", "off");
        var periodUs = TryNumber(files.Read("/proc/sys/kernel/sched_rt_period_us"), out var period) && period > 0 ? period : 1_000_000;
        var value = string.Create(CultureInfo.InvariantCulture, $"a SCHED_FIFO thread that spins is stopped {(periodUs - runtimeUs) / 1000.0:0.#} ms in each {periodUs / 1000.0:0.#} ms");
        return runtimeUs >= periodUs
            ? Finding.Good("real-time throttling", "off")
            : Finding.CouldBeBetter("real-time throttling", value, "leave hot.fifo = false, or sysctl -w kernel.sched_rt_runtime_us=-1 together with an isolated core");
    }

    private static Finding RealTimeRight(HostFiles files)
    {
        if (files.HasCapability(CapSysNice)) return Finding.Good("right to SCHED_FIFO", "yes (CAP_SYS_NICE)");
        return files.ReadLimit("Max realtime priority") switch
        {
            null => Finding.Unknown("right to SCHED_FIFO", "not visible"),
            "0" => Finding.CouldBeBetter("right to SCHED_FIFO", "no", "needed only for hot.fifo = true: setcap cap_sys_nice+ep on the binary, or LimitRTPRIO=50 in a systemd unit"),
            var priority => Finding.Good("right to SCHED_FIFO", $"up to priority {priority}"),
        };
    }

    private static bool TryNumber(string? text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
