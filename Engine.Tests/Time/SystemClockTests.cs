using Engine.Native.Time;
using Xunit;

namespace Engine.Tests.Time;

public class SystemClockTests
{
    [Fact]
    public void Now_is_the_wall_clock_of_the_moment()
    {
        var clock = new SystemClock();
        var beforeNs = SystemClock.WallNs;
        var nowNs = clock.NowNs;
        var afterNs = SystemClock.WallNs;
        // A slew of the wall clock between anchor and reading is the only difference there may be.
        Assert.InRange(nowNs, beforeNs - 1_000_000, afterNs + 1_000_000);
    }

    [Fact]
    public void The_epoch_is_that_of_Unix()
    {
        var framework = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        Assert.InRange(SystemClock.WallNs / 1e9, framework - 5, framework + 5);
    }

    [Fact]
    public void Time_never_runs_backwards_even_across_threads()
    {
        var clock = new SystemClock();
        var latestNs = 0L;
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var seenNs = Volatile.Read(ref latestNs);
                var nowNs = clock.NowNs;
                Assert.True(nowNs >= seenNs, $"{nowNs} after {seenNs}");
                Volatile.Write(ref latestNs, nowNs);
            }
        });
    }

    [Fact]
    public void Two_clocks_of_one_process_agree()
    {
        var first = new SystemClock();
        var second = new SystemClock();
        Assert.InRange(first.NowNs - second.NowNs, -1_000_000, 1_000_000);
        Assert.InRange(first.WallStepNs, -1_000_000, 1_000_000);
    }

    [Fact]
    public void Reading_the_clock_allocates_nothing()
    {
        var clock = new SystemClock();
        var sumNs = clock.NowNs;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) sumNs ^= clock.NowNs ^ SystemClock.MonotonicNs;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0, sumNs);
    }
}
