using Engine.Core.Events;
using Engine.Native.Status;
using Engine.Native.Status.Statistics;
using Engine.Native.Storage.Journal;
using Engine.Tests.Status;
using Xunit;

namespace Engine.Tests.Storage.Journal;

public sealed class JournalAllocationTests
{
    private const int Rows = 8_000;

    [Fact]
    public void Writing_and_counting_facts_allocates_nothing_in_steady_state()
    {
        using var folder = new TemporaryFolder();
        using var page = new StatusWriter(folder.PathOf("t.status"), StatusSamples.Origin);
        var feed = new JournalStatusFeed(new SessionStatistics(2), page);
        using var harness = new JournalHarness(folder.PathOf("t.db"), new JournalOptions { BufferFacts = 1024, BatchRows = 64 }, observer: feed);
        Fact[] facts = [SampleFacts.Fill(1), SampleFacts.Transition(1, 800, 20_000), SampleFacts.Pnl(1), SampleFacts.Notice(1)];
        VenueIds ids = new(2 * Rows);
        Run(harness, facts, ids, 0, Rows);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(harness, facts, ids, Rows, Rows);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal((2L * Rows, 0L), (harness.Health.Rows, harness.Health.Duplicates));
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void The_measurement_sees_one_byte_array()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new byte[16]);
        Assert.Equal(40, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(JournalHarness harness, Fact[] facts, VenueIds ids, int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            ref Fact fact = ref facts[i & 3];
            if (fact.Kind == FactKind.Fill)
                fact.Fill.TradeId = ids[i];
            fact.ReceiveNs += 10_000_000;
            if (!harness.TryPublish(in fact))
                throw new InvalidOperationException("the ring is full");
            if ((i & 63) == 63)
                harness.Pump.Turn(i * 10_000_000L, hurry: true);
        }

        harness.Pump.Turn(long.MaxValue, hurry: true);
    }

    private sealed class VenueIds(int count)
    {
        private readonly VenueId[] _ids = [.. Enumerable.Range(0, count).Select(i => SampleFacts.Id($"t{i}"))];

        public VenueId this[int index] => _ids[index];
    }
}
