using Engine.Core.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Wire.WebSocket;

public class FrameMaskTests
{
    [Fact]
    public void Every_length_to_300_at_every_alignment_is_masked_like_byte_by_byte_and_nothing_around_it_is_touched()
    {
        byte[] source = Enumerable.Range(0, 400).Select(i => (byte)(i * 37)).ToArray();
        byte[] key = [0x12, 0xF3, 0x57, 0x9B];
        uint keyWord = BitConverter.ToUInt32(key);
        for (int offset = 0; offset < 33; offset++)
        {
            for (int length = 0; length <= 300; length++)
            {
                byte[] actual = [.. source];
                byte[] expected = [.. source];
                FrameMask.Apply(actual.AsSpan(offset, length), keyWord);
                for (int i = 0; i < length; i++)
                    expected[offset + i] ^= key[i % 4];
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"offset {offset}, length {length}");
            }
        }
    }

    [Fact]
    public void Keys_differ_and_a_seed_repeats_them()
    {
        MaskKeys keys = new(1, 2);
        MaskKeys again = new(1, 2);
        HashSet<uint> seen = [];
        for (int i = 0; i < 10_000; i++)
        {
            uint key = keys.Next();
            Assert.Equal(again.Next(), key);
            seen.Add(key);
        }
        Assert.True(seen.Count > 9_990, $"{seen.Count} different keys of 10000");
    }

    [Fact]
    public void The_all_zero_seed_still_gives_keys()
    {
        MaskKeys keys = new(0, 0);
        Assert.True(Enumerable.Range(0, 10).Select(_ => keys.Next()).Distinct().Count() == 10);
    }
}
