using Engine.Core.Memory;
using Xunit;

namespace Engine.Tests.Memory;

public class RingPollerTests
{
    [Fact]
    public void A_poll_hands_over_everything_published_and_marks_the_last()
    {
        var ring = new RingBuffer<long>(8);
        var poller = new RingPoller<long>(ring);
        var seen = new Recorder();
        Assert.Equal(0, poller.Poll(ref seen));
        Publish(ring, 3);
        Assert.Equal(3, poller.Backlog);
        Assert.Equal(3, poller.Poll(ref seen));
        Assert.Equal([(0, false), (1, false), (2, true)], seen.Slots);
        Assert.Equal(0, poller.Backlog);
        Assert.Equal(2, poller.Position);
        Assert.Equal(0, poller.Poll(ref seen));
    }

    [Fact]
    public void A_limit_splits_a_backlog_and_each_part_has_its_last()
    {
        var ring = new RingBuffer<long>(8);
        var poller = new RingPoller<long>(ring);
        var seen = new Recorder();
        Publish(ring, 5);
        Assert.Equal(0, poller.Poll(ref seen, 0));
        Assert.Equal(2, poller.Poll(ref seen, 2));
        Assert.Equal(2, poller.Poll(ref seen, 2));
        Assert.Equal(1, poller.Poll(ref seen, 2));
        Assert.Equal([(0, false), (1, true), (2, false), (3, true), (4, true)], seen.Slots);
    }

    [Fact]
    public void The_slots_of_a_batch_are_free_again_only_after_the_whole_batch()
    {
        var ring = new RingBuffer<long>(2);
        var poller = new RingPoller<long>(ring);
        Publish(ring, 2);
        var reader = new Claimer { Ring = ring };
        poller.Poll(ref reader);
        Assert.Equal(0, reader.Claims);
        Assert.True(ring.TryClaim(out _));
    }

    [Fact]
    public void A_reader_that_throws_finds_the_same_slots_again()
    {
        var ring = new RingBuffer<long>(4);
        var poller = new RingPoller<long>(ring);
        Publish(ring, 2);
        var failing = new Failing();
        Assert.Throws<InvalidOperationException>(() => poller.Poll(ref failing));
        var seen = new Recorder();
        poller.Poll(ref seen);
        Assert.Equal([(0, false), (1, true)], seen.Slots);
    }

    [Fact]
    public void Several_pollers_each_see_every_slot_and_the_slowest_holds_the_producer()
    {
        var ring = new RingBuffer<long>(4);
        RingPoller<long>[] pollers = [new(ring), new(ring), new(ring)];
        var seen = new Recorder[] { new(), new(), new() };
        long written = 0;
        for (int round = 0; round < 60; round++)
        {
            long full = pollers.Min(p => p.Position) + 1 + ring.Capacity;
            while (ring.TryClaim(out long sequence))
            {
                ring[sequence] = sequence;
                ring.Publish();
                written++;
            }

            for (int i = 0; i < pollers.Length; i++)
                pollers[i].Poll(ref seen[i], (round * (i + 1) % 4) + 1);
            Assert.Equal(full, written);
        }

        Assert.All(seen, recorder => Assert.Equal(Enumerable.Range(0, recorder.Slots.Count).Select(i => (long)i), recorder.Slots.Select(s => s.Value)));
    }

    [Fact]
    public void Polling_across_cores_hands_over_what_a_plain_poll_does_in_any_pattern_of_publications()
    {
        var ring = new RingBuffer<long>(64);
        var plain = new RingPoller<long>(ring);
        var across = new RingPoller<long>(ring);
        var seenPlain = new Recorder();
        var seenAcross = new Recorder();

        // Streams of ones, streams of batches, silences between: each changes how long the poller rests, never what it gives.
        int[] batches = [1, 1, 1, 5, 6, 7, 8, 40, 40, 0, 0, 0, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 33, 1, 0, 64];
        foreach (int count in batches)
        {
            Publish(ring, count);
            Assert.Equal(count, plain.Poll(ref seenPlain));
            Assert.Equal(count, across.PollAcross(ref seenAcross));
        }

        Assert.Equal(batches.Sum(), seenAcross.Slots.Count);
        Assert.Equal(seenPlain.Slots, seenAcross.Slots);
        Publish(ring, 5);
        Assert.Equal(3, across.PollAcross(ref seenAcross, 3));
        Assert.Equal(2, across.PollAcross(ref seenAcross, 3));
        Assert.Equal(0, across.Backlog);
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

    private readonly struct Recorder() : IRingReader<long>
    {
        public List<(long Value, bool Last)> Slots { get; } = [];

        public void OnSlot(ref long slot, bool last) => Slots.Add((slot, last));
    }

    private struct Claimer : IRingReader<long>
    {
        public RingBuffer<long> Ring { get; init; }

        public int Claims { get; private set; }

        public void OnSlot(ref long slot, bool last) => Claims += Ring.TryClaim(out _) ? 1 : 0;
    }

    private readonly struct Failing : IRingReader<long>
    {
        public void OnSlot(ref long slot, bool last)
        {
            if (last)
                throw new InvalidOperationException("reader failed");
        }
    }
}
