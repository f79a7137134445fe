using Engine.Core.Venue.Catalogue;

namespace Engine.Core.Venue.Market.Replay;

/// <summary>
/// Messages of a recording on market time: the first that leaves a book with two sides is time zero, and a recording that loops begins
/// anew a second after its last message.
/// </summary>
internal sealed class ReplayFeed
{
    private const long LoopPauseNs = 1_000_000_000;

    private readonly IRecording _recording;
    private readonly bool _loops;
    private readonly List<MarketRecord> _message = [];
    private readonly List<MarketRecord> _next = [];
    private readonly List<MarketRecord> _rest = [];
    private MarketRecord _peeked;
    private bool _hasPeeked;
    private long _shiftNs;

    /// <summary>Reads on to the first book; throws <see cref="RecordingException"/> when there is none.</summary>
    public ReplayFeed(IRecording recording, Contract contract, bool loops)
    {
        _recording = recording;
        _loops = loops;
        recording.Rewind();
        Book = new RecordedBook(contract, recording.IsInverse);
        while (Book.Best(Primitives.Side.Buy) == 0 || Book.Best(Primitives.Side.Sell) == 0)
        {
            if (!ReadMessage())
                throw new RecordingException($"the recording has no book with bids and asks to replay at {contract.Terms.Name}");
            _shiftNs = -_next[^1].TimeNs;
            foreach (MarketRecord record in _next)
                Book.Apply(record);
        }

        Worth = Book.Worth ?? 0;
        ReadAhead();
    }

    /// <summary>The recorded book up to the message that was taken last.</summary>
    public RecordedBook Book { get; }

    /// <summary>What the coin was worth at the beginning.</summary>
    public double Worth { get; }

    /// <summary>Market time of the next message; <see cref="long.MaxValue"/> at the end.</summary>
    public long NextNs { get; private set; }

    /// <summary>Takes the next message: valid until the next call.</summary>
    public IReadOnlyList<MarketRecord> Take()
    {
        _message.Clear();
        _message.AddRange(_next);
        ReadAhead();
        return _message;
    }

    private void ReadAhead()
    {
        long lastNs = NextNs;
        if (!ReadMessage())
        {
            NextNs = long.MaxValue;
            if (!_loops)
                return;
            _recording.Rewind();
            _hasPeeked = false;
            if (!ReadMessage())
                return;
            _shiftNs = lastNs + LoopPauseNs - _next[^1].TimeNs;
            // What the last round left is gone, whether or not the recording begins with a snapshot.
            _next.Insert(0, new MarketRecord(_next[0].TimeNs, RecordKind.Clear));
        }

        NextNs = Math.Max(lastNs, _next[^1].TimeNs + _shiftNs);
    }

    /// <summary>
    /// Reads all messages of one time as one, trades first: where a recording has the book's change before the trade that made it, the
    /// change would else pass for cancels and the trade count twice.
    /// </summary>
    private bool ReadMessage()
    {
        _next.Clear();
        _rest.Clear();
        bool isWhole = false;
        while (_hasPeeked || (_hasPeeked = _recording.TryRead(out _peeked)))
        {
            MarketRecord record = _peeked;
            if (isWhole && record.TimeNs != _rest[0].TimeNs)
                break;
            _hasPeeked = false;
            if (record.Kind != RecordKind.Commit)
                _rest.Add(record);
            isWhole = record.Kind == RecordKind.Commit && _rest.Count > 0;
        }

        foreach (MarketRecord record in _rest)
        {
            if (record.Kind == RecordKind.Trade)
                _next.Add(record);
        }

        foreach (MarketRecord record in _rest)
        {
            if (record.Kind != RecordKind.Trade)
                _next.Add(record);
        }

        return _next.Count > 0;
    }
}
