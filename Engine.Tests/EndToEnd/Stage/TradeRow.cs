using System.Globalization;
using System.Text.Json;

namespace Engine.Tests.EndToEnd.Stage;

/// <summary>One trade as both the venue and the database tell it.</summary>
internal sealed record TradeRow(
    string Id, long TimestampMs, string Symbol, string Side, double Price, double Amount, double Fee, string Liquidity, long Sequence, string OrderId, string Label)
{
    public const string Columns = "id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, order_id, label";

    /// <summary>From an entry of the venue's list.</summary>
    public static TradeRow Of(JsonElement trade) => new(
        Text(trade, "trade_id"),
        trade.GetProperty("timestamp").GetInt64(),
        Text(trade, "instrument_name"),
        Text(trade, "direction"),
        trade.GetProperty("price").GetDouble(),
        trade.GetProperty("amount").GetDouble(),
        trade.GetProperty("fee").GetDouble(),
        Text(trade, "liquidity") == "M" ? "maker" : "taker",
        trade.GetProperty("trade_seq").GetInt64(),
        Text(trade, "order_id"),
        Text(trade, "label"));

    /// <summary>From a row of <see cref="Columns"/>.</summary>
    public static TradeRow Of(object?[] row) => new(
        (string)row[0]!,
        (long)row[1]!,
        (string)row[2]!,
        (string)row[3]!,
        Number(row[4]),
        Number(row[5]),
        Number(row[6]),
        (string)row[7]!,
        (long)row[8]!,
        (string)row[9]!,
        (string)row[10]!);

    private static string Text(JsonElement trade, string name) => trade.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
