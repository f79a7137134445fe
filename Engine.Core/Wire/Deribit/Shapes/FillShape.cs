using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>A user-trade object, which stands alike in user.changes and in answers to our requests.</summary>
internal static class FillShape
{
    /// <summary>One trade of ours into a cleared fill event.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, ref EngineEvent slot)
    {
        long priceE9 = 0, amountE9 = 0;
        ReadOnlySpan<byte> name = default;
        Cursor at = frame;
        bool read = at.TryLiteral("{\"label\":\""u8) && at.TryLabel(out slot.Fill.Label)
            && at.TryLiteral(",\"timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs)
            && at.TryLiteral(",\"state\":\""u8) && at.TrySkipText()
            && at.TryLiteral(",\"price\":"u8) && at.TryAmount(out priceE9)
            && at.TryLiteral(",\"user_id\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"amount\":"u8) && at.TryAmount(out amountE9)
            && at.TryLiteral(",\"direction\":\""u8) && at.TrySide(out slot.Side)
            && at.TryLiteral(",\"index_price\":"u8) && at.TryE9OrNull(out slot.Fill.IndexE9)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryText(out name)
            && at.TryLiteral(",\"trade_seq\":"u8) && at.TryInteger(out slot.Fill.TradeSequence)
            && at.TryLiteral(",\"api\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"mark_price\":"u8) && at.TryE9OrNull(out slot.Fill.MarkE9)
            && at.TryMember(",\"order_id\":\""u8) && at.TryId(out slot.Fill.OrderId);
        frame = at;
        if (!read || !TryRest(ref frame, ref slot) || names.Find(name) is not { } instrument)
            return false;
        slot.Instrument = instrument.Id;
        return instrument.TryPrice(priceE9, out slot.Fill.Price) && instrument.TrySize(amountE9, out slot.Fill.Size)
            && slot.Fill.Price.IsSome && slot.Fill.Size.Lots != 0 && slot.Fill.TradeSequence > 0;
    }

    private static bool TryRest(ref Cursor frame, ref EngineEvent slot)
    {
        ReadOnlySpan<byte> liquidity = default;
        Cursor at = frame;
        bool read = at.TryMember(",\"matching_id\":null"u8)
            && at.TryLiteral(",\"tick_direction\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"profit_loss\":"u8) && at.TrySkipNumber()
            && at.TryMember(",\"post_only\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"reduce_only\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"self_trade\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"mmp\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"contracts\":"u8) && at.TrySkipNumber()
            && at.TryMember(",\"trade_id\":\""u8) && at.TryId(out slot.Fill.TradeId)
            && at.TryMember(",\"fee_currency\":\""u8) && at.TrySkipText()
            && at.TryMember(",\"fee\":"u8) && at.TrySigned(out slot.Fill.FeeE9)
            && at.TryMember(",\"order_type\":\""u8) && at.TrySkipText()
            && at.TryMember(",\"risk_reducing\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"liquidity\":\""u8) && at.TryText(out liquidity)
            && at.TrySkipOptional(",\"starbase_order_id\":"u8)
            && at.TrySkipOptional(",\"starbase_match_id\":"u8)
            && at.TryMember("}"u8);
        frame = at;
        slot.Tag = (byte)(liquidity.SequenceEqual("M"u8) ? Liquidity.Maker : Liquidity.Taker);
        return read;
    }
}
