using Engine.Native.Net;
using Engine.Native.Time;
using Xunit;

namespace Engine.Tests.Net;

public class StageClockTests
{
    [Fact]
    public void A_batch_is_found_by_its_time_of_reading_with_its_stages_in_order()
    {
        StageClock stages = new(new SystemClock());
        long readNs = stages.Begin(kernelNs: 5);
        stages.Framed();
        stages.Decoded();
        stages.Published();
        stages.Begin(0);
        Assert.True(stages.TryFind(readNs, out BatchStamps stamps));
        Assert.Equal((5, readNs), (stamps.KernelNs, stamps.ReadNs));
        Assert.True(stamps.ReadNs <= stamps.FramedNs && stamps.FramedNs <= stamps.DecodedNs && stamps.DecodedNs <= stamps.PublishedNs);
    }

    [Fact]
    public void A_cause_that_was_no_batch_has_no_stages()
    {
        StageClock stages = new(new SystemClock());
        Assert.False(stages.TryFind(1, out _));
        long readNs = stages.Begin(0);
        Assert.False(stages.TryFind(readNs - 1, out _));
        Assert.False(stages.TryFind(readNs + 1, out _));
    }

    [Fact]
    public void Publishing_without_a_batch_stamps_nothing()
    {
        StageClock stages = new(new SystemClock());
        long readNs = stages.Begin(0);
        stages.Published();
        stages.TryFind(readNs, out BatchStamps first);
        stages.Published();
        stages.TryFind(readNs, out BatchStamps second);
        Assert.Equal(first.PublishedNs, second.PublishedNs);
    }

    [Fact]
    public void What_is_long_ago_is_forgotten()
    {
        StageClock stages = new(new SystemClock());
        long oldest = stages.Begin(0);
        long newest = oldest;
        for (int i = 0; i < 64; i++)
            newest = stages.Begin(0);

        Assert.False(stages.TryFind(oldest, out _));
        Assert.True(stages.TryFind(newest, out _));
    }
}
