using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// Book frames of a recording, played as they are and from the snapshot again when they end: one JSON text a line, bare or under
/// <c>frame</c>; the first book channel with a snapshot counts. All of it is read, and the book followed, beforehand.
/// </summary>
internal sealed class RecordedTicks : ITickSource
{
    private const string Expected = "expected a JSON text a line, among them a book snapshot of an inverse perpetual and changes that follow on it";

    private readonly List<byte[]> _frames = [];
    private readonly List<(long BidE9, long AskE9)> _touches = [];
    private int _at;

    /// <summary>Reads a recording; throws <see cref="IOException"/> where it cannot be read or holds nothing to play.</summary>
    public RecordedTicks(string path)
    {
        string? channel = null;
        BookFollower? book = null;
        foreach (string line in File.ReadLines(path))
        {
            if (BookFrame(line) is not { } frame || (channel is not null && frame.Channel != channel) || (channel is null && !frame.IsSnapshot))
                continue;
            book ??= Perpetuals.Find(frame.Channel.Split('.')[1]) is { Kind: ContractKind.Inverse } terms ? new BookFollower(terms) : null;
            if (book is null)
                continue;
            if (!book.TryFollow(frame.Bytes, out (long BidE9, long AskE9) touch))
                break; // what follows on a gap could not be played
            channel = frame.Channel;
            _frames.Add(frame.Bytes);
            _touches.Add(touch);
        }

        if (_frames.Count < 2)
            throw new IOException($"{path}: found {_frames.Count} frames to play, {Expected}");
        Terms = book!.Terms;
        Interval = channel!.Split('.')[^1];
    }

    /// <inheritdoc/>
    public Terms Terms { get; }

    /// <summary>Frames in it.</summary>
    public int Count => _frames.Count;

    /// <inheritdoc/>
    public long BidE9 => _touches[_at].BidE9;

    /// <inheritdoc/>
    public long AskE9 => _touches[_at].AskE9;

    /// <inheritdoc/>
    public long MarkE9 => _touches[0].BidE9;

    /// <inheritdoc/>
    public string Interval { get; }

    /// <inheritdoc/>
    public int WriteSnapshot(Span<byte> destination, long nowNs) => Write(0, destination);

    /// <inheritdoc/>
    public int WriteNext(Span<byte> destination, long nowNs) => Write((_at + 1) % _frames.Count, destination);

    private int Write(int frame, Span<byte> destination)
    {
        _at = frame;
        _frames[frame].CopyTo(destination);
        return _frames[frame].Length;
    }

    private static (byte[] Bytes, string Channel, bool IsSnapshot)? BookFrame(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement frame = document.RootElement.TryGetProperty("frame", out JsonElement inner) ? inner : document.RootElement;
            if (!frame.TryGetProperty("params", out JsonElement parameters) || !parameters.TryGetProperty("channel", out JsonElement name)
                || name.GetString() is not { } channel || !channel.StartsWith("book.", StringComparison.Ordinal)
                || !parameters.TryGetProperty("data", out JsonElement data) || !data.TryGetProperty("type", out JsonElement type))
                return null;
            return (Encoding.UTF8.GetBytes(frame.GetRawText()), channel, type.GetString() == "snapshot");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // a line of another kind
        }
    }

    /// <summary>Follows the book with the engine's own decoder, and refuses what the engine would refuse.</summary>
    private sealed class BookFollower
    {
        private readonly OrderBook _book = new();
        private readonly DeribitDecoder _decoder;
        private Sink _sink = new(new EngineEvent[8192]);

        public BookFollower(Terms terms)
        {
            Terms = terms;
            InstrumentTable table = new(terms.Name);
            table[0] = new Contract(0, terms).Instrument;
            _decoder = new DeribitDecoder(table);
        }

        public Terms Terms { get; }

        public bool TryFollow(ReadOnlySpan<byte> frame, out (long BidE9, long AskE9) touch)
        {
            touch = default;
            _sink.Count = 0;
            if (_decoder.Decode(frame, 0, ref _sink).Kind != FrameKind.Notification)
                return false;
            for (int i = 0; i < _sink.Count; i++)
            {
                if (!_book.Apply(_sink.Slots[i]))
                    return false;
            }

            touch = (_book.Touch.Bid.Ticks * Terms.TickE9, _book.Touch.Ask.Ticks * Terms.TickE9);
            return _book.IsTrusted;
        }

        private struct Sink(EngineEvent[] slots) : IEventSink
        {
            public readonly EngineEvent[] Slots = slots;
            public int Count;

            public ref EngineEvent Claim()
            {
                Slots[Count] = default;
                return ref Slots[Count++];
            }

            public readonly void Commit()
            {
            }

            public bool Abandon()
            {
                Count = 0;
                return true;
            }
        }
    }
}
