using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit;

/// <summary>Intents to JSON-RPC, without allocation: a template for each kind of request, with the order's numbers in its gaps.</summary>
public static class DeribitEncoder
{
    /// <summary>Bytes the longest order request needs; the room that <see cref="Encode"/> asks for.</summary>
    public const int MaxRequest = 512;

    private const OrderFlags Spoken = OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.ReduceOnly;
    private const OrderFlags Passive = OrderFlags.PostOnly | OrderFlags.RejectPostOnly;

    /// <summary>Writes the request of an intent; returns its length, 0 for an intent that has no request.</summary>
    /// <param name="intent">What is wanted.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="destination">At least <see cref="MaxRequest"/> bytes; those behind the request may be touched.</param>
    public static int Encode(in OrderIntent intent, Instrument instrument, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return intent.Kind == IntentKind.Edit ? Edit(intent, instrument, destination) : Other(intent, instrument, destination);
    }

    private static int Edit(in OrderIntent intent, Instrument instrument, Span<byte> destination)
    {
        RequestText text = new(destination);
        text.Literal("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        text.Number(intent.RequestId);
        text.Literal(",\"method\":\"private/edit\",\"params\":{\"order_id\":\""u8);
        text.Id(intent.OrderId);
        text.Literal("\""u8);
        Terms(ref text, intent, instrument);
        return text.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Other(in OrderIntent intent, Instrument instrument, Span<byte> destination) => intent.Kind switch
    {
        IntentKind.Place => Place(intent, instrument, destination),
        IntentKind.Cancel => Cancel(intent, destination),
        IntentKind.CancelAll => CancelAll(intent, instrument, destination),
        _ => 0,
    };

    private static int Place(in OrderIntent intent, Instrument instrument, Span<byte> destination)
    {
        RequestText text = new(destination);
        text.Literal("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        text.Number(intent.RequestId);
        if (intent.Side == Side.Buy)
            text.Literal(",\"method\":\"private/buy\",\"params\":{\"instrument_name\":\""u8);
        else
            text.Literal(",\"method\":\"private/sell\",\"params\":{\"instrument_name\":\""u8);
        text.Name(instrument.NameUtf8);
        text.Literal("\",\"type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"label\":\""u8);
        text.Label(intent.Label);
        text.Literal("\""u8);
        Terms(ref text, intent, instrument);
        return text.Length;
    }

    private static int Cancel(in OrderIntent intent, Span<byte> destination)
    {
        RequestText text = new(destination);
        text.Literal("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        text.Number(intent.RequestId);
        text.Literal(",\"method\":\"private/cancel\",\"params\":{\"order_id\":\""u8);
        text.Id(intent.OrderId);
        text.Literal("\"}}"u8);
        return text.Length;
    }

    private static int CancelAll(in OrderIntent intent, Instrument instrument, Span<byte> destination)
    {
        RequestText text = new(destination);
        text.Literal("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        text.Number(intent.RequestId);
        text.Literal(",\"method\":\"private/cancel_all_by_instrument\",\"params\":{\"instrument_name\":\""u8);
        text.Name(instrument.NameUtf8);
        text.Literal("\"}}"u8);
        return text.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Terms(ref RequestText text, in OrderIntent intent, Instrument instrument)
    {
        text.Literal(",\"amount\":"u8);
        text.Decimal(instrument.E9(intent.Amount));
        text.Literal(",\"price\":"u8);
        text.Decimal(instrument.E9(intent.Price));
        if ((intent.Flags & Spoken) == Passive)
            text.Literal(",\"post_only\":true,\"reject_post_only\":true}}"u8);
        else
            Flags(ref text, intent.Flags);
    }

    // Post_only is always said: the documentation contradicts itself on its default.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Flags(ref RequestText text, OrderFlags flags)
    {
        if ((flags & OrderFlags.PostOnly) != 0)
            text.Literal(",\"post_only\":true"u8);
        else
            text.Literal(",\"post_only\":false"u8);
        if ((flags & OrderFlags.RejectPostOnly) != 0)
            text.Literal(",\"reject_post_only\":true"u8);
        if ((flags & OrderFlags.ReduceOnly) != 0)
            text.Literal(",\"reduce_only\":true"u8);
        text.Literal("}}"u8);
    }
}
