using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>An array of public trades.</summary>
internal static class TradesShape
{
    /// <summary>The whole array, an event each.</summary>
    public static bool TryRead(ref Cursor frame, Instrument instrument, in QuotedName name, long receiveNs, EventStage stage)
    {
        if (!frame.TryLiteral("["u8))
            return false;
        if (frame.TryLiteral("]"u8))
            return true;
        do
        {
            if (!stage.HasRoom || !TryTrade(ref frame, instrument, in name, ref stage.Claim(EventKind.Trade, instrument.Id, receiveNs)))
                return false;
        }
        while (frame.TryLiteral(","u8));
        return frame.TryLiteral("]"u8);
    }

    private static bool TryTrade(ref Cursor frame, Instrument instrument, in QuotedName name, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs)
            && at.TryLiteral(",\"price\":"u8) && at.Look() && at.TryPrice(instrument, out slot.Trade.Price)
            && at.TryLiteral(",\"amount\":"u8) && at.TrySize(instrument, out slot.Trade.Size)
            && at.TryLiteral(",\"direction\":\""u8) && at.TrySide(out slot.Side)
            && at.TryLiteral(",\"index_price\":"u8) && at.TryE9OrNull(out slot.Trade.IndexE9)
            && at.TryLiteral(",\"instrument_name\":\""u8) && (at.TryName(in name) || at.TrySkipText())
            && at.TryLiteral(",\"trade_seq\":"u8) && at.Look() && at.TryInteger(out slot.Trade.TradeSequence)
            && at.TryLiteral(",\"mark_price\":"u8) && at.TryE9OrNull(out slot.Trade.MarkE9)
            && at.TryLiteral(",\"tick_direction\":"u8) && at.TrySkipNumber()
            && at.TrySkipOptional(",\"starbase_match_id\":"u8)
            && at.TryLiteral(",\"trade_id\":\""u8) && at.TrySkipText()
            && at.TryLiteral(",\"contracts\":"u8) && at.TrySkipNumber(Cursor.Either)
            && (at.TryLiteral("}"u8) || (at.TryLiteral(",\"starbase_timestamp\":"u8) && at.TrySkipNumber(Cursor.Brace) && at.TryLiteral("}"u8)));
        read = read && slot.Trade.Price.IsSome && slot.Trade.Size.Lots != 0;
        frame = at;
        return read;
    }
}
