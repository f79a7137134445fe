using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>user.changes, positions and the account's figures.</summary>
internal static class AccountDecoder
{
    /// <summary>A user.changes object: orders, trades and positions of one instrument, as events in this order.</summary>
    public static void Changes<TSink>(ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        bool hasOrders = false, hasTrades = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "orders"u8))
                (_, hasOrders) = (Orders(ref reader, instruments, receiveNs, EventFlags.None, ref sink), true);
            else if (JsonFields.Is(ref reader, "trades"u8))
                (_, hasTrades) = (Fills(ref reader, instruments, receiveNs, EventFlags.None, ref sink, out _), true);
            else if (JsonFields.Is(ref reader, "positions"u8))
                Positions(ref reader, instruments, receiveNs, ref sink);
            else
                JsonFields.Skip(ref reader);
        }

        if (!hasOrders || !hasTrades)
            DecodeException.Throw("a user.changes message lacks orders or trades");
    }

    /// <summary>An array of orders, or a single one as user.orders.*.raw sends it; returns how many.</summary>
    public static int Orders<TSink>(ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, EventFlags flags, ref TSink sink)
        where TSink : struct, IEventSink
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            OrderDecoder.Order(ref reader, instruments, receiveNs, flags, ref sink);
            return 1;
        }

        JsonFields.Array(ref reader);
        int count = 0;
        for (; JsonFields.Element(ref reader); count++)
            OrderDecoder.Order(ref reader, instruments, receiveNs, flags, ref sink);
        return count;
    }

    /// <summary>An array of user trades; returns how many and the highest trade sequence.</summary>
    public static int Fills<TSink>(
        ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, EventFlags flags, ref TSink sink, out long lastSequence)
        where TSink : struct, IEventSink
    {
        JsonFields.Array(ref reader);
        lastSequence = 0;
        int count = 0;
        for (; JsonFields.Element(ref reader); count++)
            lastSequence = Math.Max(lastSequence, OrderDecoder.Fill(ref reader, instruments, receiveNs, flags, ref sink));
        return count;
    }

    /// <summary>A position object, as of a time of the venue's (0 where none is told); nothing when it is another instrument's.</summary>
    public static void Position<TSink>(
        ref Utf8JsonReader reader, InstrumentTable instruments, long venueNs, long receiveNs, EventFlags flags, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        PositionUpdate position = default;
        Span<byte> scratch = stackalloc byte[128];
        Instrument? instrument = null;
        long sizeE9 = 0, sizeCurrencyE9 = 0;
        bool hasSize = false, hasSizeCurrency = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "size"u8))
                (sizeE9, hasSize) = (JsonFields.E9(ref reader), true);
            else if (JsonFields.Is(ref reader, "size_currency"u8))
                (sizeCurrencyE9, hasSizeCurrency) = (JsonFields.E9OrNull(ref reader), reader.TokenType != JsonTokenType.Null);
            else if (JsonFields.Is(ref reader, "instrument_name"u8))
                instrument = instruments.TryFind(JsonFields.Text(reader, scratch), out int id) ? instruments[id] : null;
            else if (JsonFields.Is(ref reader, "average_price"u8))
                position.AverageE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "mark_price"u8))
                position.MarkE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "index_price"u8))
                position.IndexE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "floating_profit_loss"u8))
                position.FloatingE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "realized_profit_loss"u8))
                position.RealizedE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "total_profit_loss"u8))
                position.TotalE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "realized_funding"u8))
                position.FundingE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "settlement_price"u8))
                position.SettlementE9 = JsonFields.E9OrNull(ref reader);
            else
                JsonFields.Skip(ref reader);
        }

        if (instrument is null)
            return;
        bool inverse = instrument.Kind == ContractKind.Inverse;
        if (!(inverse ? hasSize : hasSizeCurrency))
            DecodeException.Throw("a position lacks its size"); // not known is not flat
        position.Lots = Lots(inverse ? sizeE9 : sizeCurrencyE9, instrument);
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.Position;
        slot.Flags = flags;
        slot.Instrument = instrument.Id;
        slot.ExchangeNs = venueNs;
        slot.ReceiveNs = receiveNs;
        slot.Position = position;
    }

    /// <summary>An account object of user.portfolio or get_account_summary, with the order rate limits where it tells them.</summary>
    public static void Portfolio<TSink>(ref Utf8JsonReader reader, long receiveNs, ref TSink sink, out OrderRate rate)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        rate = default;
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.Portfolio;
        slot.Instrument = EngineEvent.NoInstrument;
        slot.ReceiveNs = receiveNs;
        Span<byte> scratch = stackalloc byte[32];
        bool hasEquity = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "currency"u8))
                slot.Portfolio.Currency = AsciiCode.Upper(JsonFields.Text(reader, scratch));
            else if (JsonFields.Is(ref reader, "equity"u8))
                (slot.Portfolio.EquityE9, hasEquity) = (JsonFields.E9(ref reader), true);
            else if (JsonFields.Is(ref reader, "balance"u8))
                slot.Portfolio.BalanceE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "margin_balance"u8))
                slot.Portfolio.MarginBalanceE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "available_funds"u8))
                slot.Portfolio.AvailableE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "initial_margin"u8))
                slot.Portfolio.InitialMarginE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "maintenance_margin"u8))
                slot.Portfolio.MaintenanceMarginE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "session_upl"u8))
                slot.Portfolio.SessionUplE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "session_rpl"u8))
                slot.Portfolio.SessionRplE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "delta_total"u8))
                slot.Portfolio.DeltaTotalE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "limits"u8))
                rate = OrderRate.TryRead(ref reader, out OrderRate told) ? told : rate;
            else
                JsonFields.Skip(ref reader);
        }

        if (!hasEquity || slot.Portfolio.Currency == AsciiCode.None)
            DecodeException.Throw("an account object lacks currency or equity");
    }

    private static void Positions<TSink>(ref Utf8JsonReader reader, InstrumentTable instruments, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Array(ref reader);
        while (JsonFields.Element(ref reader))
            Position(ref reader, instruments, venueNs: 0, receiveNs, EventFlags.None, ref sink);
    }

    private static long Lots(long amountE9, Instrument instrument)
    {
        if (!instrument.TrySize(Math.Abs(amountE9), out Size size))
            DecodeException.Throw("a position is no multiple of the contract size");
        return amountE9 < 0 ? -size.Lots : size.Lots;
    }
}
