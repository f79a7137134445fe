using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>A user.changes object: orders, trades and positions of one instrument.</summary>
internal static class ChangesShape
{
    /// <summary>The whole object, an event for each order, trade and position.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, long receiveNs, EventStage stage) =>
        frame.TryLiteral("{\"orders\":["u8) && TryOrders(ref frame, names, receiveNs, stage)
        && frame.TryLiteral(",\"instrument_name\":\""u8) && frame.TrySkipText()
        && frame.TryLiteral(",\"trades\":["u8) && TryFills(ref frame, names, receiveNs, stage)
        && frame.TryLiteral(",\"positions\":["u8) && TryPositions(ref frame, names, receiveNs, stage)
        && frame.TryLiteral("}"u8);

    /// <summary>Fills up to the end of their array, whose beginning has been read.</summary>
    public static bool TryFills(ref Cursor frame, InstrumentNames names, long receiveNs, EventStage stage)
    {
        if (frame.TryLiteral("]"u8))
            return true;
        do
        {
            if (!stage.HasRoom || !FillShape.TryRead(ref frame, names, ref stage.Claim(EventKind.Fill, EngineEvent.NoInstrument, receiveNs)))
                return false;
        }
        while (frame.TryLiteral(","u8));
        return frame.TryLiteral("]"u8);
    }

    private static bool TryOrders(ref Cursor frame, InstrumentNames names, long receiveNs, EventStage stage)
    {
        if (frame.TryLiteral("]"u8))
            return true;
        do
        {
            if (!stage.HasRoom)
                return false;
            ref EngineEvent slot = ref stage.Claim(EventKind.Order, EngineEvent.NoInstrument, receiveNs);
            if (!OrderShape.TryRead(ref frame, names, ref slot, ref slot.Order))
                return false;
        }
        while (frame.TryLiteral(","u8));
        return frame.TryLiteral("]"u8);
    }

    private static bool TryPositions(ref Cursor frame, InstrumentNames names, long receiveNs, EventStage stage)
    {
        if (frame.TryLiteral("]"u8))
            return true;
        do
        {
            if (!stage.HasRoom || !PositionShape.TryRead(ref frame, names, ref stage.Claim(EventKind.Position, EngineEvent.NoInstrument, receiveNs)))
                return false;
        }
        while (frame.TryLiteral(","u8));
        return frame.TryLiteral("]"u8);
    }
}
