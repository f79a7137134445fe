using System.Globalization;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// Answers what a session asks besides orders: enough of the venue for an engine to log in, subscribe and reconcile, with limits
/// so generous that no credit ever holds an order back. Cold: it allocates.
/// </summary>
internal sealed class SessionScript(FarOrders orders, ITickSource ticks)
{
    /// <summary>Order requests a second that the account may make.</summary>
    public const int OrderRate = 1_000_000;

    private readonly Terms _terms = ticks.Terms;

    /// <summary>Writes the reply to a request, and behind it what a subscription brings at once.</summary>
    public void Answer(ReadOnlySpan<byte> message, FarConnection connection, long nowNs)
    {
        Utf8JsonReader reader = new(message);
        using JsonDocument request = JsonDocument.ParseValue(ref reader);
        string method = request.RootElement.GetProperty("method").GetString()!;
        FarText text = new(connection.BeginFrame());
        text.BeginReply(request.RootElement.GetProperty("id").GetInt64());
        WriteResult(ref text, method, request.RootElement.GetProperty("params"), nowNs);
        text.EndReply(nowNs);
        connection.EndFrame(text.Length);
        if (method == "public/subscribe")
            SendFirst(connection, nowNs);
    }

    private void SendFirst(FarConnection connection, long nowNs)
    {
        connection.EndFrame(ticks.WriteSnapshot(connection.BeginFrame(), nowNs));
        FarText text = new(connection.BeginFrame());
        WriteTicker(ref text, nowNs);
        connection.EndFrame(text.Length);
    }

    private void WriteResult(ref FarText text, string method, JsonElement parameters, long nowNs)
    {
        switch (method)
        {
            case "public/hello" or "public/test":
                text.Raw("{\"version\":\"1.2.26\"}"u8);
                break;
            case "public/auth":
                text.Raw("{\"enabled_features\":[],\"access_token\":\"a.1AAAA\",\"expires_in\":31536000,\"refresh_token\":\"r.1AAAA\",\"scope\":\"trade:read_write\",\"token_type\":\"bearer\"}"u8);
                break;
            case "public/get_instrument":
                text.Raw(string.Create(CultureInfo.InvariantCulture,
                    $$"""{"tick_size_steps":[],"instrument_type":"{{(_terms.Kind == ContractKind.Inverse ? "reversed" : "linear")}}","kind":"future","state":"open","contract_size":{{_terms.ContractSizeE9 / 1e9}},"min_trade_amount":{{_terms.ContractSizeE9 / 1e9}},"taker_commission":{{_terms.TakerFee}},"tick_size":{{_terms.TickE9 / 1e9}},"settlement_currency":"{{_terms.Settlement}}","instrument_name":"{{_terms.Name}}","maker_commission":{{_terms.MakerFee}},"settlement_period":"perpetual"}"""));
                break;
            case "private/get_account_summary":
                text.Raw("{\"equity\":10.0,\"session_upl\":0.0,\"delta_total\":0.0,\"session_rpl\":0.0,\"initial_margin\":0.0,\"margin_balance\":10.0,\"maintenance_margin\":0.0,\"available_funds\":10.0,\"balance\":10.0"u8);
                text.Raw($",\"currency\":\"{_terms.Settlement}\",\"limits\":{{\"matching_engine\":{{\"trading\":{{\"total\":{{\"rate\":{OrderRate},\"burst\":{OrderRate}}}}}}}}}}}");
                break;
            case "public/subscribe" or "private/subscribe" or "public/unsubscribe":
                text.Raw(parameters.GetProperty("channels").GetRawText());
                break;
            case "private/get_cancel_on_disconnect":
                text.Raw("{\"enabled\":true,\"scope\":\"connection\"}"u8);
                break;
            case "private/get_open_orders_by_instrument":
                orders.WriteOpen(ref text, nowNs);
                break;
            case "private/get_position":
                WritePosition(ref text);
                break;
            case "private/get_user_trades_by_instrument":
                text.Raw("{\"trades\":[],\"has_more\":false}"u8);
                break;
            default:
                text.Raw("\"ok\""u8);
                break;
        }
    }

    private void WritePosition(ref FarText text)
    {
        text.Raw("{\"size\":0.0,\"kind\":\"future\",\"maintenance_margin\":0.0,\"initial_margin\":0.0,\"direction\":\"zero\",\"index_price\":"u8);
        text.Float(ticks.MarkE9);
        text.Raw($",\"instrument_name\":\"{_terms.Name}\",\"settlement_price\":");
        text.Float(ticks.MarkE9);
        text.Raw(",\"mark_price\":"u8);
        text.Float(ticks.MarkE9);
        text.Raw(",\"interest_value\":0.0,\"delta\":0.0,\"average_price\":0.0,\"floating_profit_loss\":0.0,\"realized_profit_loss\":0.0,\"total_profit_loss\":0.0,\"realized_funding\":0.0,\"leverage\":50,\"size_currency\":0.0}"u8);
    }

    private void WriteTicker(ref FarText text, long nowNs)
    {
        text.Raw($"{{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{{\"channel\":\"ticker.{_terms.Name}.{ticks.Interval}\",\"data\":{{\"timestamp\":");
        text.Number(nowNs / 1_000_000);
        text.Raw(",\"state\":\"open\",\"stats\":{\"high\":null,\"low\":null,\"price_change\":null,\"volume\":0.0,\"volume_usd\":0.0,\"volume_notional\":0.0},\"index_price\":"u8);
        text.Float(ticks.MarkE9);
        text.Raw($",\"instrument_name\":\"{_terms.Name}\",\"last_price\":");
        text.Float(ticks.MarkE9);
        text.Raw(",\"settlement_price\":"u8);
        text.Float(ticks.MarkE9);
        text.Raw(",\"min_price\":"u8);
        text.Float(ticks.MarkE9 / 10 * 9);
        text.Raw(",\"max_price\":"u8);
        text.Float(ticks.MarkE9 / 10 * 11);
        text.Raw(",\"open_interest\":797578130,\"mark_price\":"u8);
        text.Float(ticks.MarkE9);
        text.Raw(",\"interest_value\":0.0,\"current_funding\":0.0,\"estimated_delivery_price\":"u8);
        text.Float(ticks.MarkE9);
        text.Raw(",\"funding_8h\":0.0,\"best_ask_price\":0.0,\"best_bid_price\":0.0,\"best_ask_amount\":0.0,\"best_bid_amount\":0.0}}}"u8);
    }
}
