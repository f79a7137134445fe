using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>
/// Book messages. Key order changed between years and <c>prev_change_id</c> may come last, so the two level arrays are only
/// noted in a first pass and read in a second, once the header is known.
/// </summary>
internal static class BookDecoder
{
    /// <summary>Decodes the object the reader stands on into one or more book events.</summary>
    public static void Decode<TSink>(ref Utf8JsonReader reader, Instrument instrument, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        EngineEvent header = new() { Kind = EventKind.Book, Instrument = instrument.Id, ReceiveNs = receiveNs, Flags = EventFlags.Snapshot };
        Utf8JsonReader bids = default;
        Utf8JsonReader asks = default;
        bool hasId = false, hasPrevious = false, hasBids = false, hasAsks = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "timestamp"u8))
                header.ExchangeNs = JsonFields.TimeNs(ref reader);
            else if (JsonFields.Is(ref reader, "change_id"u8))
                (header.Book.ChangeId, hasId) = (JsonFields.Integer(ref reader), true);
            else if (JsonFields.Is(ref reader, "prev_change_id"u8))
                (header.Book.PreviousChangeId, hasPrevious) = (JsonFields.Integer(ref reader), true);
            else if (JsonFields.Is(ref reader, "type"u8))
                header.Flags = IsChange(ref reader) ? EventFlags.None : EventFlags.Snapshot;
            else if (JsonFields.Is(ref reader, "bids"u8))
            {
                JsonFields.Array(ref reader);
                bids = reader;
                hasBids = true;
                reader.Skip();
            }
            else if (JsonFields.Is(ref reader, "asks"u8))
            {
                JsonFields.Array(ref reader);
                asks = reader;
                hasAsks = true;
                reader.Skip();
            }
            else
                JsonFields.Skip(ref reader);
        }

        if (!hasId || !hasBids || !hasAsks || (header.Flags == EventFlags.None && !hasPrevious))
            DecodeException.Throw("a book message lacks change_id, prev_change_id, bids or asks");
        Emit(ref header, bids, asks, instrument, ref sink);
    }

    private static bool IsChange(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("change"u8))
            return true;
        if (!reader.ValueTextEquals("snapshot"u8))
            DecodeException.Throw("a book message is neither snapshot nor change");
        return false;
    }

    private static void Emit<TSink>(
        ref EngineEvent header, Utf8JsonReader bids, Utf8JsonReader asks, Instrument instrument, ref TSink sink)
        where TSink : struct, IEventSink
    {
        ref EngineEvent slot = ref sink.Claim();
        slot = header;
        while (JsonFields.Element(ref bids))
        {
            slot = ref Room(ref slot, ref header, ref sink);
            slot.Book.Levels[slot.Count++] = Level(ref bids, instrument);
            slot.Tag++;
        }

        while (JsonFields.Element(ref asks))
        {
            slot = ref Room(ref slot, ref header, ref sink);
            slot.Book.Levels[slot.Count++] = Level(ref asks, instrument);
        }
    }

    private static ref EngineEvent Room<TSink>(ref EngineEvent slot, scoped ref EngineEvent header, scoped ref TSink sink)
        where TSink : struct, IEventSink
    {
        if (slot.Count < BookLevels.Capacity)
            return ref slot;
        slot.Flags |= EventFlags.Continues;
        ref EngineEvent next = ref sink.Claim();
        next = header;
        next.Flags |= EventFlags.Continued;
        return ref next;
    }

    private static BookLevel Level(ref Utf8JsonReader reader, Instrument instrument)
    {
        JsonFields.Array(ref reader);
        reader.Read();
        bool delete = false;
        if (reader.TokenType == JsonTokenType.String)
        {
            delete = reader.ValueTextEquals("delete"u8);
            if (!delete && !reader.ValueTextEquals("new"u8) && !reader.ValueTextEquals("change"u8))
                DecodeException.Throw("a book level has an unknown action");
            reader.Read();
        }

        BookLevel level = new() { Price = JsonFields.Price(ref reader, instrument) };
        reader.Read();
        level.Size = JsonFields.Size(ref reader, instrument);
        if (delete)
            level.Size = Size.Zero;
        if (!level.Price.IsSome)
            DecodeException.Throw("a book level has no price");
        if (JsonFields.Element(ref reader))
            DecodeException.Throw("a book level has too many entries");
        return level;
    }
}
