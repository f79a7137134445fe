using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>An order object, which stands alike in user.changes and in answers to our requests.</summary>
internal static class OrderShape
{
    /// <summary>One order: instrument, side and time go into the event, the rest into <paramref name="order"/>; both are cleared before.</summary>
    public static bool TryRead(ref Cursor frame, InstrumentNames names, ref EngineEvent slot, ref OrderUpdate order)
    {
        long priceE9 = 0, amountE9 = 0, filledE9 = 0;
        ReadOnlySpan<byte> label = default, name = default, id = default;
        Cursor at = frame;
        bool read = at.TryLiteral("{\"label\":\""u8) && at.TryText(out label)
            && at.TryLiteral(",\"price\":"u8) && at.TryE9((byte)',', out priceE9)
            && at.TryLiteral(",\"user_id\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"amount\":"u8) && at.TryAmount((byte)',', out amountE9)
            && at.TryLiteral(",\"direction\":\""u8) && at.TrySide(out slot.Side)
            && at.TryLiteral(",\"time_in_force\":\""u8) && at.TrySkipText()
            && at.TryMember(",\"instrument_name\":\""u8) && at.TryText(out name)
            && at.TryLiteral(",\"web\":"u8) && at.TryBoolean(out _)
            && at.TryLiteral(",\"api\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"order_id\":\""u8) && at.TryText(out id)
            && at.TryMember(",\"creation_timestamp\":"u8) && at.TryInteger((byte)',', out order.CreatedMs)
            && at.TryMember(",\"replaced\":"u8) && at.TryFlag(OrderFlags.Replaced, ref order.Flags)
            && at.TryMember(",\"filled_amount\":"u8) && at.TryAmount((byte)',', out filledE9)
            && at.TryMember(",\"last_update_timestamp\":"u8) && at.TryTimeNs((byte)',', out slot.ExchangeNs);
        frame = at;
        if (!read || !TryRest(ref frame, ref order) || !VenueId.TryCreate(id, out order.OrderId) || names.Find(name) is not { } instrument)
            return false;
        order.Label = LabelText.Read(label);
        slot.Instrument = instrument.Id;
        if (priceE9 > 0 && !instrument.TryPrice(priceE9, out order.Price))
            order.Price = Price.None;
        return instrument.TrySize(amountE9, out order.Amount) && instrument.TrySize(filledE9, out order.Filled);
    }

    private static bool TryRest(ref Cursor frame, ref OrderUpdate order)
    {
        ReadOnlySpan<byte> state = default, type = default;
        Cursor at = frame;
        bool read = at.TryMember(",\"post_only\":"u8) && at.TryFlag(OrderFlags.PostOnly, ref order.Flags)
            && at.TryMember(",\"reduce_only\":"u8) && at.TryFlag(OrderFlags.ReduceOnly, ref order.Flags)
            && TryReason(ref at, ref order)
            && at.TryMember(",\"average_price\":"u8) && at.TryE9OrNull((byte)',', out order.AverageE9)
            && at.TryMember(",\"mmp\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"contracts\":"u8) && at.TrySkipNumber((byte)',')
            && (!at.TryMember(",\"reject_post_only\":"u8) || at.TryFlag(OrderFlags.RejectPostOnly, ref order.Flags))
            && at.TryMember(",\"order_state\":\""u8) && at.TryText(out state)
            && at.TryMember(",\"order_type\":\""u8) && at.TryText(out type)
            && at.TryMember(",\"is_liquidation\":"u8) && at.TryBoolean(out _)
            && at.TryMember(",\"risk_reducing\":"u8) && at.TryBoolean(out _)
            && at.TrySkipOptional(",\"starbase_order_id\":"u8, (byte)',')
            && at.TryMember("}"u8);
        frame = at;
        order.State = OrderWords.State(state);
        order.Flags |= type.SequenceEqual("limit"u8) ? OrderFlags.Limit : OrderFlags.None;
        return read;
    }

    private static bool TryReason(ref Cursor frame, ref OrderUpdate order)
    {
        Cursor at = frame;
        if (!at.TryLiteral(",\"cancel_reason\":\""u8))
            return true;
        bool read = at.TryText(out ReadOnlySpan<byte> reason);
        order.CancelReason = OrderWords.Reason(reason);
        frame = at;
        return read;
    }
}
