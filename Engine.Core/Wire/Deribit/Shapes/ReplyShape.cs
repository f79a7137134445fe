using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>The venue's answer to a request that placed, edited or cancelled an order, when it succeeded.</summary>
internal static class ReplyShape
{
    /// <summary>How every answer with an id begins.</summary>
    public static ReadOnlySpan<byte> Head => "{\"jsonrpc\":\"2.0\",\"id\":"u8;

    /// <summary>The whole frame: a reply event, then one for each fill in it.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, long receiveNs, ref DecodeResult result, EventStage stage)
    {
        if (!frame.TryLiteral(Head) || !frame.TryInteger(out result.RequestId) || !frame.TryLiteral(",\"result\":"u8))
            return false;
        RequestKind kind = RequestId.KindOf(result.RequestId);
        ref EngineEvent slot = ref stage.Claim(EventKind.Reply, EngineEvent.NoInstrument, receiveNs);
        slot.Reply.RequestId = result.RequestId;
        bool read = kind switch
        {
            RequestKind.Place or RequestKind.Edit => frame.TryLiteral("{\"order\":"u8) && OrderShape.TryRead(ref frame, names, ref slot, ref slot.Reply.Order)
                && frame.TryLiteral(",\"trades\":["u8) && ChangesShape.TryFills(ref frame, names, receiveNs, stage) && frame.TryLiteral("}"u8),
            RequestKind.Cancel => OrderShape.TryRead(ref frame, names, ref slot, ref slot.Reply.Order),
            _ => false,
        };
        return read && TryTimes(ref frame, ref slot, ref result);
    }

    private static bool TryTimes(ref Cursor frame, ref EngineEvent slot, ref DecodeResult result)
    {
        long venueUs = 0, inUs = 0;
        Cursor at = frame;
        bool read = at.TryLiteral(",\"usIn\":"u8) && at.TryInteger(out inUs)
            && at.TryLiteral(",\"usOut\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"usDiff\":"u8) && at.TryInteger(out venueUs)
            && at.TryLiteral(",\"testnet\":"u8) && at.TryBoolean(out _)
            && at.TryLiteral("}"u8);
        frame = at;
        slot.Reply.VenueInUs = result.VenueInUs = inUs;
        slot.Reply.VenueUs = result.VenueUs = (int)venueUs;
        result.Instrument = slot.Instrument;
        return read && venueUs <= int.MaxValue;
    }
}
