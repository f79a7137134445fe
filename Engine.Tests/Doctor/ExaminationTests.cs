using Engine.Native.Doctor;
using Engine.Native.Linux;
using Xunit;

namespace Engine.Tests.Doctor;

public class ExaminationTests
{
    private const string Flags = "flags\t\t: fpu sse2 avx avx2 bmi1 bmi2 f16c fma abm movbe xsave";

    /// <summary>A host on which nothing is left to change.</summary>
    private static readonly (string Path, string Text)[] s_tuned =
    [
        ("/sys/devices/system/cpu/online", "0-7\n"),
        ("/sys/devices/system/cpu/isolated", "6-7\n"),
        ("/sys/devices/system/cpu/nohz_full", "6-7\n"),
        ("/sys/devices/system/cpu/smt/active", "0\n"),
        ("/sys/devices/system/cpu/intel_pstate/no_turbo", "0\n"),
        ("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n"),
        ("/sys/devices/system/cpu/cpu0/cpuidle/state1/latency", "2\n"),
        ("/sys/devices/system/node/online", "0\n"),
        ("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n"),
        ("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n"),
        ("/sys/fs/cgroup/cpu.max", "max 100000\n"),
        ("/proc/cpuinfo", "processor\t: 0\nmodel name\t: Example CPU\n" + Flags + "\n"),
        ("/proc/cmdline", "ro rcu_nocbs=6-7 quiet\n"),
        ("/proc/stat", "cpu  1000 0 1000 8000 0 0 0 0 0 0\ncpu0 1 2\n"),
        ("/proc/swaps", "Filename\tType\tSize\n"),
        ("/proc/meminfo", "MemTotal: 1 kB\nHugePages_Total:       0\nHugepagesize:       2048 kB\n"),
        ("/proc/self/limits", "Limit                     Soft Limit           Hard Limit           Units\nMax locked memory         unlimited            unlimited            bytes\nMax realtime priority     50                   50\n"),
        ("/proc/self/status", "CapEff:\t0000000000000000\n"),
        ("/proc/sys/kernel/sched_rt_runtime_us", "-1\n"),
        ("/proc/sys/kernel/sched_rt_period_us", "1000000\n"),
        ("/proc/sys/net/core/busy_read", "50\n"),
        ("/proc/sys/net/core/busy_poll", "50\n"),
        ("/dev/shm/here", ""),
    ];

    private static HostReadings Steady => new()
    {
        AllowedCpus = [0, 1, 2, 3, 4, 5, 6, 7],
        Jitter = new JitterReading(200_000_000, 1, 30_000, 30_000, 7),
        ClockResolutionNs = 1,
        ClockReadNs = 25,
        Discipline = new ClockDiscipline(true, true, 2000, 100),
        TlsLibrary = "OpenSSL 3",
        SqliteVersion = "3",
        Database = new DiskReading("engine.db", "", "ext4", 1L << 40, 1_000_000),
        CompiledAhead = true,
        KeyFile = new KeyFileReading(".env", true, false),
    };

