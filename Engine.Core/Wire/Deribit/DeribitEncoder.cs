using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit;

/// <summary>Intents to JSON-RPC, without allocation.</summary>
public static class DeribitEncoder
{
    /// <summary>Bytes the longest order request needs.</summary>
    public const int MaxRequest = 512;

    /// <summary>Writes the request of an intent; returns its length, 0 for an intent that has no request.</summary>
    public static int Encode(in OrderIntent intent, Instrument instrument, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        JsonText text = new(destination);
        switch (intent.Kind)
        {
            case IntentKind.Place:
                text.Request(intent.RequestId, intent.Side == Side.Buy ? "private/buy"u8 : "private/sell"u8);
                text.Raw("\"instrument_name\":\""u8);
                text.Raw(instrument.NameUtf8);
                text.Raw("\",\"type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"label\":"u8);
                text.Label(intent.Label);
                Terms(ref text, intent, instrument);
                break;
            case IntentKind.Edit:
                text.Request(intent.RequestId, "private/edit"u8);
                text.Raw("\"order_id\":"u8);
                text.Id(intent.OrderId);
                Terms(ref text, intent, instrument);
                break;
            case IntentKind.Cancel:
                text.Request(intent.RequestId, "private/cancel"u8);
                text.Raw("\"order_id\":"u8);
                text.Id(intent.OrderId);
                break;
            case IntentKind.CancelAll:
                text.Request(intent.RequestId, "private/cancel_all_by_instrument"u8);
                text.Raw("\"instrument_name\":\""u8);
                text.Raw(instrument.NameUtf8);
                text.Raw("\""u8);
                break;
            default:
                return 0;
        }

        text.End();
        return text.Length;
    }

    private static void Terms(ref JsonText text, in OrderIntent intent, Instrument instrument)
    {
        text.Raw(",\"amount\":"u8);
        text.Decimal(instrument.E9(intent.Amount));
        text.Raw(",\"price\":"u8);
        text.Decimal(instrument.E9(intent.Price));

        // Both are always said: the documentation contradicts itself on the default of post_only.
        text.Raw((intent.Flags & OrderFlags.PostOnly) != 0 ? ",\"post_only\":true"u8 : ",\"post_only\":false"u8);
        if ((intent.Flags & OrderFlags.RejectPostOnly) != 0)
            text.Raw(",\"reject_post_only\":true"u8);
        if ((intent.Flags & OrderFlags.ReduceOnly) != 0)
            text.Raw(",\"reduce_only\":true"u8);
    }
}
