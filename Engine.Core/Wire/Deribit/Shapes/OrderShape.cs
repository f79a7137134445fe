using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// An order object, which stands alike in user.changes and in answers to our requests. Stretches that are the same in nearly all of
/// our orders are compared as a whole, and member by member where they differ.
/// </summary>
internal static class OrderShape
{
    /// <summary>One order: instrument, side and time go into the event, the rest into <paramref name="order"/>; both are cleared before.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, ref EngineEvent slot, ref OrderUpdate order)
    {
        long priceE9 = 0, amountE9 = 0;
        Cursor at = frame;
        bool read = at.TryLiteral("{\"label\":\""u8) && at.TryLabel(out order.Label)
            && at.TryLiteral(",\"price\":"u8) && at.Look() && at.TryE9(out priceE9)
            && at.TryLiteral(",\"user_id\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"amount\":"u8) && at.TryAmount(out amountE9)
            && at.TryLiteral(",\"direction\":\""u8) && at.TrySide(out slot.Side);
        frame = at;
        if (!read || !TryTerms(ref frame, names, ref order, out Instrument? instrument) || !TryProgress(ref frame, ref slot, ref order, out long filledE9)
            || !TryFigures(ref frame, ref order) || !TryState(ref frame, ref order) || instrument is null)
            return false;
        slot.Instrument = instrument.Id;
        if (priceE9 > 0 && !instrument.TryExactPrice(priceE9, out order.Price))
            order.Price = Price.None;
        return instrument.TryExactSize(amountE9, out order.Amount) && instrument.TryExactSize(filledE9, out order.Filled);
    }

    private static bool TryTerms(ref Cursor frame, InstrumentNames names, ref OrderUpdate order, out Instrument? instrument)
    {
        Cursor at = frame;
        bool read = at.TryLiteral(",\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":\""u8)
            || (at.TryLiteral(",\"time_in_force\":\""u8) && at.TrySkipText() && at.TryMember(",\"instrument_name\":\""u8));
        if (at.TryName(in names.Last))
            instrument = names.LastInstrument;
        else
        {
            read &= at.TryText(out ReadOnlySpan<byte> name);
            instrument = read ? names.Find(name) : null;
        }

        bool api = at.TryLiteral(",\"web\":false,\"api\":true,\"order_id\":\""u8)
            || (at.TryLiteral(",\"web\":"u8) && at.TryBoolean(out _) && at.TryLiteral(",\"api\":"u8) && at.TryBoolean(out _) && at.TryMember(",\"order_id\":\""u8));
        read = read && api && at.TryId(out order.OrderId);
        frame = at;
        return read;
    }

    private static bool TryProgress(ref Cursor frame, ref EngineEvent slot, ref OrderUpdate order, out long filledE9)
    {
        filledE9 = 0;
        Cursor at = frame;
        bool read = at.TryMember(",\"creation_timestamp\":"u8) && at.TryMs(out order.CreatedMs)
            && (at.TryLiteral(",\"replaced\":false,\"filled_amount\":"u8)
                || (at.TryMember(",\"replaced\":"u8) && at.TryFlag(OrderFlags.Replaced, ref order.Flags) && at.TryMember(",\"filled_amount\":"u8)))
            && at.TryAmount(out filledE9)
            && at.TryMember(",\"last_update_timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs);
        frame = at;
        return read;
    }

    private static bool TryFigures(ref Cursor frame, ref OrderUpdate order)
    {
        Cursor at = frame;
        if (at.TryLiteral(",\"post_only\":true,\"reduce_only\":false,\"average_price\":"u8))
        {
            order.Flags |= OrderFlags.PostOnly;
        }
        else
        {
            bool known = at.TryMember(",\"post_only\":"u8) && at.TryFlag(OrderFlags.PostOnly, ref order.Flags)
                && at.TryMember(",\"reduce_only\":"u8) && at.TryFlag(OrderFlags.ReduceOnly, ref order.Flags);
            if (known && at.TryLiteral(",\"cancel_reason\":\""u8))
            {
                known = at.TryText(out ReadOnlySpan<byte> reason);
                order.CancelReason = OrderWords.Reason(reason);
            }

            if (!known || !at.TryMember(",\"average_price\":"u8))
                return false;
        }

        bool read = at.TryE9OrNull(out order.AverageE9)
            && (at.TryLiteral(",\"mmp\":false,\"contracts\":"u8) || (at.TryMember(",\"mmp\":"u8) && at.TryBoolean(out _) && at.TryMember(",\"contracts\":"u8)))
            && at.TrySkipNumber();
        frame = at;
        return read;
    }

    private static bool TryState(ref Cursor frame, ref OrderUpdate order)
    {
        Cursor at = frame;
        if (at.TryLiteral(",\"reject_post_only\":true,\"order_state\":\"open\",\"order_type\":\"limit\",\"is_liquidation\":false,\"risk_reducing\":false"u8))
        {
            order.State = VenueOrderState.Open;
            order.Flags |= OrderFlags.RejectPostOnly | OrderFlags.Limit;
            bool ended = at.TryMember("}"u8);
            frame = at;
            return ended;
        }

        ReadOnlySpan<byte> state = default;
        bool read = (!at.TryMember(",\"reject_post_only\":"u8) || at.TryFlag(OrderFlags.RejectPostOnly, ref order.Flags))
            && at.TryMember(",\"order_state\":\""u8) && at.TryText(out state);
        order.State = OrderWords.State(state);
        frame = at;
        return read && TryType(ref frame, ref order);
    }

    private static bool TryType(ref Cursor frame, ref OrderUpdate order)
    {
        Cursor at = frame;
        if (at.TryLiteral(",\"order_type\":\"limit\",\"is_liquidation\":false,\"risk_reducing\":false"u8))
        {
            order.Flags |= OrderFlags.Limit;
            bool ended = at.TryMember("}"u8);
            frame = at;
            return ended;
        }

        ReadOnlySpan<byte> type = default;
        bool read = at.TryMember(",\"order_type\":\""u8) && at.TryText(out type)
            && at.TryMember(",\"is_liquidation\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"risk_reducing\":"u8) && at.TryBoolean(out _)
            && at.TryMember("}"u8);
        order.Flags |= type.SequenceEqual("limit"u8) ? OrderFlags.Limit : OrderFlags.None;
        frame = at;
        return read;
    }
}
