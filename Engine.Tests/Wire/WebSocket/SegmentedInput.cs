using System.Buffers;
using Engine.Core.Wire.WebSocket;

namespace Engine.Tests.Wire.WebSocket;

/// <summary>
/// Hands bytes to a <see cref="FrameReader"/> piece by piece as a pipe would: what was not consumed stays and meets the next
/// piece, in the same block of memory or in one of its own.
/// </summary>
internal static class SegmentedInput
{
    /// <summary>Reads everything; the transcript is of the form of <see cref="PlainFrameParser"/>.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="bytes">All bytes.</param>
    /// <param name="cuts">Where a new piece begins, ascending.</param>
    /// <param name="ownBlocks">Whether each piece lies in a block of its own.</param>
    public static List<string> Read(FrameReader reader, byte[] bytes, IReadOnlyList<int> cuts, bool ownBlocks)
    {
        List<string> found = [];
        long consumed = 0;
        for (int piece = 0; piece <= cuts.Count; piece++)
        {
            int end = piece == cuts.Count ? bytes.Length : cuts[piece];
            ReadOnlySequence<byte> all = ownBlocks ? Blocks(bytes, cuts.Take(piece), end) : new ReadOnlySequence<byte>(bytes.AsMemory(0, end));
            ReadOnlySequence<byte> input = all.Slice(consumed);
            FrameRead read;
            while ((read = reader.Read(ref input, out ReadOnlySpan<byte> payload)) != FrameRead.NeedsMore)
            {
                found.Add(read == FrameRead.Violation ? $"Violation {reader.Violation}" : $"{read} {Convert.ToHexString(payload)}");
                if (read == FrameRead.Violation)
                    return found;
            }
            consumed = all.Length - input.Length;
        }
        return found;
    }

    /// <summary>A sequence of blocks, each a copy of its stretch.</summary>
    public static ReadOnlySequence<byte> Blocks(byte[] bytes, IEnumerable<int> cuts, int end)
    {
        Block? first = null;
        Block? last = null;
        int start = 0;
        foreach (int cut in cuts.Append(end))
        {
            Block block = new(bytes[start..cut], last);
            first ??= block;
            last = block;
            start = cut;
        }
        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    private sealed class Block : ReadOnlySequenceSegment<byte>
    {
        public Block(byte[] bytes, Block? before)
        {
            Memory = bytes;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
