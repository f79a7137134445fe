using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>Typed reads of the reader's current value, strict about types: a string where a number belongs is a fault.</summary>
internal static class JsonFields
{
    /// <summary>A number to nine decimals, rounded beyond.</summary>
    public static long E9(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && Decimals.TryParse(reader.ValueSpan, out long value, out _))
            return value;
        throw new DecodeException("a number was expected");
    }

    /// <summary>As <see cref="E9"/>, with null as 0: for fields the venue leaves empty.</summary>
    public static long E9OrNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? 0 : E9(ref reader);

    /// <summary>A number that must be exact: prices and amounts.</summary>
    public static long ExactE9(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && Decimals.TryParseExact(reader.ValueSpan, out long value))
            return value;
        throw new DecodeException("an exact number was expected");
    }

    /// <summary>An integer.</summary>
    public static long Integer(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value))
            return value;
        throw new DecodeException("an integer was expected");
    }

    /// <summary>A Unix time in milliseconds, as nanoseconds.</summary>
    public static long TimeNs(ref Utf8JsonReader reader) => checked(Integer(ref reader) * 1_000_000);

    /// <summary>true or false.</summary>
    public static bool Boolean(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            DecodeException.Throw("true or false was expected");
        return reader.TokenType == JsonTokenType.True;
    }

    /// <summary>A string, unescaped into scratch where needed; too long for scratch is a fault.</summary>
    public static ReadOnlySpan<byte> Text(Utf8JsonReader reader, Span<byte> scratch)
    {
        if (reader.TokenType != JsonTokenType.String)
            DecodeException.Throw("a string was expected");
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (reader.ValueSpan.Length > scratch.Length)
            DecodeException.Throw("a string is too long");
        return scratch[..reader.CopyString(scratch)];
    }

    /// <summary>An id of the venue's.</summary>
    public static VenueId Id(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && VenueId.TryCreate(reader.ValueSpan, out VenueId id))
            return id;
        throw new DecodeException("an id was expected");
    }

    /// <summary>A price on the instrument's grid.</summary>
    public static Price Price(ref Utf8JsonReader reader, Instrument instrument)
    {
        if (!instrument.TryPrice(ExactE9(ref reader), out Price price))
            DecodeException.Throw("a price is off the tick grid");
        return price;
    }

    /// <summary>An amount on the instrument's grid.</summary>
    public static Size Size(ref Utf8JsonReader reader, Instrument instrument)
    {
        if (!instrument.TrySize(ExactE9(ref reader), out Size size))
            DecodeException.Throw("an amount is no multiple of the contract size");
        return size;
    }

    /// <summary>buy or sell.</summary>
    public static Side Side(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("buy"u8))
            return Primitives.Side.Buy;
        if (!reader.ValueTextEquals("sell"u8))
            DecodeException.Throw("a direction is neither buy nor sell");
        return Primitives.Side.Sell;
    }

    /// <summary>The reader must stand at the start of an object.</summary>
    public static void Object(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            DecodeException.Throw("an object was expected");
    }

    /// <summary>The reader must stand at the start of an array.</summary>
    public static void Array(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            DecodeException.Throw("an array was expected");
    }

    /// <summary>Next property of the object; false at its end. The reader then stands on the name.</summary>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Next element of the array; false at its end. The reader then stands on the element.</summary>
    public static bool Element(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the property just read has this name; if so, moves to its value.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name))
            return false;
        reader.Read();
        return true;
    }

    /// <summary>Passes over the value of the property just read.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
