using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Rpc.Methods.Making;

/// <summary>One instrument's entry of a mass quote.</summary>
internal sealed class QuoteItem
{
    public required Listing Listing { get; init; }

    public required string QuoteSetId { get; init; }

    public QuoteLeg? Bid { get; init; }

    public QuoteLeg? Ask { get; init; }

    public int Count => (Bid is null ? 0 : 1) + (Ask is null ? 0 : 1);

    /// <summary>One side of the entry.</summary>
    /// <param name="PriceE9">Price in 1e-9 units.</param>
    /// <param name="AmountE9">Amount in 1e-9 units.</param>
    /// <param name="PostOnly">Never takes.</param>
    /// <param name="RejectPostOnly">Is refused instead of moved.</param>
    internal sealed record QuoteLeg(long? PriceE9, long? AmountE9, bool PostOnly, bool RejectPostOnly);

    /// <summary>Reads one side; false when it is no object or something in it is of a wrong kind.</summary>
    public static bool TryReadLeg(JsonElement entry, string side, out QuoteLeg? leg)
    {
        leg = null;
        if (!entry.TryGetProperty(side, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (value.ValueKind != JsonValueKind.Object
            || !TryDecimal(value, "price", out long? price) || !TryDecimal(value, "amount", out long? amount)
            || !TryFlag(value, "post_only", out bool postOnly) || !TryFlag(value, "reject_post_only", out bool reject))
            return false;
        leg = new QuoteLeg(price, amount, postOnly, reject);
        return true;
    }

    /// <summary>Reads a text or number as text; null when it is neither.</summary>
    public static string? Text(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static bool TryDecimal(JsonElement leg, string name, out long? value)
    {
        value = null;
        if (!leg.TryGetProperty(name, out JsonElement element) || element.ValueKind == JsonValueKind.Null)
            return true;
        string text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        if (element.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)
            || !Decimals.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out long valueE9, out _))
            return false;
        value = valueE9;
        return true;
    }

    private static bool TryFlag(JsonElement leg, string name, out bool value)
    {
        value = false;
        if (!leg.TryGetProperty(name, out JsonElement element) || element.ValueKind == JsonValueKind.Null)
            return true;
        value = element.ValueKind == JsonValueKind.True || (element.ValueKind == JsonValueKind.String && element.ValueEquals("true"));
        return value || element.ValueKind == JsonValueKind.False || (element.ValueKind == JsonValueKind.String && element.ValueEquals("false"));
    }
}
