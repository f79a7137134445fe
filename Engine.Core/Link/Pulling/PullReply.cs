using System.Text;
using System.Text.Json;
using Engine.Core.Events;

namespace Engine.Core.Link.Pulling;

/// <summary>An answer as far as the pulling of quotes has to know it. Cold: it allocates.</summary>
/// <param name="Id">The request's id.</param>
/// <param name="ErrorCode">The venue's error; 0 for success.</param>
/// <param name="Orders">Ids of the session's orders in a list.</param>
internal readonly record struct PullReply(long Id, int ErrorCode, IReadOnlyList<string> Orders)
{
    /// <summary>Reads a message; false for what is no answer, or cannot be read.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, int session, out PullReply reply)
    {
        reply = default;
        try
        {
            Utf8JsonReader reader = new(message);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("id"u8, out JsonElement id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt64(out long number))
                return false;
            reply = new PullReply(number, ErrorOf(root), OrdersOf(root, session));
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // InvalidOperation: bytes that are no text, where a name is looked for
        }
    }

    private static int ErrorOf(JsonElement root)
    {
        if (!root.TryGetProperty("error"u8, out JsonElement error))
            return 0;
        return error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code"u8, out JsonElement code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out int number) && number != 0
            ? number
            : -1;
    }

    private static List<string> OrdersOf(JsonElement root, int session)
    {
        List<string> orders = [];
        if (!root.TryGetProperty("result"u8, out JsonElement result) || result.ValueKind != JsonValueKind.Array)
            return orders;
        foreach (JsonElement order in result.EnumerateArray())
        {
            if (TryText(order, "label"u8, out string label) && OrderLabel.TryParse(Encoding.UTF8.GetBytes(label), out OrderLabel ours) && ours.Session == (session & 0xFFFFFF)
                && TryText(order, "order_id"u8, out string id))
                orders.Add(id);
        }

        return orders;
    }

    /// <summary>A text of an order; false where there is none, or one of bytes that are none: a stranger's order must not hide ours.</summary>
    private static bool TryText(JsonElement order, ReadOnlySpan<byte> name, out string text)
    {
        text = "";
        try
        {
            if (order.ValueKind != JsonValueKind.Object || !order.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.String)
                return false;
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
