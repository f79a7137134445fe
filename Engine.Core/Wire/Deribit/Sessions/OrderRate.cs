using System.Text.Json;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>The rate limit of order requests from an account summary: requests a second and the largest burst.</summary>
public readonly record struct OrderRate(int PerSecond, int Burst)
{
    /// <summary>Reads a <c>limits</c> object (<c>matching_engine.trading.total</c>); passes over it whole in any case.</summary>
    internal static bool TryRead(ref Utf8JsonReader reader, out OrderRate rate)
    {
        rate = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        Utf8JsonReader inside = reader;
        reader.Skip();
        if (!Enter(ref inside, "matching_engine"u8) || !Enter(ref inside, "trading"u8) || !Enter(ref inside, "total"u8))
            return false;
        int perSecond = 0, burst = 0;
        while (JsonFields.Next(ref inside))
        {
            if (JsonFields.Is(ref inside, "rate"u8))
                inside.TryGetInt32(out perSecond);
            else if (JsonFields.Is(ref inside, "burst"u8))
                inside.TryGetInt32(out burst);
            else
                JsonFields.Skip(ref inside);
        }

        rate = new OrderRate(perSecond, burst);
        return perSecond > 0 && burst > 0;
    }

    private static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, name))
                return reader.TokenType == JsonTokenType.StartObject;
            JsonFields.Skip(ref reader);
        }

        return false;
    }
}
