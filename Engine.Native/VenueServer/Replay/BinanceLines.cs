using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>
/// Binance COIN-M streams as <c>local_ns {json}</c>: a snapshot, depth differences, trades. Differences before the snapshot are passed
/// over, and so are best bids and asks, which the differences repeat. Amounts are contracts of 100 USD for bitcoin and 10 for the rest.
/// </summary>
internal sealed class BinanceLines : ILineParser
{
    private long _updateId = -1;
    private decimal _contractUsd;

    /// <inheritdoc/>
    public bool IsInverse => true;

    /// <summary>Whether a line is of this form.</summary>
    public static bool Fits(ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(line, out long _, out int digits) && digits > 15 && digits + 1 < line.Length && line[digits] == ' ' && line[digits + 1] == '{';

    /// <inheritdoc/>
    public void Parse(ReadOnlySpan<byte> line, List<MarketRecord> records)
    {
        if (!Utf8Parser.TryParse(line, out long timeNs, out int digits) || digits + 1 >= line.Length)
            throw new FormatException("expected 'nanoseconds {json}'");
        using JsonDocument document = JsonDocument.Parse(line[(digits + 1)..].ToArray());
        JsonElement data = document.RootElement.TryGetProperty("data", out JsonElement inner) ? inner : document.RootElement;
        if (data.TryGetProperty("lastUpdateId", out JsonElement id))
            Snapshot(timeNs, id.GetInt64(), data, records);
        else if (data.TryGetProperty("e", out JsonElement kind) && kind.ValueEquals("depthUpdate"))
            Difference(timeNs, data, records);
        else if (kind.ValueKind == JsonValueKind.String && (kind.ValueEquals("trade") || kind.ValueEquals("aggTrade")))
            Trade(timeNs, data, records);
    }

    private void Snapshot(long timeNs, long id, JsonElement data, List<MarketRecord> records)
    {
        // A recorder takes a snapshot now and then; one that is older than the book says nothing new.
        if (id < _updateId)
            return;
        SetContract(data.GetProperty("symbol").GetString()!);
        _updateId = id;
        records.Add(new MarketRecord(timeNs, RecordKind.Clear));
        Levels(timeNs, Side.Buy, data.GetProperty("bids"), records);
        Levels(timeNs, Side.Sell, data.GetProperty("asks"), records);
        records.Add(new MarketRecord(timeNs, RecordKind.Commit));
    }

    private void Difference(long timeNs, JsonElement data, List<MarketRecord> records)
    {
        long id = data.GetProperty("u").GetInt64();
        if (_updateId < 0 || id <= _updateId)
            return;
        _updateId = id;
        Levels(timeNs, Side.Buy, data.GetProperty("b"), records);
        Levels(timeNs, Side.Sell, data.GetProperty("a"), records);
        records.Add(new MarketRecord(timeNs, RecordKind.Commit));
    }

    private void Trade(long timeNs, JsonElement data, List<MarketRecord> records)
    {
        if (_updateId < 0)
            return;
        Side taker = data.GetProperty("m").GetBoolean() ? Side.Sell : Side.Buy;
        records.Add(new MarketRecord(timeNs, RecordKind.Trade, taker, Number(data.GetProperty("p")), Number(data.GetProperty("q")) * _contractUsd));
        records.Add(new MarketRecord(timeNs, RecordKind.Commit));
    }

    private void Levels(long timeNs, Side side, JsonElement levels, List<MarketRecord> records)
    {
        foreach (JsonElement level in levels.EnumerateArray())
            records.Add(new MarketRecord(timeNs, RecordKind.Level, side, Number(level[0]), Number(level[1]) * _contractUsd));
    }

    private void SetContract(string symbol) => _contractUsd = symbol.StartsWith("BTC", StringComparison.Ordinal) ? 100 : 10;

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
