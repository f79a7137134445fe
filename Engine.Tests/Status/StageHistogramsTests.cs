using Engine.Core.Events;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.Statistics;
using Xunit;

namespace Engine.Tests.Status;

public class StageHistogramsTests
{
    [Fact]
    public void Each_stage_counts_its_own_part_of_the_way_and_together_they_are_all_of_it()
    {
        StageHistograms stages = new();
        stages.Record(new StageStamps { KernelNs = 40, FramedNs = 100, DecodedNs = 300, PublishedNs = 350, DecidedNs = 600, EncodedNs = 700, SentNs = 900 });
        StageStatuses page = default;
        stages.Summarize(ref page);
        long[] expected = [40, 100, 200, 50, 250, 100, 200];
        for (int i = 0; i < StageStatuses.Count; i++)
            Assert.Equal((1, expected[i]), (page[i].Count, page[i].MaxNs));
        Assert.Equal(900, expected.Skip(1).Sum());
        Assert.Equal(StageStatuses.Count, StageStatuses.Names.Count);
    }

    [Fact]
    public void An_order_that_no_tick_caused_counts_nowhere_and_a_silent_kernel_leaves_its_stage_empty()
    {
        StageHistograms stages = new();
        stages.Record(default);
        stages.Record(new StageStamps { FramedNs = 1, DecodedNs = 2, PublishedNs = 3, DecidedNs = 4, EncodedNs = 5, SentNs = 6 });
        Assert.Equal((0, 1), (stages[0].Summarize().Count, stages[1].Summarize().Count));
    }
}
