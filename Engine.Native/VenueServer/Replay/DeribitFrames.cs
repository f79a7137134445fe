using System.Buffers.Text;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Native.VenueServer.Replay;

/// <summary>
/// Notifications of the venue as JSON, one a line: bare, inside a <c>frame</c> key, or after a receive time in seconds and a colon.
/// Books (raw, 100ms or agg2, snapshot and changes), trades, tickers and quotes of one instrument; the touch of tickers and quotes
/// counts only where there is no book. All else is passed over.
/// </summary>
internal sealed class DeribitFrames(string instrument) : ILineParser
{
    private bool _hasBook;

    /// <inheritdoc/>
    public bool IsInverse => !instrument.Contains('_', StringComparison.Ordinal);

    /// <summary>Whether a line is of this form.</summary>
    public static bool Fits(ReadOnlySpan<byte> line) => line.IndexOf((byte)'{') >= 0 || line.StartsWith("wss:"u8);

    /// <summary>The instrument that a line is about; null when it is about none.</summary>
    public static string? InstrumentOf(ReadOnlySpan<byte> line)
    {
        if (Open(line, out _) is not JsonDocument document)
            return null;
        using (document)
            return Parameters(document.RootElement, out _, out JsonElement data) ? NameOf(data) : null;
    }

    /// <inheritdoc/>
    public void Parse(ReadOnlySpan<byte> line, List<MarketRecord> records)
    {
        if (Open(line, out long? receivedNs) is not JsonDocument document)
            return;
        using (document)
        {
            if (!Parameters(document.RootElement, out string channel, out JsonElement data) || NameOf(data) != instrument)
                return;
            int before = records.Count;
            if (channel.StartsWith("book.", StringComparison.Ordinal) && data.TryGetProperty("type", out JsonElement type))
                Book(data, type.ValueEquals("snapshot"), records);
            else if (channel.StartsWith("trades.", StringComparison.Ordinal))
                Trades(data, records);
            else if (channel.StartsWith("ticker.", StringComparison.Ordinal) || channel.StartsWith("quote.", StringComparison.Ordinal))
                Touch(data, records);
            if (records.Count == before)
                return;
            if (receivedNs is long ns)
            {
                for (int i = before; i < records.Count; i++)
                    records[i] = records[i] with { TimeNs = ns };
            }

            records.Add(new MarketRecord(records[^1].TimeNs, RecordKind.Commit));
        }
    }

    private static JsonDocument? Open(ReadOnlySpan<byte> line, out long? receivedNs)
    {
        receivedNs = null;
        int at = line.IndexOf((byte)'{');
        if (at < 0 || line.StartsWith("wss:"u8))
            return null;
        if (at > 0 && Utf8Parser.TryParse(line, out decimal seconds, out int digits) && digits < line.Length && line[digits] == (byte)':')
            receivedNs = (long)(seconds * 1_000_000_000m);
        return JsonDocument.Parse(line[at..].ToArray());
    }

    private static bool Parameters(JsonElement root, out string channel, out JsonElement data)
    {
        (channel, data) = ("", default);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("frame", out JsonElement frame))
            root = frame;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("params", out JsonElement parameters) || parameters.ValueKind != JsonValueKind.Object
            || !parameters.TryGetProperty("channel", out JsonElement name) || !parameters.TryGetProperty("data", out data))
            return false;
        channel = name.GetString() ?? "";
        return true;
    }

    private static string? NameOf(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Array)
            return data.GetArrayLength() > 0 ? NameOf(data[0]) : null;
        return data.ValueKind == JsonValueKind.Object && data.TryGetProperty("instrument_name", out JsonElement name) ? name.GetString() : null;
    }

    private static long TimeNs(JsonElement data) => checked(data.GetProperty("timestamp").GetInt64() * 1_000_000);

    private void Book(JsonElement data, bool isSnapshot, List<MarketRecord> records)
    {
        long timeNs = TimeNs(data);
        if (isSnapshot || !_hasBook)
            records.Add(new MarketRecord(timeNs, RecordKind.Clear));
        _hasBook = true;
        for (int side = 0; side < 2; side++)
        {
            foreach (JsonElement entry in data.GetProperty(side == 0 ? "bids" : "asks").EnumerateArray())
                records.Add(new MarketRecord(timeNs, RecordKind.Level, (Side)side, entry[1].GetDecimal(), entry[0].ValueEquals("delete") ? 0 : entry[2].GetDecimal()));
        }
    }

    private static void Trades(JsonElement data, List<MarketRecord> records)
    {
        foreach (JsonElement trade in data.EnumerateArray())
        {
            Side taker = trade.GetProperty("direction").ValueEquals("buy") ? Side.Buy : Side.Sell;
            records.Add(new MarketRecord(TimeNs(trade), RecordKind.Trade, taker, trade.GetProperty("price").GetDecimal(), trade.GetProperty("amount").GetDecimal()));
        }
    }

    private void Touch(JsonElement data, List<MarketRecord> records)
    {
        long timeNs = TimeNs(data);
        if (data.TryGetProperty("index_price", out JsonElement index) && index.ValueKind == JsonValueKind.Number)
            records.Add(new MarketRecord(timeNs, RecordKind.Index, Price: index.GetDecimal()));
        if (_hasBook)
            return;
        records.Add(new MarketRecord(timeNs, RecordKind.Clear));
        foreach (Side side in (Side[])[Side.Buy, Side.Sell])
        {
            string name = side == Side.Buy ? "best_bid_" : "best_ask_";
            if (data.TryGetProperty(name + "price", out JsonElement price) && price.ValueKind == JsonValueKind.Number)
                records.Add(new MarketRecord(timeNs, RecordKind.Level, side, price.GetDecimal(), data.GetProperty(name + "amount").GetDecimal()));
        }
    }
}
