using Engine.Native.Linux;
using Engine.Native.Linux.Threads;
using Xunit;

namespace Engine.Tests.Linux;

public class CpuAffinityTests
{
    [Fact]
    public void A_pinned_thread_runs_on_its_processor_and_can_be_let_go_again()
    {
        var before = CpuAffinity.Allowed();
        Assert.NotEmpty(before);
        var cpu = before[^1];
        var (pin, pinned, on, released, after) = OwnThread.Run(() =>
        {
            var pin = CpuAffinity.PinTo(cpu);
            var pinned = CpuAffinity.Allowed();
            var on = CpuAffinity.CurrentCpu;
            return (pin, pinned, on, CpuAffinity.Allow(before), CpuAffinity.Allowed());
        });
        Assert.True(pin.Succeeded, pin.ToString());
        Assert.Equal([cpu], pinned);
        Assert.Equal(cpu, on);
        Assert.True(released.Succeeded, released.ToString());
        Assert.Equal(before, after);
        Assert.Equal(before, CpuAffinity.Allowed());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(int.MaxValue)]
    public void A_processor_that_is_not_there_is_named_and_nothing_changes(int cpu)
    {
        var (result, after) = OwnThread.Run(() => (CpuAffinity.PinTo(cpu), CpuAffinity.Allowed()));
        Assert.Equal(HostOutcome.OutOfRange, result.Outcome);
        Assert.Contains($"{cpu}", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("choose one of", result.Advice, StringComparison.Ordinal);
        Assert.Equal(CpuAffinity.Allowed(), after);
    }
}
