using Engine.Core.Primitives;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Tests.Venue.Market.Replay;

/// <summary>A recording that a test wrote: each call is one message, seconds after the first.</summary>
internal sealed class ListedRecording : IRecording
{
    private readonly List<MarketRecord> _records = [];
    private int _read;

    public bool IsInverse { get; init; } = true;

    public ListedRecording Book(double second, params (Side Side, decimal Price, decimal Amount)[] levels) => Message(second, RecordKind.Level, levels);

    public ListedRecording Trade(double second, Side taker, decimal price, decimal amount) => Message(second, RecordKind.Trade, (taker, price, amount));

    public ListedRecording Index(double second, decimal price) => Message(second, RecordKind.Index, (default, price, 0));

    public bool TryRead(out MarketRecord record)
    {
        record = _read < _records.Count ? _records[_read] : default;
        return _read++ < _records.Count;
    }

    public void Rewind() => _read = 0;

    private ListedRecording Message(double second, RecordKind kind, params (Side Side, decimal Price, decimal Amount)[] parts)
    {
        long ns = 1_700_000_000_000_000_000 + (long)(second * 1e9);
        foreach ((Side side, decimal price, decimal amount) in parts)
            _records.Add(new MarketRecord(ns, kind, side, price, amount));
        _records.Add(new MarketRecord(ns, RecordKind.Commit));
        return this;
    }
}
