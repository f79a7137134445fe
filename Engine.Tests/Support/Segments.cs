using System.Buffers;

namespace Engine.Tests.Support;

/// <summary>
/// The ways in which a socket may hand over a payload. Each comes twice: in memory of exactly the right size, so that a read
/// past the end fails, and in a larger array between bytes that a careless reader would take for payload.
/// </summary>
public static class Segments
{
    /// <summary>
    /// In one piece; cut in two at every place, the ends included (an empty segment); cut in three with an empty one in the
    /// middle; one byte a segment; and pieces of 2, 3, 5, 8 and 13 bytes.
    /// </summary>
    public static IEnumerable<Segmentation> All(ReadOnlyMemory<byte> payload)
    {
        foreach (int slack in (int[])[0, 7])
        {
            string room = slack == 0 ? "right-sized" : "over-sized";
            yield return new Segmentation($"whole, {room}", Cut(payload, slack));
            for (int at = 0; at <= payload.Length; at++)
            {
                yield return new Segmentation($"two, cut at {at}, {room}", Cut(payload, slack, at));
                yield return new Segmentation($"three, nothing between, cut at {at}, {room}", Cut(payload, slack, at, at));
            }

            foreach (int size in (int[])[1, 2, 3, 5, 8, 13])
                yield return new Segmentation($"{size} a segment, {room}", Every(payload, size, slack));
        }
    }

    /// <summary>Pieces of one size, the last one perhaps shorter.</summary>
    public static ReadOnlySequence<byte> Every(ReadOnlyMemory<byte> payload, int size, int slack = 0)
    {
        int count = Math.Max(0, (payload.Length - 1) / size);
        return Cut(payload, slack, [.. Enumerable.Range(1, count).Select(i => i * size)]);
    }

    /// <summary>Cut at ascending places, each piece in an array of its own with that many foreign bytes on either side.</summary>
    public static ReadOnlySequence<byte> Cut(ReadOnlyMemory<byte> payload, int slack, params int[] places)
    {
        Chunk? first = null;
        Chunk? last = null;
        int start = 0;
        foreach (int end in (int[])[.. places, payload.Length])
        {
            ReadOnlyMemory<byte> piece = Copy(payload.Span[start..end], slack);
            last = last is null ? first = new Chunk(piece, 0) : last.Append(piece);
            start = end;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    private static ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> piece, int slack)
    {
        byte[] room = new byte[piece.Length + (2 * slack)];
        for (int i = 0; i < room.Length; i++)
            room[i] = "7\"}]1,0"u8[i % 7];
        piece.CopyTo(room.AsSpan(slack));
        return room.AsMemory(slack, piece.Length);
    }
}
