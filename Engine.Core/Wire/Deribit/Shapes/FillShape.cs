using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>A user-trade object, which stands alike in user.changes and in answers to our requests.</summary>
internal static class FillShape
{
    /// <summary>One trade of ours into a cleared fill event.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, ref EngineEvent slot)
    {
        long priceE9 = 0, amountE9 = 0;
        Cursor at = frame;
        bool read = at.TryLiteral("{\"label\":\""u8) && at.TryLabel(out slot.Fill.Label)
            && at.TryLiteral(",\"timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs)
            && at.TryLiteral(",\"state\":\""u8) && at.TrySkipText()
            && at.TryLiteral(",\"price\":"u8) && at.Look() && at.TryAmount(out priceE9)
            && at.TryLiteral(",\"user_id\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"amount\":"u8) && at.TryAmount(out amountE9)
            && at.TryLiteral(",\"direction\":\""u8) && at.TrySide(out slot.Side)
            && at.TryLiteral(",\"index_price\":"u8) && at.TryE9OrNull(out slot.Fill.IndexE9);
        frame = at;
        if (!read || !TryOrigin(ref frame, names, ref slot, out Instrument? instrument) || !TryFlags(ref frame) || !TryCost(ref frame, ref slot) || instrument is null)
            return false;
        slot.Instrument = instrument.Id;
        slot.Fill.PriceE9 = priceE9;
        return priceE9 > 0 && instrument.TryExactSize(amountE9, out slot.Fill.Size) && slot.Fill.Size.Lots != 0 && slot.Fill.TradeSequence > 0;
    }

    private static bool TryOrigin(ref Cursor frame, InstrumentNames names, ref EngineEvent slot, out Instrument? instrument)
    {
        Cursor at = frame;
        bool read = at.TryLiteral(",\"instrument_name\":\""u8);
        if (at.TryName(in names.Last))
            instrument = names.LastInstrument;
        else
        {
            read &= at.TryText(out ReadOnlySpan<byte> name);
            instrument = read ? names.Find(name) : null;
        }

        read = read && at.TryLiteral(",\"trade_seq\":"u8) && at.Look() && at.TryInteger(out slot.Fill.TradeSequence)
            && at.TryLiteral(",\"api\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"mark_price\":"u8) && at.TryE9OrNull(out slot.Fill.MarkE9)
            && at.TryMember(",\"order_id\":\""u8) && at.TryId(out slot.Fill.OrderId)
            && at.TryMember(",\"matching_id\":null"u8)
            && at.TryLiteral(",\"tick_direction\":"u8) && at.Look() && at.TrySkipNumber()
            && at.TryLiteral(",\"profit_loss\":"u8) && at.TrySkipNumber();
        frame = at;
        return read;
    }

    /// <summary>What nobody reads, up to the number of contracts; in nearly all of our fills it is this.</summary>
    private static bool TryFlags(ref Cursor frame)
    {
        Cursor at = frame;
        bool read = (at.TryLiteral(",\"post_only\":true,\"reduce_only\":false,\"self_trade\":false,\"mmp\":false,\"contracts\":"u8)
                || (at.TryMember(",\"post_only\":"u8) && at.TryBoolean(out _)
                    && at.TryMember(",\"reduce_only\":"u8) && at.TryBoolean(out _)
                    && at.TryMember(",\"self_trade\":"u8) && at.TryBoolean(out _)
                    && at.TryMember(",\"mmp\":"u8) && at.TryBoolean(out _)
                    && at.TryMember(",\"contracts\":"u8)))
            && at.TrySkipNumber();
        frame = at;
        return read;
    }

    private static bool TryCost(ref Cursor frame, ref EngineEvent slot)
    {
        ReadOnlySpan<byte> liquidity = default;
        Cursor at = frame;
        bool read = at.TryMember(",\"trade_id\":\""u8) && at.TryId(out slot.Fill.TradeId)
            && at.TryMember(",\"fee_currency\":\""u8) && at.TrySkipText()
            && at.TryMember(",\"fee\":"u8) && at.TrySigned(out slot.Fill.FeeE9)
            && (at.TryLiteral(",\"order_type\":\"limit\",\"risk_reducing\":false,\"liquidity\":\""u8)
                || (at.TryMember(",\"order_type\":\""u8) && at.TrySkipText()
                    && at.TryMember(",\"risk_reducing\":"u8) && at.TryBoolean(out _)
                    && at.TryMember(",\"liquidity\":\""u8)))
            && at.TryText(out liquidity) && at.TryMember("}"u8);
        frame = at;
        slot.Tag = (byte)(liquidity.Length == 1 && liquidity[0] == 'M' ? Liquidity.Maker : Liquidity.Taker);
        return read;
    }
}
