using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using static Engine.Core.Wire.Deribit.RequestText;

namespace Engine.Core.Wire.Deribit;

/// <summary>Intents to JSON-RPC, without allocation: a template for each kind of request, with the order's numbers in its gaps.</summary>
public static class DeribitEncoder
{
    /// <summary>Bytes the longest order request needs; the room that <see cref="Encode"/> asks for.</summary>
    public const int MaxRequest = 512;

    private const OrderFlags Spoken = OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.ReduceOnly | OrderFlags.Protected;
    private const OrderFlags Passive = OrderFlags.PostOnly | OrderFlags.RejectPostOnly;

    /// <summary>Writes the request of an intent; returns its length, 0 for an intent that has no request.</summary>
    /// <param name="intent">What is wanted.</param>
    /// <param name="instrument">Its instrument.</param>
    /// <param name="destination">At least <see cref="MaxRequest"/> bytes; those behind the request may be touched.</param>
    public static int Encode(in OrderIntent intent, Instrument instrument, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ref byte start = ref Begin(destination);
        ref byte end = ref intent.Kind == IntentKind.Edit ? ref Edit(ref start, intent, instrument) : ref Other(ref start, intent, instrument);
        return (int)Unsafe.ByteOffset(ref start, ref end);
    }

    private static ref byte Edit(ref byte start, in OrderIntent intent, Instrument instrument)
    {
        ref byte at = ref Literal(ref start, "{\"jsonrpc\":\"2.0\",\"id\":"u8);
        at = ref Number(ref at, intent.RequestId);
        at = ref Literal(ref at, ",\"method\":\"private/edit\",\"params\":{\"order_id\":\""u8);
        at = ref Id(ref at, intent.OrderId);
        return ref Terms(ref at, intent, instrument);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte Other(ref byte start, in OrderIntent intent, Instrument instrument)
    {
        switch (intent.Kind)
        {
            case IntentKind.Place:
                return ref Place(ref start, intent, instrument);
            case IntentKind.Cancel:
                return ref Cancel(ref start, intent);
            case IntentKind.CancelAll:
                return ref CancelAll(ref start, intent, instrument);
            default:
                return ref start;
        }
    }

    private static ref byte Place(ref byte start, in OrderIntent intent, Instrument instrument)
    {
        ref byte at = ref Literal(ref start, "{\"jsonrpc\":\"2.0\",\"id\":"u8);
        at = ref Number(ref at, intent.RequestId);
        at = ref intent.Side == Side.Buy
            ? ref Literal(ref at, ",\"method\":\"private/buy\",\"params\":{\"instrument_name\":\""u8)
            : ref Literal(ref at, ",\"method\":\"private/sell\",\"params\":{\"instrument_name\":\""u8);
        at = ref Name(ref at, instrument.NameUtf8);
        at = ref Literal(ref at, "\",\"type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"label\":\""u8);
        at = ref Label(ref at, intent.Label);
        return ref Terms(ref at, intent, instrument);
    }

    private static ref byte Cancel(ref byte start, in OrderIntent intent)
    {
        ref byte at = ref Literal(ref start, "{\"jsonrpc\":\"2.0\",\"id\":"u8);
        at = ref Number(ref at, intent.RequestId);
        at = ref Literal(ref at, ",\"method\":\"private/cancel\",\"params\":{\"order_id\":\""u8);
        at = ref Id(ref at, intent.OrderId);
        return ref Literal(ref at, "\"}}"u8);
    }

    private static ref byte CancelAll(ref byte start, in OrderIntent intent, Instrument instrument)
    {
        ref byte at = ref Literal(ref start, "{\"jsonrpc\":\"2.0\",\"id\":"u8);
        at = ref Number(ref at, intent.RequestId);
        at = ref Literal(ref at, ",\"method\":\"private/cancel_all_by_instrument\",\"params\":{\"instrument_name\":\""u8);
        at = ref Name(ref at, instrument.NameUtf8);
        return ref Literal(ref at, "\"}}"u8);
    }

    /// <summary>From the quote that closes the order's id or label to the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Terms(ref byte at, in OrderIntent intent, Instrument instrument)
    {
        at = ref Literal(ref at, "\",\"amount\":"u8);
        at = ref Decimal(ref at, instrument.E9(intent.Amount));
        at = ref Literal(ref at, ",\"price\":"u8);
        at = ref Decimal(ref at, instrument.E9(intent.Price));
        if ((intent.Flags & Spoken) != Passive)
            return ref OtherFlags(ref at, intent.Flags);
        return ref Literal(ref at, ",\"post_only\":true,\"reject_post_only\":true}}"u8);
    }

    // Post_only is always said: the documentation contradicts itself on its default.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte OtherFlags(ref byte at, OrderFlags flags)
    {
        at = ref (flags & OrderFlags.PostOnly) != 0 ? ref Literal(ref at, ",\"post_only\":true"u8) : ref Literal(ref at, ",\"post_only\":false"u8);
        if ((flags & OrderFlags.RejectPostOnly) != 0)
            at = ref Literal(ref at, ",\"reject_post_only\":true"u8);
        if ((flags & OrderFlags.ReduceOnly) != 0)
            at = ref Literal(ref at, ",\"reduce_only\":true"u8);
        if ((flags & OrderFlags.Protected) != 0)
            at = ref Literal(ref at, ",\"mmp\":true"u8);
        return ref Literal(ref at, "}}"u8);
    }
}
