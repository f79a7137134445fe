using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Simulation.Truth.Requests;

/// <summary>What stands in a request, read by a plain JSON reader: a twin of the encoder, which knows nothing of it.</summary>
internal ref struct RequestText
{
    public long Id;
    public OrderAction Action;
    public Side Side;
    public string Instrument;
    public string Label;
    public string OrderId;
    public decimal Amount;
    public decimal Price;
    public bool PostOnly;
    public bool RejectPostOnly;

    private static ReadOnlySpan<byte> Head => """{"jsonrpc":"2.0","id":"""u8;

    /// <summary>The id of an answer; 0 for anything else.</summary>
    public static long AnswerTo(ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith(Head))
            return 0;
        return System.Buffers.Text.Utf8Parser.TryParse(message[Head.Length..], out long id, out _) ? id : 0;
    }

    /// <summary>Reads a request.</summary>
    public static RequestText Read(ReadOnlySpan<byte> request)
    {
        RequestText text = new() { Instrument = "", Label = "", OrderId = "" };
        Utf8JsonReader reader = new(request);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.ValueTextEquals("method"u8))
                text.TakeMethod(ref reader);
            else if (reader.ValueTextEquals("id"u8))
                text.Id = Next(ref reader).GetInt64();
            else if (reader.ValueTextEquals("params"u8))
                continue;
            else
                text.TakeParameter(ref reader);
        }

        return text;
    }

    private static ref Utf8JsonReader Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return ref reader;
    }

    private void TakeMethod(ref Utf8JsonReader reader)
    {
        reader.Read();
        (Action, Side) = 0 switch
        {
            _ when reader.ValueTextEquals("private/buy"u8) => (OrderAction.Place, Side.Buy),
            _ when reader.ValueTextEquals("private/sell"u8) => (OrderAction.Place, Side.Sell),
            _ when reader.ValueTextEquals("private/edit"u8) => (OrderAction.Edit, Side.Buy),
            _ when reader.ValueTextEquals("private/cancel"u8) => (OrderAction.Cancel, Side.Buy),
            _ when reader.ValueTextEquals("private/cancel_by_label"u8) => (OrderAction.CancelLabel, Side.Buy),
            _ when reader.ValueSpan.StartsWith("private/cancel"u8) => (OrderAction.CancelAny, Side.Buy),
            _ when reader.ValueSpan.StartsWith("private/close_position"u8) || reader.ValueSpan.StartsWith("private/mass_quote"u8) => (OrderAction.CancelAny, Side.Buy),
            _ => (OrderAction.None, Side.Buy),
        };
    }

    private void TakeParameter(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("instrument_name"u8))
            Instrument = Next(ref reader).GetString()!;
        else if (reader.ValueTextEquals("label"u8))
            Label = Next(ref reader).GetString()!;
        else if (reader.ValueTextEquals("order_id"u8))
            OrderId = Next(ref reader).GetString()!;
        else if (reader.ValueTextEquals("amount"u8))
            Amount = Next(ref reader).GetDecimal();
        else if (reader.ValueTextEquals("price"u8))
            Price = Next(ref reader).GetDecimal();
        else if (reader.ValueTextEquals("post_only"u8))
            PostOnly = Next(ref reader).GetBoolean();
        else if (reader.ValueTextEquals("reject_post_only"u8))
            RejectPostOnly = Next(ref reader).GetBoolean();
        else
            Next(ref reader).Skip();
    }

    /// <summary>Whether an answer says that the order is not there any more.</summary>
    public static bool SaysGone(ReadOnlySpan<byte> message)
    {
        int at = message.IndexOf("\"error\":{\"code\":"u8);
        return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(message[(at + 16)..], out int code, out _) && DeribitErrors.MeansGone(code);
    }
}
