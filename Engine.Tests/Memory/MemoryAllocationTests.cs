using Engine.Core.Memory;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Memory;

public class MemoryAllocationTests
{
    [Fact]
    public void Claim_publish_and_poll_allocate_nothing()
    {
        var ring = new RingBuffer<Pair>(8);
        var poller = new RingPoller<Pair>(ring);
        var reader = default(Sum);
        AllocationGate.HoldsAtZero(() =>
        {
            for (int i = 0; i < 3; i++)
            {
                ring.TryClaim(out long sequence);
                ring[sequence].Fill(sequence);
            }

            ring.Abandon(ring.Claimed - 1);
            ring.Publish();
            poller.Poll(ref reader);
        });
        Assert.True(reader.Slots >= 2 * AllocationGate.Operations);
    }

    [Fact]
    public void A_full_ring_and_a_lapping_reader_allocate_nothing()
    {
        var ring = new RingBuffer<Pair>(4);
        var lapping = new LappingReader<Pair>(ring);
        AllocationGate.HoldsAtZero(() =>
        {
            while (ring.TryClaim(out long sequence))
                ring[sequence].Fill(sequence);
            ring.Publish();
            lapping.TryRead(out _);
        });
        Assert.NotEqual(0, lapping.Lost);
    }

    [Fact]
    public void The_latest_value_is_written_and_read_without_allocation()
    {
        var latest = new Latest<Pair>();
        Pair value = default;
        AllocationGate.HoldsAtZero(() =>
        {
            value.Fill(value.Head + 1);
            latest.Write(value);
            latest.TryRead(out value);
        });
        Assert.True(value.Head > AllocationGate.Operations);
    }

    private struct Sum : IRingReader<Pair>
    {
        public long Slots { get; private set; }

        public void OnSlot(ref Pair slot, bool last) => Slots++;
    }
}
