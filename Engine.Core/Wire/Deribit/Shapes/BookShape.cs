using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>A book message of the channels without grouping, in the key order of 2025 and later.</summary>
internal static class BookShape
{
    /// <summary>The whole object, as one event or several that continue each other.</summary>
    public static bool TryRead(ref Cursor frame, Instrument instrument, in QuotedName name, long receiveNs, EventStage stage)
    {
        ref EngineEvent slot = ref stage.Claim(EventKind.Book, instrument.Id, receiveNs);
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs)
            && at.TryLiteral(",\"type\":\""u8);
        bool change = at.TryLiteral("change\""u8);
        slot.Flags = change ? EventFlags.None : EventFlags.Snapshot;
        read = read && (change || at.TryLiteral("snapshot\""u8))
            && at.TryLiteral(",\"change_id\":"u8) && at.TryInteger(out slot.Book.ChangeId)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryName(in name)
            && at.TryLiteral(",\"bids\":["u8) && TryLevels(ref at, instrument, stage, bids: true)
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
        int count = slot.Count;
        do
        {
            if (count == BookLevels.Capacity)
            {
                if (!stage.HasRoom)
                    return false;
                Close(ref slot, count, bids);
                slot = ref Continue(ref slot, stage);
                count = 0;
            }

            ref BookLevel level = ref slot.Book.Levels[count++];
            if (at.TryLevel(instrument, ref level))
                continue;
            Cursor behind = at;
            if (!TryLong(ref behind, instrument, ref level))
                return false;
            at = behind;
        }
        while (at.TryLiteral(","u8));
        Close(ref slot, count, bids);
        frame = at;
        return frame.TryLiteral("]"u8);
    }

    private static void Close(ref EngineEvent slot, int count, bool bids)
    {
        slot.Count = (ushort)count;
        if (bids)
            slot.Tag = (byte)count;
    }

    /// <summary>A level that does not fit into the window.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryLong(ref Cursor at, Instrument instrument, ref BookLevel level)
    {
        bool delete = at.TryLiteral("[\"delete\","u8);
        bool read = (delete || at.TryLiteral("[\"new\","u8) || at.TryLiteral("[\"change\","u8))
            && at.TryPrice(instrument, out level.Price) && level.Price.IsSome
            && at.TryLiteral(","u8) && at.TrySize(instrument, out level.Size, Cursor.Bracket)
            && at.TryLiteral("]"u8);
        if (delete)
            level.Size = Size.Zero;
        return read;
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
        bool read = at.TryLiteral(",\"prev_change_id\":"u8) && at.TryInteger(out previous, end: -3);
        foreach (ref EngineEvent slot in stage.All)
            slot.Book.PreviousChangeId = previous;
        frame = at;
        return read;
    }
}
