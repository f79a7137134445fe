using Engine.Core.Memory;
using Xunit;

namespace Engine.Tests.Memory;

public class RingBufferTests
{
    public static TheoryData<int> Capacities => [1, 2, 4, 8];

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(3)]
    [InlineData(12)]
    public void A_capacity_that_is_no_power_of_two_is_refused(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RingBuffer<long>(capacity));

    [Fact]
    public void A_new_ring_has_nothing_published_claimed_or_held_back()
    {
        var ring = new RingBuffer<long>(4);
        Assert.Equal(Sequence.Initial, ring.Cursor);
        Assert.Equal(Sequence.Initial, ring.Claimed);
        Assert.Equal(0, ring.Unpublished);
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void The_producer_stops_a_full_ring_before_the_slot_the_slowest_reader_holds(int capacity)
    {
        var ring = new RingBuffer<long>(capacity);
        var fast = new Sequence();
        var slow = new Sequence();
        ring.AddGate(fast);
        ring.AddGate(slow);
        long written = -1;
        for (int lap = 0; lap < 5; lap++)
        {
            // Positions up to the slowest reader plus the capacity are free, none beyond.
            while (ring.TryClaim(out long sequence))
            {
                ring[sequence] = sequence;
                ring.Publish();
                written = sequence;
            }

            Assert.Equal(slow.Value + capacity, written);
            fast.Value = written;
            Assert.False(ring.TryClaim(out _), "a fast reader alone frees nothing");
            for (long read = slow.Value + 1; read <= slow.Value + capacity; read++)
                Assert.Equal(read, ring[read]);
            slow.Value += Math.Min(lap + 1, capacity);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void Without_gates_the_producer_never_stops_for_what_is_published(int capacity)
    {
        var ring = new RingBuffer<long>(capacity);
        for (long i = 0; i < 100; i++)
        {
            Assert.True(ring.TryClaim(out long sequence));
            Assert.Equal(i, sequence);
            ring.Publish();
        }
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void Without_gates_the_producer_still_does_not_overwrite_what_it_has_not_published(int capacity)
    {
        var ring = new RingBuffer<long>(capacity);
        for (int lap = 0; lap < 3; lap++)
        {
            for (int i = 0; i < capacity; i++)
                Assert.True(ring.TryClaim(out _));
            Assert.False(ring.TryClaim(out _), "the next slot is the first one of this very batch");
            Assert.Equal(capacity, ring.Unpublished);
            ring.Publish();
        }
    }

    [Fact]
    public void Claimed_slots_are_seen_when_they_are_published_and_not_before()
    {
        var ring = new RingBuffer<long>(8);
        for (int i = 0; i < 3; i++)
            ring.TryClaim(out _);
        Assert.Equal(-1, ring.Cursor);
        Assert.Equal(3, ring.Unpublished);
        ring.Publish(1);
        Assert.Equal(1, ring.Cursor);
        Assert.Equal(1, ring.Unpublished);
        ring.Publish();
        Assert.Equal(2, ring.Cursor);
        Assert.Equal(0, ring.Unpublished);
    }

    [Fact]
    public void The_first_batch_of_a_ring_can_be_abandoned()
    {
        var ring = new RingBuffer<long>(8);
        ring.TryClaim(out _);
        ring.TryClaim(out _);
        ring.Abandon(Sequence.Initial);
        Assert.Equal(0, ring.Unpublished);
        Assert.True(ring.TryClaim(out long sequence));
        Assert.Equal(0, sequence);
    }

    [Fact]
    public void Abandoned_slots_are_claimed_again_and_were_never_seen()
    {
        var ring = new RingBuffer<long>(4);
        var gate = new Sequence();
        ring.AddGate(gate);
        for (int lap = 0; lap < 10; lap++)
        {
            ring.TryClaim(out long kept);
            ring[kept] = kept;
            ring.TryClaim(out long bad);
            ring[bad] = -77;
            ring.Abandon(kept);
            ring.Publish();
            Assert.Equal(kept, ring.Cursor);
            ring.TryClaim(out long again);
            Assert.Equal(bad, again);
            ring[again] = again;
            ring.Publish();
            Assert.Equal(kept, ring[kept]);
            Assert.Equal(again, ring[again]);
            gate.Value = again;
        }
    }

    [Theory]
    [InlineData(0)] // published already
    [InlineData(4)] // never claimed
    public void Only_claimed_and_unpublished_slots_can_be_given_back(long keepUpTo)
    {
        var ring = new RingBuffer<long>(8);
        for (int i = 0; i < 4; i++)
            ring.TryClaim(out _);
        ring.Publish(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Abandon(keepUpTo));
    }

    [Theory]
    [InlineData(0)] // the cursor would move back
    [InlineData(4)] // readers would get a slot nobody filled
    public void Only_claimed_and_unpublished_slots_can_be_published(long sequence)
    {
        var ring = new RingBuffer<long>(8);
        for (int i = 0; i < 4; i++)
            ring.TryClaim(out _);
        ring.Publish(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.Publish(sequence));
        Assert.Equal(1, ring.Cursor);
    }

    [Fact]
    public void A_reader_cannot_join_a_running_ring_as_a_gate()
    {
        var ring = new RingBuffer<long>(4);
        ring.TryClaim(out _);
        Assert.Throws<InvalidOperationException>(() => ring.AddGate(new Sequence()));
        Assert.Throws<ArgumentNullException>(() => ring.AddGate(null!));
    }
}
