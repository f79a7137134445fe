using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>Order and user-trade objects, which stand alike in notifications and in answers.</summary>
internal static class OrderDecoder
{
    /// <summary>
    /// One order object. False when it belongs to an instrument this process does not trade. Fields of no interest may be of any
    /// type; those of interest must be right.
    /// </summary>
    public static bool TryOrder(
        ref Utf8JsonReader reader, InstrumentTable instruments, out OrderUpdate order, out Side side, out Instrument instrument, out long updatedNs)
    {
        JsonFields.Object(ref reader);
        order = default;
        side = Side.Buy;
        instrument = null!;
        updatedNs = 0;
        Span<byte> scratch = stackalloc byte[128];
        long priceE9 = 0, amountE9 = -1, filledE9 = 0;
        bool hasSide = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "label"u8))
                order.Label = Label(reader, scratch);
            else if (JsonFields.Is(ref reader, "order_id"u8))
                order.OrderId = reader.TokenType == JsonTokenType.Null ? VenueId.None : JsonFields.Id(ref reader);
            else if (JsonFields.Is(ref reader, "price"u8))
                priceE9 = reader.TokenType == JsonTokenType.Number ? JsonFields.E9(ref reader) : 0; // "market_price" of trigger orders
            else if (JsonFields.Is(ref reader, "amount"u8))
                amountE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "filled_amount"u8))
                filledE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "average_price"u8))
                order.AverageE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "direction"u8))
                (side, hasSide) = (JsonFields.Side(ref reader), true);
            else if (JsonFields.Is(ref reader, "instrument_name"u8))
                instrument = Find(JsonFields.Text(reader, scratch), instruments);
            else if (JsonFields.Is(ref reader, "creation_timestamp"u8))
                order.CreatedMs = JsonFields.Integer(ref reader);
            else if (JsonFields.Is(ref reader, "last_update_timestamp"u8))
                updatedNs = JsonFields.TimeNs(ref reader);
            else if (JsonFields.Is(ref reader, "order_state"u8))
                order.State = State(ref reader);
            else if (JsonFields.Is(ref reader, "cancel_reason"u8))
                order.CancelReason = Reason(ref reader);
            else if (!TryFlag(ref reader, ref order.Flags))
                JsonFields.Skip(ref reader);
        }

        if (instrument is null)
            return false;
        if (!(order.OrderId.IsSome || order.Label.IsOurs) || !hasSide || order.State == VenueOrderState.Unknown)
            DecodeException.Throw("an order lacks order_id, direction or order_state"); // one of ours is known by its label
        if (!instrument.TrySize(amountE9, out order.Amount) || !instrument.TrySize(filledE9, out order.Filled))
            DecodeException.Throw("an order's amount is missing or no multiple of the contract size");
        if (priceE9 > 0 && !instrument.TryPrice(priceE9, out order.Price))
            order.Price = Price.None; // an order of another day's grid: still to be known, never to be ours
        return true;
    }

    /// <summary>Claims an order event for one order object; nothing when it is another instrument's.</summary>
    public static void Order<TSink>(ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, EventFlags flags, ref TSink sink)
        where TSink : struct, IEventSink
    {
        if (!TryOrder(ref reader, instruments, out OrderUpdate order, out Side side, out Instrument instrument, out long updatedNs))
            return;
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.Order;
        slot.Flags = flags;
        slot.Instrument = instrument.Id;
        slot.Side = side;
        slot.ExchangeNs = updatedNs;
        slot.ReceiveNs = receiveNs;
        slot.Order = order;
    }

    /// <summary>Claims a fill event for one user-trade object; returns its trade sequence, 0 when it is another instrument's.</summary>
    public static long Fill<TSink>(ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, EventFlags flags, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        FillUpdate fill = default;
        Span<byte> scratch = stackalloc byte[128];
        Instrument? instrument = null;
        Side side = Side.Buy;
        Liquidity liquidity = Liquidity.Maker;
        long priceE9 = -1, amountE9 = -1, timeNs = 0;
        bool hasSide = false, hasLiquidity = false, hasFee = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "label"u8))
                fill.Label = Label(reader, scratch);
            else if (JsonFields.Is(ref reader, "trade_id"u8))
                fill.TradeId = JsonFields.Id(ref reader);
            else if (JsonFields.Is(ref reader, "order_id"u8))
                fill.OrderId = JsonFields.Id(ref reader);
            else if (JsonFields.Is(ref reader, "timestamp"u8))
                timeNs = JsonFields.TimeNs(ref reader);
            else if (JsonFields.Is(ref reader, "price"u8))
                priceE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "amount"u8))
                amountE9 = JsonFields.ExactE9(ref reader);
            else if (JsonFields.Is(ref reader, "direction"u8))
                (side, hasSide) = (JsonFields.Side(ref reader), true);
            else if (JsonFields.Is(ref reader, "instrument_name"u8))
                instrument = Find(JsonFields.Text(reader, scratch), instruments);
            else if (JsonFields.Is(ref reader, "trade_seq"u8))
                fill.TradeSequence = JsonFields.Integer(ref reader);
            else if (JsonFields.Is(ref reader, "fee"u8))
                (fill.FeeE9, hasFee) = (JsonFields.E9(ref reader), true);
            else if (JsonFields.Is(ref reader, "index_price"u8))
                fill.IndexE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "mark_price"u8))
                fill.MarkE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "liquidity"u8))
                (liquidity, hasLiquidity) = (reader.ValueTextEquals("M"u8) ? Liquidity.Maker : Liquidity.Taker, true);
            else
                JsonFields.Skip(ref reader);
        }

        if (instrument is null)
            return 0;
        if (!hasSide || !hasLiquidity || !hasFee || !fill.TradeId.IsSome || fill.TradeSequence <= 0)
            DecodeException.Throw("a user trade lacks trade_id, trade_seq, direction, liquidity or fee");
        fill.PriceE9 = priceE9;
        if (priceE9 <= 0 || !instrument.TrySize(amountE9, out fill.Size) || fill.Size.Lots == 0)
            DecodeException.Throw("a user trade's price is missing, or its amount is missing or no multiple of the contract size");
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.Fill;
        slot.Flags = flags;
        slot.Instrument = instrument.Id;
        slot.Side = side;
        slot.Tag = (byte)liquidity;
        slot.ExchangeNs = timeNs;
        slot.ReceiveNs = receiveNs;
        slot.Fill = fill;
        return fill.TradeSequence;
    }

    private static OrderLabel Label(Utf8JsonReader reader, Span<byte> scratch)
    {
        if (reader.TokenType == JsonTokenType.Null || reader.ValueIsEscaped)
            return OrderLabel.None;
        return OrderLabel.TryParse(JsonFields.Text(reader, scratch), out OrderLabel label) ? label : OrderLabel.None;
    }

    private static Instrument Find(ReadOnlySpan<byte> name, InstrumentTable instruments) =>
        instruments.TryFind(name, out int id) ? instruments[id]! : null!;

    private static VenueOrderState State(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("open"u8))
            return VenueOrderState.Open;
        if (reader.ValueTextEquals("filled"u8))
            return VenueOrderState.Filled;
        if (reader.ValueTextEquals("cancelled"u8))
            return VenueOrderState.Cancelled;
        if (reader.ValueTextEquals("rejected"u8))
            return VenueOrderState.Rejected;
        if (reader.ValueTextEquals("untriggered"u8))
            return VenueOrderState.Untriggered;
        if (reader.ValueTextEquals("triggered"u8))
            return VenueOrderState.Triggered;
        return VenueOrderState.Open; // speed_bumped and words to come: alive until the venue says otherwise
    }

    private static CancelReason Reason(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("user_request"u8))
            return CancelReason.UserRequest;
        if (reader.ValueTextEquals("cancel_on_disconnect"u8))
            return CancelReason.CancelOnDisconnect;
        if (reader.ValueTextEquals("edit_post_only_reject"u8))
            return CancelReason.EditPostOnlyReject;
        if (reader.ValueTextEquals("mmp_trigger"u8))
            return CancelReason.MmpTrigger;
        if (reader.ValueTextEquals("order_overlap"u8) || reader.ValueTextEquals("order_overlap_another_sub"u8))
            return CancelReason.SelfTrade;
        return reader.ValueTextEquals("autoliquidation"u8) ? CancelReason.Liquidation : CancelReason.Other;
    }

    private static bool TryFlag(ref Utf8JsonReader reader, ref OrderFlags flags)
    {
        if (JsonFields.Is(ref reader, "post_only"u8))
            Set(ref flags, OrderFlags.PostOnly, JsonFields.Boolean(ref reader));
        else if (JsonFields.Is(ref reader, "reject_post_only"u8))
            Set(ref flags, OrderFlags.RejectPostOnly, JsonFields.Boolean(ref reader));
        else if (JsonFields.Is(ref reader, "reduce_only"u8))
            Set(ref flags, OrderFlags.ReduceOnly, JsonFields.Boolean(ref reader));
        else if (JsonFields.Is(ref reader, "replaced"u8))
            Set(ref flags, OrderFlags.Replaced, JsonFields.Boolean(ref reader));
        else if (JsonFields.Is(ref reader, "order_type"u8))
            Set(ref flags, OrderFlags.Limit, reader.ValueTextEquals("limit"u8));
        else
            return false;
        return true;
    }

    private static void Set(ref OrderFlags flags, OrderFlags flag, bool on) => flags |= on ? flag : OrderFlags.None;
}
