using System.Text.Json;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>Parts of answers that only the session needs. Cold: these allocate.</summary>
internal static class SessionReplies
{
    /// <summary>The refresh token and its life in seconds.</summary>
    public static bool TryToken(ReadOnlySpan<byte> message, out byte[] refreshToken, out long seconds)
    {
        using JsonDocument document = Parse(message);
        refreshToken = [];
        seconds = 0;
        if (!document.RootElement.TryGetProperty("result"u8, out JsonElement result) || result.ValueKind != JsonValueKind.Object
            || !result.TryGetProperty("refresh_token"u8, out JsonElement token) || token.ValueKind != JsonValueKind.String
            || !result.TryGetProperty("expires_in"u8, out JsonElement life) || life.ValueKind != JsonValueKind.Number || !life.TryGetInt64(out seconds))
            return false;
        refreshToken = System.Text.Encoding.UTF8.GetBytes(token.GetString()!);
        return seconds > 0;
    }

    /// <summary>The scope of a login that may look at orders and not place any; null for every other.</summary>
    public static string? ScopeWithoutTrading(ReadOnlySpan<byte> message)
    {
        string scope = Text(message, "scope"u8);
        return scope.Contains("trade:", StringComparison.Ordinal) && !scope.Contains("trade:read_write", StringComparison.Ordinal) ? scope : null;
    }

    /// <summary>The message (and reason) of an error.</summary>
    public static string ErrorText(ReadOnlySpan<byte> message)
    {
        using JsonDocument document = Parse(message);
        if (!document.RootElement.TryGetProperty("error"u8, out JsonElement error) || error.ValueKind != JsonValueKind.Object)
            return "";
        string text = error.TryGetProperty("message"u8, out JsonElement words) ? words.ToString() : "";
        return error.TryGetProperty("data"u8, out JsonElement reason) ? $"{text} {reason.GetRawText()}" : text;
    }

    /// <summary>The first wanted channel that the answer's list lacks; null when none does.</summary>
    public static string? FirstMissing(IEnumerable<string> wanted, ReadOnlySpan<byte> message)
    {
        using JsonDocument document = Parse(message);
        HashSet<string> accepted = new(StringComparer.OrdinalIgnoreCase);
        if (document.RootElement.TryGetProperty("result"u8, out JsonElement result) && result.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement channel in result.EnumerateArray())
                accepted.Add(channel.ToString());
        }

        return wanted.FirstOrDefault(channel => !accepted.Contains(channel));
    }

    /// <summary>A text of the answer's object, such as an instrument's settlement currency; empty when not told.</summary>
    public static string Text(ReadOnlySpan<byte> message, ReadOnlySpan<byte> name)
    {
        using JsonDocument document = Parse(message);
        return document.RootElement.TryGetProperty("result"u8, out JsonElement result) && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty(name, out JsonElement text) ? text.ToString() : "";
    }

    /// <summary>Whether the answer's object says that what was asked about is enabled.</summary>
    public static bool IsEnabled(ReadOnlySpan<byte> message)
    {
        using JsonDocument document = Parse(message);
        return document.RootElement.TryGetProperty("result"u8, out JsonElement result) && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty("enabled"u8, out JsonElement enabled) && enabled.ValueKind == JsonValueKind.True;
    }

    /// <summary>The id of a trade in the answer's list; null when the trade is not there.</summary>
    public static string? TradeId(ReadOnlySpan<byte> message, long sequence)
    {
        using JsonDocument document = Parse(message);
        if (!document.RootElement.TryGetProperty("result"u8, out JsonElement result) || result.ValueKind != JsonValueKind.Object
            || !result.TryGetProperty("trades"u8, out JsonElement trades) || trades.ValueKind != JsonValueKind.Array)
            return null;
        foreach (JsonElement trade in trades.EnumerateArray())
        {
            if (trade.TryGetProperty("trade_seq"u8, out JsonElement told) && told.ValueKind == JsonValueKind.Number && told.TryGetInt64(out long at) && at == sequence
                && trade.TryGetProperty("trade_id"u8, out JsonElement id))
                return id.ToString();
        }

        return null;
    }

    /// <summary>The id of the last trade in the answer's list, which is the newest where it ascends; null when there is none.</summary>
    public static string? LastTradeId(ReadOnlySpan<byte> message)
    {
        int at = message.LastIndexOf("\"trade_id\":\""u8);
        if (at < 0)
            return null;
        ReadOnlySpan<byte> id = message[(at + "\"trade_id\":\"".Length)..];
        int end = id.IndexOf((byte)'"');
        return end < 0 ? null : System.Text.Encoding.UTF8.GetString(id[..end]);
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> message)
    {
        Utf8JsonReader reader = new(message);
        return JsonDocument.ParseValue(ref reader);
    }
}
