using Engine.Core.Memory;
using Xunit;

namespace Engine.Tests.Memory;

/// <summary>Two threads and a bounded count: what arrives is whole, in order and complete.</summary>
public class HandOffTests
{
    private const long Count = 200_000;

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, false)]
    [InlineData(8, 3, false)]
    [InlineData(1024, 64, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, true)]
    [InlineData(8, 3, true)]
    [InlineData(1024, 1, true)]
    [InlineData(1024, 64, true)]
    public void A_gating_reader_on_another_thread_gets_every_slot_whole_and_in_order(int capacity, int batch, bool across)
    {
        var ring = new RingBuffer<Pair>(capacity);
        var poller = new RingPoller<Pair>(ring);
        long count = capacity < 8 ? Count / 10 : Count; // tiny rings hand the processor over for every slot
        Racing.Run(() => Produce(ring, count, batch), () =>
        {
            var reader = new InOrder();
            var wait = new SpinWait();
            while (reader.Next < count)
            {
                if ((across ? poller.PollAcross(ref reader) : poller.Poll(ref reader)) == 0)
                    wait.SpinOnce(sleep1Threshold: -1);
                else
                    wait.Reset();
            }

            Assert.Equal(0, reader.Wrong);
            Assert.Equal(count, reader.Next);
        });
        Assert.Equal(0, poller.Backlog);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2)]
    [InlineData(64, 32)]
    [InlineData(1024, 100)]
    public void A_lapping_reader_on_another_thread_gets_whole_slots_and_counts_the_rest(int capacity, int batch)
    {
        // The producer goes on until enough was read; its own bound only ends the test on a starved machine.
        const long Wanted = 20_000;
        const long Bound = 20_000_000;
        var ring = new RingBuffer<Pair>(capacity);
        var reader = new LappingReader<Pair>(ring);
        long read = 0;
        bool enough = false;
        Racing.Run(
            () =>
            {
                for (long written = 0; written < Bound && !Volatile.Read(ref enough); written += batch)
                    Produce(ring, batch, batch);
                Volatile.Write(ref enough, true);
            },
            () =>
            {
                while (read < Wanted && !Volatile.Read(ref enough))
                {
                    if (!reader.TryRead(out Pair slot))
                        continue;
                    if (slot.IsTorn || slot.Head != read + reader.Lost)
                        throw new InvalidOperationException($"torn or out of order: {slot.Head}, {slot.Middle}, {slot.Tail} at {read + reader.Lost}");
                    read++;
                }

                Volatile.Write(ref enough, true);
            });
        TestContext.Current.TestOutputHelper?.WriteLine($"published {ring.Cursor + 1}, read {read}, lost {reader.Lost}");
        while (reader.TryRead(out _))
            read++;
        Assert.Equal(ring.Cursor + 1, read + reader.Lost);
        Assert.NotEqual(0, read);
    }

    [Fact]
    public void A_gate_and_a_lapping_reader_share_a_ring()
    {
        var ring = new RingBuffer<Pair>(64);
        var poller = new RingPoller<Pair>(ring);
        var lapping = new LappingReader<Pair>(ring);
        long read = 0;
        Racing.Run(() => Produce(ring, Count, 7), () =>
        {
            var reader = new InOrder();
            while (reader.Next < Count)
            {
                poller.Poll(ref reader, 5);
                if (!lapping.TryRead(out Pair slot))
                    continue;
                if (slot.IsTorn || slot.Head != read + lapping.Lost)
                    throw new InvalidOperationException($"torn or out of order: {slot.Head} at {read + lapping.Lost}");
                read++;
            }

            Assert.Equal(0, reader.Wrong);
        });
        while (lapping.TryRead(out _))
            read++;
        Assert.Equal(Count, read + lapping.Lost);
    }

    private static void Produce(RingBuffer<Pair> ring, long count, int batch)
    {
        var wait = new SpinWait();
        for (long written = 0; written < count;)
        {
            if (!ring.TryClaim(out long sequence))
            {
                ring.Publish();
                wait.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            wait.Reset();
            ring[sequence].Fill(sequence);
            written++;
            if (ring.Unpublished >= batch)
                ring.Publish();
        }

        ring.Publish();
    }

    private struct InOrder : IRingReader<Pair>
    {
        public long Next { get; private set; }

        public int Wrong { get; private set; }

        public void OnSlot(ref Pair slot, bool last)
        {
            if (slot.IsTorn || slot.Head != Next)
                Wrong++;
            Next++;
        }
    }
}