    private static Finding[] Examine(HostReadings readings, params (string Path, string? Text)[] changes)
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, text) in s_tuned) folder.Write(path, text);
        foreach (var (path, text) in changes)
        {
            if (text is null) File.Delete(folder.PathOf(path));
            else folder.Write(path, text);
        }
        return [.. Examination.Of(new HostFiles(folder.Root), readings).SelectMany(group => group.Findings)];
    }

    private static Finding Find(Finding[] findings, string name) => findings.Single(finding => finding.Name == name);

    [Fact]
    public void A_tuned_host_is_good_throughout() =>
        Assert.All(Examine(Steady), finding => Assert.True(finding is { Verdict: Verdict.Good, Advice: "" }, finding.ToString()));

    [Fact]
    public void A_host_that_shows_nothing_is_unknown_and_breaks_nothing()
    {
        using var folder = new TemporaryFolder();
        var findings = Examination.Of(new HostFiles(folder.Root), Steady).SelectMany(group => group.Findings).ToArray();
        Assert.True(findings.Count(finding => finding.Verdict == Verdict.Unknown) >= 10);
        Assert.DoesNotContain(findings, finding => finding.Verdict == Verdict.Matters);
    }

    [Theory]
    [InlineData("/sys/devices/system/cpu/isolated", "\n", "isolated cores", Verdict.CouldBeBetter, "isolcpus=managed_irq,domain,7")]
    [InlineData("/sys/devices/system/cpu/nohz_full", "(null)\n", "tick-free cores", Verdict.CouldBeBetter, "nohz_full=7")]
    [InlineData("/proc/cmdline", "ro quiet\n", "RCU callbacks", Verdict.CouldBeBetter, "rcu_nocbs=7")]
    [InlineData("/sys/devices/system/cpu/smt/active", "1\n", "hyper-threading", Verdict.CouldBeBetter, "smt/control")]
    [InlineData("/sys/devices/system/cpu/intel_pstate/no_turbo", "1\n", "turbo", Verdict.CouldBeBetter, "no_turbo")]
    [InlineData("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n", "frequency governor", Verdict.CouldBeBetter, "cpupower frequency-set -g performance")]
    [InlineData("/sys/devices/system/cpu/cpu0/cpuidle/state3/latency", "133\n", "idle states", Verdict.CouldBeBetter, "idle-set")]
    [InlineData("/sys/devices/system/node/online", "0-1\n", "memory nodes", Verdict.CouldBeBetter, "numactl")]
    [InlineData("/sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n", "clock source", Verdict.Matters, "echo tsc")]
    [InlineData("/sys/devices/system/clocksource/clocksource0/current_clocksource", "kvm-clock\n", "clock source", Verdict.CouldBeBetter, "echo tsc")]
    [InlineData("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n", "transparent huge pages", Verdict.CouldBeBetter, "echo madvise")]
    [InlineData("/sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n", "transparent huge pages", Verdict.CouldBeBetter, "echo madvise")]
    [InlineData("/sys/fs/cgroup/cpu.max", "150000 100000\n", "processor quota", Verdict.Matters, "--cpuset-cpus")]
    [InlineData("/proc/cpuinfo", "flags : sse2 avx hypervisor\n", "instruction set", Verdict.Matters, "x86-64-v2")]
    [InlineData("/proc/cpuinfo", "flags : sse2 avx hypervisor\n", "virtualisation", Verdict.CouldBeBetter, "bare metal")]
    [InlineData("/proc/stat", "cpu  1000 0 1000 8000 0 0 0 50 0 0\n", "steal time", Verdict.CouldBeBetter, "dedicated")]
    [InlineData("/proc/stat", "cpu  1000 0 1000 8000 0 0 0 900 0 0\n", "steal time", Verdict.Matters, "dedicated")]
    [InlineData("/proc/swaps", "Filename Type\n/swapfile file\n", "swap", Verdict.CouldBeBetter, "hot.mlock = true")]
    [InlineData("/proc/self/limits", "Max locked memory         8388608   8388608   bytes\n", "memory lock", Verdict.CouldBeBetter, "ulimit -l unlimited")]
    [InlineData("/proc/self/limits", "Max realtime priority     0         0\n", "right to SCHED_FIFO", Verdict.CouldBeBetter, "cap_sys_nice")]
    [InlineData("/proc/sys/kernel/sched_rt_runtime_us", "950000\n", "real-time throttling", Verdict.CouldBeBetter, "sched_rt_runtime_us=-1")]
    [InlineData("/proc/sys/net/core/busy_read", "0\n", "net.core.busy_read", Verdict.CouldBeBetter, "sysctl -w net.core.busy_read=50")]
    [InlineData("/proc/sys/net/core/busy_poll", "0\n", "net.core.busy_poll", Verdict.CouldBeBetter, "sysctl -w net.core.busy_poll=50")]
    public void A_setting_that_costs_latency_comes_with_the_change(string path, string text, string name, Verdict verdict, string advice)
    {
        var finding = Find(Examine(Steady, (path, text)), name);
        Assert.Equal(verdict, finding.Verdict);
        Assert.Contains(advice, finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_time_throttling_names_the_time_a_spinning_thread_is_stopped() =>
        Assert.Contains("50 ms in each 1000 ms", Find(Examine(Steady, ("/proc/sys/kernel/sched_rt_runtime_us", "950000")), "real-time throttling").Value, StringComparison.Ordinal);

    [Fact]
    public void Capabilities_stand_in_for_limits()
    {
        // Bits 14 (CAP_IPC_LOCK) and 23 (CAP_SYS_NICE).
        var findings = Examine(Steady, ("/proc/self/limits", "Max locked memory 0 0 bytes\nMax realtime priority 0 0\n"), ("/proc/self/status", "CapEff:\t0000000000804000\n"));
        Assert.Equal(Verdict.Good, Find(findings, "memory lock").Verdict);
        Assert.Equal(Verdict.Good, Find(findings, "right to SCHED_FIFO").Verdict);
    }

    [Fact]
    public void A_quota_of_the_older_control_groups_is_seen_too() =>
        Assert.Equal(Verdict.Matters, Find(Examine(Steady, ("/sys/fs/cgroup/cpu.max", null),
            ("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000"), ("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000")), "processor quota").Verdict);

    [Fact]
    public void A_disabled_idle_state_does_not_count() =>
        Assert.Equal(Verdict.Good, Find(Examine(Steady, ("/sys/devices/system/cpu/cpu0/cpuidle/state3/latency", "133"),
            ("/sys/devices/system/cpu/cpu0/cpuidle/state3/disable", "1")), "idle states").Verdict);

    public static TheoryData<string, Verdict, HostReadings> Readings => new()
    {
        { "cores", Verdict.Matters, Steady with { AllowedCpus = [0] } },
        { "cores", Verdict.CouldBeBetter, Steady with { AllowedCpus = [0, 1] } },
        { "steadiness", Verdict.CouldBeBetter, Steady with { Jitter = new JitterReading(200_000_000, 70, 90_000, 3_000_000, 0) } },
        { "steadiness", Verdict.CouldBeBetter, Steady with { Jitter = new JitterReading(200_000_000, 1, 1_000_000, 1_000_000, 0) } },
        { "steadiness", Verdict.Matters, Steady with { Jitter = new JitterReading(200_000_000, 3, 20_000_000, 50_000_000, 0) } },
        { "clock reading", Verdict.Matters, Steady with { ClockResolutionNs = 4_000_000 } },
        { "clock reading", Verdict.CouldBeBetter, Steady with { ClockReadNs = 900 } },
        { "clock synchronisation", Verdict.CouldBeBetter, Steady with { Discipline = new ClockDiscipline(true, false, 0, 0) } },
        { "clock synchronisation", Verdict.Unknown, Steady with { Discipline = new ClockDiscipline(false, false, 0, 0) } },
        { "TLS library", Verdict.Matters, Steady with { TlsLibrary = null } },
        { "SQLite", Verdict.Matters, Steady with { SqliteVersion = null } },
        { "engine", Verdict.CouldBeBetter, Steady with { CompiledAhead = false } },
        { "database", Verdict.Matters, Steady with { Database = new DiskReading("d", "read-only", "", 0, 0) } },
        { "database", Verdict.Matters, Steady with { Database = new DiskReading("d", "", "nfs4", 1L << 40, 1) } },
        { "database", Verdict.Matters, Steady with { Database = new DiskReading("d", "", "ext4", 1 << 20, 1) } },
        { "database", Verdict.CouldBeBetter, Steady with { Database = new DiskReading("d", "", "ext4", 1L << 40, 80_000_000) } },
        { "credentials file", Verdict.Matters, Steady with { KeyFile = new KeyFileReading(".env", true, true) } },
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public void A_reading_that_costs_comes_with_the_change(string name, Verdict verdict, HostReadings readings)
    {
        var finding = Find(Examine(readings), name);
        Assert.Equal(verdict, finding.Verdict);
        Assert.True(verdict == Verdict.Unknown || finding.Advice.Length > 0);
    }
}
