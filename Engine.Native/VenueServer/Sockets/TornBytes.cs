namespace Engine.Native.VenueServer.Sockets;

/// <summary>Which of the bytes of one write leave in pieces: a network that tears frames apart, on demand.</summary>
internal sealed class TornBytes
{
    private readonly List<(int From, int Length, int SegmentBytes, int PauseMs)> _ranges = [];

    public void Add(int from, int length, int segmentBytes, int pauseMs) => _ranges.Add((from, length, segmentBytes, pauseMs));

    /// <summary>Writes everything in order, the torn ranges piece by piece.</summary>
    public async Task Write(Stream to, ReadOnlyMemory<byte> bytes)
    {
        int written = 0;
        foreach ((int from, int length, int segmentBytes, int pauseMs) in _ranges)
        {
            await Piece(to, bytes[written..from]).ConfigureAwait(false);
            for (int at = from; at < from + length; at += segmentBytes)
            {
                await Piece(to, bytes.Slice(at, Math.Min(segmentBytes, from + length - at))).ConfigureAwait(false);
                if (pauseMs > 0)
                    await Task.Delay(pauseMs).ConfigureAwait(false);
            }

            written = from + length;
        }

        await Piece(to, bytes[written..]).ConfigureAwait(false);
    }

    private static async Task Piece(Stream to, ReadOnlyMemory<byte> piece)
    {
        if (piece.IsEmpty)
            return;
        await to.WriteAsync(piece).ConfigureAwait(false);
        await to.FlushAsync().ConfigureAwait(false);
    }
}
