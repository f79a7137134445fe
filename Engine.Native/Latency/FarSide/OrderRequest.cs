using Engine.Core.Primitives;

namespace Engine.Native.Latency.FarSide;

/// <summary>What an order request asks for.</summary>
internal enum OrderVerb : byte
{
    /// <summary>It is no order request.</summary>
    None = 0,
    /// <summary>private/buy.</summary>
    Buy,
    /// <summary>private/sell.</summary>
    Sell,
    /// <summary>private/edit.</summary>
    Edit,
    /// <summary>private/cancel.</summary>
    Cancel,
}

/// <summary>An order request as it came over the wire, read by its keys and not by the engine's own templates.</summary>
internal ref struct OrderRequest
{
    /// <summary>What it asks for.</summary>
    public OrderVerb Verb;

    /// <summary>Its JSON-RPC id.</summary>
    public long Id;

    /// <summary>The order it means; 0 for a new one.</summary>
    public long OrderId;

    /// <summary>Price, 1e-9 units; -1 where it is missing.</summary>
    public long PriceE9;

    /// <summary>Amount, 1e-9 units; -1 where it is missing.</summary>
    public long AmountE9;

    /// <summary>Label of a new order.</summary>
    public ReadOnlySpan<byte> Label;

    /// <summary>Reads a request; false when it is none about an order.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out OrderRequest request)
    {
        request = new OrderRequest { Verb = VerbOf(After(message, "\"method\":\""u8)) };
        if (request.Verb == OrderVerb.None)
            return false;
        request.Id = Number(After(message, "\"id\":"u8));
        request.OrderId = Math.Max(0, Number(After(message, "\"order_id\":\""u8)));
        request.PriceE9 = Decimal(After(message, "\"price\":"u8));
        request.AmountE9 = Decimal(After(message, "\"amount\":"u8));
        ReadOnlySpan<byte> label = After(message, "\"label\":\""u8);
        request.Label = label[..Math.Max(0, label.IndexOf((byte)'"'))];
        return true;
    }

    private static OrderVerb VerbOf(ReadOnlySpan<byte> text) =>
        text.StartsWith("private/edit\""u8) ? OrderVerb.Edit
        : text.StartsWith("private/buy\""u8) ? OrderVerb.Buy
        : text.StartsWith("private/sell\""u8) ? OrderVerb.Sell
        : text.StartsWith("private/cancel\""u8) ? OrderVerb.Cancel
        : OrderVerb.None;

    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key)
    {
        int at = message.IndexOf(key);
        return at < 0 ? default : message[(at + key.Length)..];
    }

    private static long Number(ReadOnlySpan<byte> text) => Integers.TryParse(Token(text), out long value) ? value : -1;

    private static long Decimal(ReadOnlySpan<byte> text) => Decimals.TryParseExact(Token(text), out long valueE9) ? valueE9 : -1;

    private static ReadOnlySpan<byte> Token(ReadOnlySpan<byte> text) => text[..Math.Max(0, text.IndexOfAny(",}\""u8))];
}
