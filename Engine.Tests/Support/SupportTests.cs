using System.Buffers;
using System.Text;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Support;

public class SupportTests
{
    [Fact]
    public void Every_segmentation_holds_the_same_bytes()
    {
        byte[] payload = Encoding.ASCII.GetBytes("{\"jsonrpc\":\"2.0\"}");
        foreach (Segmentation way in Segments.All(payload))
            Assert.True(payload.AsSpan().SequenceEqual(way.Bytes.ToArray()), way.Name);
    }

    [Fact]
    public void Segmentations_cut_at_every_place_and_down_to_single_bytes()
    {
        byte[] payload = [1, 2, 3, 4, 5];
        var lengths = Segments.All(payload).Select(way => string.Join('+', Pieces(way.Bytes))).ToHashSet();
        HashSet<string> expected = ["5", "0+5", "1+4", "2+3", "3+2", "4+1", "5+0", "2+0+3", "1+1+1+1+1", "2+2+1"];
        Assert.Subset(lengths, expected);
    }

    [Fact]
    public void An_empty_payload_has_segmentations_too() => Assert.All(Segments.All(default), way => Assert.True(way.Bytes.IsEmpty, way.Name));

    [Fact]
    public void A_seed_and_a_test_name_give_one_sequence()
    {
        Prng first = Seeds.For(7, "a");
        Prng again = Seeds.For(7, "a");
        Prng otherTest = Seeds.For(7, "b");
        Prng otherSeed = Seeds.For(8, "a");
        ulong value = first.Next();
        Assert.Equal(value, again.Next());
        Assert.NotEqual(value, otherTest.Next());
        Assert.NotEqual(value, otherSeed.Next());
    }

    [Fact]
    public void Recorded_data_is_found_or_the_test_is_skipped_with_the_reason()
    {
        string index = RecordedData.File("INDEX.md");
        Assert.True(File.Exists(index), index);
    }

    private static IEnumerable<int> Pieces(ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> piece in bytes)
            yield return piece.Length;
    }
}
