using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Engine.Tests.Venue.Twin;

/// <summary>What the twin looks at in an order object.</summary>
internal record struct OrderFrame(long Id, string State, string? Reason, double Price, double Amount, double Filled, double Display)
{
    /// <summary>Reads the object that the reader is about to enter; the reader ends on its closing brace.</summary>
    public static OrderFrame Read(ref Utf8JsonReader reader)
    {
        OrderFrame frame = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("order_id"u8))
                frame.Id = Value(ref reader, static (ref Utf8JsonReader value) => Utf8Parser.TryParse(value.ValueSpan, out long id, out _) ? id : 0);
            else if (reader.ValueTextEquals("order_state"u8))
                frame.State = Value(ref reader, Word);
            else if (reader.ValueTextEquals("cancel_reason"u8))
                frame.Reason = Value(ref reader, Word);
            else if (reader.ValueTextEquals("price"u8))
                frame.Price = Value(ref reader, Number);
            else if (reader.ValueTextEquals("amount"u8))
                frame.Amount = Value(ref reader, Number);
            else if (reader.ValueTextEquals("filled_amount"u8))
                frame.Filled = Value(ref reader, Number);
            else if (reader.ValueTextEquals("refresh_amount"u8))
                frame.Display = Value(ref reader, Number);
            else
                reader.Read();
        }

        return frame;
    }

    private delegate T Reading<T>(ref Utf8JsonReader reader);

    private static T Value<T>(ref Utf8JsonReader reader, Reading<T> read)
    {
        reader.Read();
        return read(ref reader);
    }

    private static double Number(ref Utf8JsonReader reader) => reader.GetDouble();

    private static string Word(ref Utf8JsonReader reader)
    {
        foreach (string word in (ReadOnlySpan<string>)["open", "filled", "cancelled", "user_request", "order_overlap", "edit_post_only_reject"])
        {
            if (reader.ValueTextEquals(word))
                return word;
        }

        return Encoding.UTF8.GetString(reader.ValueSpan);
    }
}
