using Engine.Core.Link.Feed;
using Xunit;

namespace Engine.Tests.Link;

public class BatchLogTests
{
    [Fact]
    public void A_batch_is_found_by_its_time_of_reading_with_its_stages()
    {
        BatchLog batches = new();
        batches.Begin(kernelNs: 5, readNs: 10);
        batches.Framed(11);
        batches.Decoded(12);
        batches.Published(13);
        batches.Begin(0, 20);
        Assert.True(batches.TryFind(10, out BatchStamps stamps));
        Assert.Equal((5L, 10L, 11L, 12L, 13L), (stamps.KernelNs, stamps.ReadNs, stamps.FramedNs, stamps.DecodedNs, stamps.PublishedNs));
    }

    [Fact]
    public void What_was_acted_on_before_its_last_frame_counts_as_decoded_when_published()
    {
        BatchLog batches = new();
        batches.Begin(0, 10);
        batches.Published(13);
        batches.Decoded(14); // the rest of the batch: too late for what has left
        Assert.True(batches.TryFind(10, out BatchStamps stamps));
        Assert.Equal((13L, 13L), (stamps.DecodedNs, stamps.PublishedNs));
    }

    [Fact]
    public void A_cause_that_was_no_batch_has_no_stages()
    {
        BatchLog batches = new();
        Assert.False(batches.TryFind(1, out _));
        batches.Begin(0, 10);
        Assert.False(batches.TryFind(9, out _));
        Assert.False(batches.TryFind(11, out _));
    }

    [Fact]
    public void Publishing_without_a_batch_stamps_nothing()
    {
        BatchLog batches = new();
        batches.Begin(0, 10);
        batches.Published(11);
        batches.Published(12);
        batches.TryFind(10, out BatchStamps stamps);
        Assert.Equal(11, stamps.PublishedNs);
    }

    [Fact]
    public void What_is_long_ago_is_forgotten()
    {
        BatchLog batches = new();
        for (int i = 0; i <= 64; i++)
            batches.Begin(0, 100 + i);
        Assert.False(batches.TryFind(100, out _));
        Assert.True(batches.TryFind(164, out _));
    }
}
