using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>
/// Comma-separated <c>incremental_book_L2</c> and <c>trades</c> files with a header row. Rows of one local time are one message; a
/// snapshot after differences starts the book anew.
/// </summary>
internal sealed class TardisRows : ILineParser
{
    private readonly Dictionary<string, int> _columns = [];
    private readonly bool _isTrades;
    private string? _symbol;
    private long _timeNs = -1;
    private bool _isInSnapshot;

    /// <summary>Reads the header row; throws <see cref="FormatException"/> naming a column that is missing.</summary>
    public TardisRows(ReadOnlySpan<byte> header)
    {
        string[] names = Encoding.UTF8.GetString(header).Split(',');
        for (int i = 0; i < names.Length; i++)
            _columns[names[i].Trim()] = i;
        _isTrades = !_columns.ContainsKey("is_snapshot");
        foreach (string name in (string[])["symbol", "local_timestamp", "side", "price", "amount"])
        {
            if (!_columns.ContainsKey(name))
                throw new FormatException($"the header has no column {name}");
        }
    }

    /// <inheritdoc/>
    public bool IsInverse { get; private set; } = true;

    /// <summary>Whether a line is the header of this form.</summary>
    public static bool Fits(ReadOnlySpan<byte> line) => line.StartsWith("exchange,symbol,"u8);

    /// <inheritdoc/>
    public void Parse(ReadOnlySpan<byte> line, List<MarketRecord> records)
    {
        string[] cells = Encoding.UTF8.GetString(line).Split(',');
        if (cells.Length < _columns.Count)
            throw new FormatException($"{cells.Length} cells where the header has {_columns.Count}");
        string symbol = Cell(cells, "symbol");
        _symbol ??= symbol;
        if (symbol != _symbol)
            throw new FormatException($"symbol {symbol} in a recording of {_symbol}");
        IsInverse = !symbol.Contains("USDC", StringComparison.Ordinal) && !symbol.Contains("USDT", StringComparison.Ordinal);
        long timeNs = checked((long)Number(cells, "local_timestamp") * 1000);
        if (timeNs != _timeNs && _timeNs >= 0)
            records.Add(new MarketRecord(_timeNs, RecordKind.Commit));
        _timeNs = timeNs;
        if (_isTrades)
            Trade(cells, records);
        else
            Level(cells, records);
    }

    private void Trade(string[] cells, List<MarketRecord> records)
    {
        Side? side = Cell(cells, "side") switch { "buy" => Side.Buy, "sell" => Side.Sell, "unknown" => null, string other => throw new FormatException($"side {other}") };
        if (side is Side taker)
            records.Add(new MarketRecord(_timeNs, RecordKind.Trade, taker, Number(cells, "price"), Number(cells, "amount")));
    }

    private void Level(string[] cells, List<MarketRecord> records)
    {
        bool isSnapshot = Cell(cells, "is_snapshot") is "true";
        if (isSnapshot && !_isInSnapshot)
            records.Add(new MarketRecord(_timeNs, RecordKind.Clear));
        _isInSnapshot = isSnapshot;
        Side side = Cell(cells, "side") switch { "bid" => Side.Buy, "ask" => Side.Sell, string other => throw new FormatException($"side {other}") };
        records.Add(new MarketRecord(_timeNs, RecordKind.Level, side, Number(cells, "price"), Number(cells, "amount")));
    }

    private string Cell(string[] cells, string name) => cells[_columns[name]];

    private decimal Number(string[] cells, string name) =>
        decimal.TryParse(Cell(cells, name), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw new FormatException($"{name} '{Cell(cells, name)}' is not a number");
}
