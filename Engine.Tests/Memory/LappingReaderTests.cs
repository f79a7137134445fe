using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Memory;

public class LappingReaderTests
{
    [Fact]
    public void It_reads_what_is_published_after_it_joined_in_order()
    {
        var ring = new RingBuffer<long>(8);
        var reader = new LappingReader<long>(ring);
        Assert.False(reader.TryRead(out _));
        for (long i = 0; i < 20; i++)
        {
            Publish(ring, 1);
            Assert.True(reader.TryRead(out long slot));
            Assert.Equal(i, slot);
            Assert.False(reader.TryRead(out _));
        }

        Assert.Equal(0, reader.Lost);
    }

    [Fact]
    public void It_does_not_see_what_is_claimed_and_not_published()
    {
        var ring = new RingBuffer<long>(8);
        var reader = new LappingReader<long>(ring);
        ring.TryClaim(out _);
        Assert.False(reader.TryRead(out _));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(64)]
    public void Every_slot_is_either_read_or_counted_as_lost(int capacity)
    {
        Prng random = Seeds.Start();
        var ring = new RingBuffer<long>(capacity);
        var reader = new LappingReader<long>(ring);
        long read = 0;
        for (int round = 0; round < 2_000; round++)
        {
            for (int batches = random.Below(4); batches > 0; batches--)
                Publish(ring, random.Below(capacity / 2) + 1);
            for (int reads = random.Below(capacity + 2); reads > 0 && reader.TryRead(out long slot); reads--)
            {
                Assert.Equal(read + reader.Lost, slot);
                read++;
            }

            Assert.True(read + reader.Lost <= ring.Cursor + 1);
        }

        while (reader.TryRead(out _))
            read++;
        Assert.Equal(ring.Cursor + 1, read + reader.Lost);
        Assert.NotEqual(0, reader.Lost);
    }

    [Fact]
    public void A_reader_that_was_overtaken_goes_on_half_a_ring_behind_the_producer()
    {
        var ring = new RingBuffer<long>(8);
        var reader = new LappingReader<long>(ring);
        for (int i = 0; i < 100; i++)
            Publish(ring, 1);
        Assert.True(reader.TryRead(out long slot));
        Assert.Equal(96, slot);
        Assert.Equal(96, reader.Lost);
    }

    [Fact]
    public void A_ring_of_one_slot_has_no_room_for_a_lapping_reader() =>
        Assert.Throws<ArgumentException>(() => new LappingReader<long>(new RingBuffer<long>(1)));

    [Fact]
    public void A_lapping_reader_cannot_join_a_running_ring()
    {
        var ring = new RingBuffer<long>(4);
        ring.TryClaim(out _);
        Assert.Throws<InvalidOperationException>(() => new LappingReader<long>(ring));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(16)]
    public void With_a_lapping_reader_the_producer_holds_at_most_half_the_ring_unpublished(int capacity)
    {
        // Otherwise it would be writing into slots that the reader takes for safe.
        var ring = new RingBuffer<long>(capacity);
        _ = new LappingReader<long>(ring);
        for (int lap = 0; lap < 5; lap++)
        {
            for (int i = 0; i < capacity / 2; i++)
                Assert.True(ring.TryClaim(out _));
            Assert.False(ring.TryClaim(out _));
            ring.Publish();
        }
    }

    private static void Publish(RingBuffer<long> ring, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.True(ring.TryClaim(out long sequence));
            ring[sequence] = sequence;
        }

        ring.Publish();
    }
}
