using Engine.Native.Doctor;
using Engine.Native.Latency.Report;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Latency;

public class HostTrustTests
{
    [Fact]
    [Pitfall("T54")]
    public void One_core_a_virtual_machine_and_stolen_time_are_warned_of()
    {
        using TemporaryFolder folder = new();
        folder.Write("/sys/devices/system/cpu/online", "0\n");
        folder.Write("/proc/cpuinfo", "flags\t\t: fpu hypervisor\n");
        folder.Write("/proc/stat", "cpu  10 0 10 10 0 0 0 70 0 0\n");
        folder.Write("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        IReadOnlyList<string> warnings = HostTrust.Warnings(new HostFiles(folder.Root), [0], compiledAhead: false);
        foreach (string name in (string[])["cores: 1 online", "virtualisation: a virtual machine", "steal time: 70.00 %", "frequency governor: powersave", "isolated cores: none", "this is the just-in-time"])
            Assert.Contains(warnings, warning => warning.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_made_for_it_is_not_warned_of()
    {
        using TemporaryFolder folder = new();
        folder.Write("/sys/devices/system/cpu/online", "0-7\n");
        folder.Write("/sys/devices/system/cpu/isolated", "6-7\n");
        folder.Write("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        folder.Write("/proc/cpuinfo", "flags\t\t: fpu\n");
        folder.Write("/proc/stat", "cpu  1000 0 1000 8000 0 0 0 0 0 0\n");
        Assert.Empty(HostTrust.Warnings(new HostFiles(folder.Root), [0, 1, 2, 3, 4, 5, 6, 7], compiledAhead: true));
    }

    [Theory]
    [InlineData("cpu  0 0 0 100 0 0 0 0", "cpu  50 0 0 140 0 0 0 10", 10.0)]
    [InlineData("cpu  5 0 0 100 0 0 0 7", "cpu  5 0 0 100 0 0 0 7", 0.0)]
    [InlineData("cpu  1 2", "cpu  5 0 0 100 0 0 0 7", null)]
    [InlineData(null, null, null)]
    public void Stolen_time_is_a_share_of_what_passed(string? before, string? after, double? percent) =>
        Assert.Equal(percent, HostTrust.StolenPercent(before, after));
}
