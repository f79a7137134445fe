using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>Answers to our requests; the id tells their shape.</summary>
internal static class ReplyDecoder
{
    /// <summary>Decodes an answer whose result or error has been found.</summary>
    public static void Decode<TSink>(
        ref Utf8JsonReader outcome, ref Utf8JsonReader error, bool isError, InstrumentTable instruments, long receiveNs, ref DecodeResult result,
        ref TSink sink, ref OrderRate rate)
        where TSink : struct, IEventSink
    {
        if (isError)
            result.ErrorCode = ErrorCode(ref error);
        RequestKind kind = RequestId.KindOf(result.RequestId);
        if (kind is RequestKind.Place or RequestKind.Edit or RequestKind.Cancel or RequestKind.CancelAll)
            OrderReply(ref outcome, isError, kind, instruments, receiveNs, ref result, ref sink);
        else if (!isError)
            Query(ref outcome, kind, instruments, receiveNs, ref result, ref sink, ref rate);
    }

    private static int ErrorCode(ref Utf8JsonReader reader)
    {
        JsonFields.Object(ref reader);
        int code = 0;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "code"u8))
                code = (int)JsonFields.Integer(ref reader);
            else
                JsonFields.Skip(ref reader);
        }

        if (code == 0)
            DecodeException.Throw("an error lacks its code");
        return code;
    }

    private static void OrderReply<TSink>(
        ref Utf8JsonReader outcome, bool isError, RequestKind kind, InstrumentTable instruments, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.Reply;
        slot.Instrument = EngineEvent.NoInstrument;
        slot.ReceiveNs = receiveNs;
        slot.Reply.RequestId = result.RequestId;
        slot.Reply.ErrorCode = result.ErrorCode;
        slot.Reply.VenueUs = result.VenueUs;
        slot.Reply.VenueInUs = result.VenueInUs;
        if (isError || kind == RequestKind.CancelAll)
            return;
        if (kind == RequestKind.Cancel)
        {
            Order(ref outcome, instruments, ref slot);
            result.Instrument = slot.Instrument;
            return;
        }

        JsonFields.Object(ref outcome);
        bool hasOrder = false;
        while (JsonFields.Next(ref outcome))
        {
            if (JsonFields.Is(ref outcome, "order"u8))
            {
                hasOrder = Order(ref outcome, instruments, ref slot);
                result.Instrument = slot.Instrument;
            }
            else if (JsonFields.Is(ref outcome, "trades"u8))
                AccountDecoder.Fills(ref outcome, instruments, receiveNs, EventFlags.None, ref sink, out _);
            else
                JsonFields.Skip(ref outcome);
        }

        if (!hasOrder)
            DecodeException.Throw("the answer to an order lacks the order");
    }

    private static bool Order(ref Utf8JsonReader reader, InstrumentTable instruments, ref EngineEvent slot)
    {
        if (!OrderDecoder.TryOrder(ref reader, instruments, out slot.Reply.Order, out slot.Side, out Instrument instrument, out slot.ExchangeNs))
            return false;
        slot.Instrument = instrument.Id;
        return true;
    }

    private static void Query<TSink>(
        ref Utf8JsonReader outcome, RequestKind kind, InstrumentTable instruments, long receiveNs, ref DecodeResult result, ref TSink sink,
        ref OrderRate rate)
        where TSink : struct, IEventSink
    {
        switch (kind)
        {
            case RequestKind.OpenOrders:
                result.Count = AccountDecoder.Orders(ref outcome, instruments, receiveNs, EventFlags.Snapshot, ref sink);
                break;
            case RequestKind.Position:
                AccountDecoder.Position(ref outcome, instruments, checked(result.VenueInUs * 1_000), receiveNs, EventFlags.Snapshot, ref sink);
                break;
            case RequestKind.Trades:
                Trades(ref outcome, instruments, receiveNs, ref result, ref sink);
                break;
            case RequestKind.Instrument:
                InstrumentDecoder.Decode(ref outcome, instruments, receiveNs, ref sink);
                break;
            case RequestKind.Account:
                AccountDecoder.Portfolio(ref outcome, receiveNs, ref sink, out OrderRate told);
                if (told.Burst > 0)
                    rate = told;
                break;
            default:
                break;
        }
    }

    private static void Trades<TSink>(
        ref Utf8JsonReader outcome, InstrumentTable instruments, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref outcome);
        bool hasTrades = false;
        while (JsonFields.Next(ref outcome))
        {
            if (JsonFields.Is(ref outcome, "trades"u8))
            {
                result.Count = AccountDecoder.Fills(ref outcome, instruments, receiveNs, EventFlags.Snapshot, ref sink, out result.LastTradeSequence);
                hasTrades = true;
            }
            else if (JsonFields.Is(ref outcome, "has_more"u8))
                result.HasMore = JsonFields.Boolean(ref outcome);
            else
                JsonFields.Skip(ref outcome);
        }

        if (!hasTrades)
            DecodeException.Throw("an answer lacks its trades");
    }
}
