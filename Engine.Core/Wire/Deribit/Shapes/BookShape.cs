using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>A book message of the channels without grouping, in the key order of 2025 and later.</summary>
internal static class BookShape
{
    /// <summary>The whole object, as one event or several that continue each other.</summary>
    public static bool TryRead(ref Cursor frame, Instrument instrument, long receiveNs, EventStage stage)
    {
        ref EngineEvent slot = ref stage.Claim(EventKind.Book, instrument.Id, receiveNs);
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs((byte)',', out slot.ExchangeNs)
            && at.TryLiteral(",\"type\":\""u8);
        bool change = at.TryLiteral("change\""u8);
        slot.Flags = change ? EventFlags.None : EventFlags.Snapshot;
        read = read && (change || at.TryLiteral("snapshot\""u8))
            && at.TryLiteral(",\"change_id\":"u8) && at.TryInteger((byte)',', out slot.Book.ChangeId)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryLiteral(instrument.NameUtf8)
            && at.TryLiteral("\",\"bids\":["u8) && TryLevels(ref at, instrument, stage, bids: true)
            && at.TryLiteral(",\"asks\":["u8) && TryLevels(ref at, instrument, stage, bids: false)
            && (!change || TryPrevious(ref at, stage))
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }

    /// <summary>The levels of one side and the bracket behind them.</summary>
    private static bool TryLevels(ref Cursor frame, Instrument instrument, EventStage stage, bool bids)
    {
        if (frame.TryLiteral("]"u8))
            return true;
        Cursor at = frame;
        ref EngineEvent slot = ref stage.Last;
        do
        {
            if (slot.Count == BookLevels.Capacity)
            {
                if (!stage.HasRoom)
                    return false;
                slot = ref Continue(ref slot, stage);
            }

            if (!at.TryLevel(instrument, ref slot.Book.Levels[slot.Count]))
                return false;
            slot.Count++;
            slot.Tag += (byte)(bids ? 1 : 0);
        }
        while (at.TryLiteral(","u8));
        frame = at;
        return frame.TryLiteral("]"u8);
    }

    private static ref EngineEvent Continue(ref EngineEvent slot, EventStage stage)
    {
        slot.Flags |= EventFlags.Continues;
        ref EngineEvent next = ref stage.Claim(EventKind.Book, slot.Instrument, slot.ReceiveNs);
        next.Flags = (slot.Flags & EventFlags.Snapshot) | EventFlags.Continued;
        next.ExchangeNs = slot.ExchangeNs;
        next.Book.ChangeId = slot.Book.ChangeId;
        return ref next;
    }

    /// <summary>The id that the change follows: it comes last and stands in each event.</summary>
    private static bool TryPrevious(ref Cursor frame, EventStage stage)
    {
        Cursor at = frame;
        long previous = 0;
        bool read = at.TryLiteral(",\"prev_change_id\":"u8) && at.TryInteger((byte)'}', out previous);
        foreach (ref EngineEvent slot in stage.All)
            slot.Book.PreviousChangeId = previous;
        frame = at;
        return read;
    }
}
