using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>Ticker, quote and public trade messages.</summary>
internal static class MarketDecoder
{
    /// <summary>A ticker object. An empty side has price 0.0.</summary>
    public static void Ticker<TSink>(ref Utf8JsonReader reader, Instrument instrument, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        ref EngineEvent slot = ref Claim(EventKind.Ticker, instrument, receiveNs, ref sink);
        bool hasMark = false, hasIndex = false;
        while (JsonFields.Next(ref reader))
        {
            if (TouchField(ref reader, instrument, ref slot, ref slot.Ticker.Touch))
                continue;
            if (JsonFields.Is(ref reader, "mark_price"u8))
                (slot.Ticker.MarkE9, hasMark) = (JsonFields.E9(ref reader), true);
            else if (JsonFields.Is(ref reader, "index_price"u8))
                (slot.Ticker.IndexE9, hasIndex) = (JsonFields.E9(ref reader), true);
            else if (JsonFields.Is(ref reader, "min_price"u8))
                slot.Ticker.MinPriceE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "max_price"u8))
                slot.Ticker.MaxPriceE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "current_funding"u8))
                slot.Ticker.FundingE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "funding_8h"u8))
                slot.Ticker.Funding8hE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "last_price"u8))
                slot.Ticker.LastE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "settlement_price"u8))
                slot.Ticker.SettlementE9 = JsonFields.E9OrNull(ref reader);
            else
                JsonFields.Skip(ref reader);
        }

        if (!hasMark || !hasIndex)
            DecodeException.Throw("a ticker lacks mark_price or index_price");
    }

    /// <summary>A quote object.</summary>
    public static void Quote<TSink>(ref Utf8JsonReader reader, Instrument instrument, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        ref EngineEvent slot = ref Claim(EventKind.Quote, instrument, receiveNs, ref sink);
        int touchFields = 0;
        while (JsonFields.Next(ref reader))
        {
            if (TouchField(ref reader, instrument, ref slot, ref slot.Quote))
                touchFields++;
            else
                JsonFields.Skip(ref reader);
        }

        if (touchFields < 5)
            DecodeException.Throw("a quote lacks its time, a price or an amount");
    }

    /// <summary>An array of public trades, oldest first: one event each.</summary>
    public static void Trades<TSink>(ref Utf8JsonReader reader, Instrument instrument, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Array(ref reader);
        while (JsonFields.Element(ref reader))
            Trade(ref reader, instrument, ref Claim(EventKind.Trade, instrument, receiveNs, ref sink));
    }

    private static void Trade(ref Utf8JsonReader reader, Instrument instrument, ref EngineEvent slot)
    {
        JsonFields.Object(ref reader);
        bool hasSide = false;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "timestamp"u8))
                slot.ExchangeNs = JsonFields.TimeNs(ref reader);
            else if (JsonFields.Is(ref reader, "price"u8))
                slot.Trade.Price = JsonFields.Price(ref reader, instrument);
            else if (JsonFields.Is(ref reader, "amount"u8))
                slot.Trade.Size = JsonFields.Size(ref reader, instrument);
            else if (JsonFields.Is(ref reader, "direction"u8))
                (slot.Side, hasSide) = (JsonFields.Side(ref reader), true);
            else if (JsonFields.Is(ref reader, "trade_seq"u8))
                slot.Trade.TradeSequence = JsonFields.Integer(ref reader);
            else if (JsonFields.Is(ref reader, "index_price"u8))
                slot.Trade.IndexE9 = JsonFields.E9OrNull(ref reader);
            else if (JsonFields.Is(ref reader, "mark_price"u8))
                slot.Trade.MarkE9 = JsonFields.E9OrNull(ref reader);
            else
                JsonFields.Skip(ref reader);
        }

        if (!hasSide || !slot.Trade.Price.IsSome || slot.Trade.Size.Lots == 0)
            DecodeException.Throw("a trade lacks price, amount or direction");
    }

    private static bool TouchField(ref Utf8JsonReader reader, Instrument instrument, ref EngineEvent slot, ref QuoteUpdate touch)
    {
        if (JsonFields.Is(ref reader, "best_bid_price"u8))
            touch.Bid = OptionalPrice(ref reader, instrument);
        else if (JsonFields.Is(ref reader, "best_ask_price"u8))
            touch.Ask = OptionalPrice(ref reader, instrument);
        else if (JsonFields.Is(ref reader, "best_bid_amount"u8))
            touch.BidSize = OptionalSize(ref reader, instrument);
        else if (JsonFields.Is(ref reader, "best_ask_amount"u8))
            touch.AskSize = OptionalSize(ref reader, instrument);
        else if (reader.ValueTextEquals("timestamp"u8))
        {
            reader.Read();
            slot.ExchangeNs = JsonFields.TimeNs(ref reader);
            return true;
        }
        else
            return false;
        return true;
    }

    private static Price OptionalPrice(ref Utf8JsonReader reader, Instrument instrument) =>
        reader.TokenType == JsonTokenType.Null ? Price.None : JsonFields.Price(ref reader, instrument);

    private static Size OptionalSize(ref Utf8JsonReader reader, Instrument instrument) =>
        reader.TokenType == JsonTokenType.Null ? Size.Zero : JsonFields.Size(ref reader, instrument);

    private static ref EngineEvent Claim<TSink>(EventKind kind, Instrument instrument, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = kind;
        slot.Instrument = instrument.Id;
        slot.ReceiveNs = receiveNs;
        return ref slot;
    }
}
