using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>Ticker and quote objects, in the key orders of September 2026 and of December 2025.</summary>
internal static class TickerShape
{
    /// <summary>A ticker object.</summary>
    public static bool TryTicker(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs((byte)',', out slot.ExchangeNs)
            && at.TryLiteral(",\"state\":\""u8) && at.TrySkipText()
            && at.TryLiteral(",\"stats\":{\"high\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"low\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"price_change\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"volume\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"volume_usd\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"volume_notional\":"u8) && at.TrySkipNumber((byte)'}')
            && at.TryLiteral("},\"index_price\":"u8) && at.TryE9((byte)',', out slot.Ticker.IndexE9)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryLiteral(instrument.NameUtf8);
        frame = at;
        return read && TryPrices(ref frame, instrument, ref slot);
    }

    /// <summary>A quote object.</summary>
    public static bool TryQuote(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs((byte)',', out slot.ExchangeNs)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryLiteral(instrument.NameUtf8)
            && at.TryLiteral("\",\"best_ask_price\":"u8) && at.TryPrice((byte)',', instrument, out slot.Quote.Ask)
            && at.TryLiteral(",\"best_bid_price\":"u8) && at.TryPrice((byte)',', instrument, out slot.Quote.Bid)
            && at.TryLiteral(",\"best_ask_amount\":"u8) && at.TrySize((byte)',', instrument, out slot.Quote.AskSize)
            && at.TryLiteral(",\"best_bid_amount\":"u8) && at.TrySize((byte)'}', instrument, out slot.Quote.BidSize)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }

    private static bool TryPrices(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral("\",\"last_price\":"u8) && at.TryE9OrNull((byte)',', out slot.Ticker.LastE9)
            && at.TryLiteral(",\"settlement_price\":"u8) && at.TryE9OrNull((byte)',', out slot.Ticker.SettlementE9)
            && at.TryLiteral(",\"min_price\":"u8) && at.TryE9OrNull((byte)',', out slot.Ticker.MinPriceE9)
            && at.TryLiteral(",\"max_price\":"u8) && at.TryE9OrNull((byte)',', out slot.Ticker.MaxPriceE9)
            && at.TryLiteral(",\"open_interest\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"mark_price\":"u8) && at.TryE9((byte)',', out slot.Ticker.MarkE9)
            && at.TryLiteral(",\"interest_value\":"u8) && at.TrySkipNumber((byte)',');
        bool newer = at.TryLiteral(",\"current_funding\":"u8);
        frame = at;
        return read && (newer ? TryTouchLast(ref frame, instrument, ref slot) : TryFundingLast(ref frame, instrument, ref slot));
    }

    /// <summary>The order of 2026.</summary>
    private static bool TryTouchLast(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryE9OrNull((byte)',', out slot.Ticker.FundingE9)
            && at.TryLiteral(",\"estimated_delivery_price\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"funding_8h\":"u8) && at.TryE9OrNull((byte)',', out slot.Ticker.Funding8hE9)
            && at.TryLiteral(",\"best_ask_price\":"u8) && at.TryPrice((byte)',', instrument, out slot.Ticker.Touch.Ask)
            && at.TryLiteral(",\"best_bid_price\":"u8) && at.TryPrice((byte)',', instrument, out slot.Ticker.Touch.Bid)
            && at.TryLiteral(",\"best_ask_amount\":"u8) && at.TrySize((byte)',', instrument, out slot.Ticker.Touch.AskSize)
            && at.TryLiteral(",\"best_bid_amount\":"u8) && at.TrySize((byte)'}', instrument, out slot.Ticker.Touch.BidSize)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }

    /// <summary>The order of 2025.</summary>
    private static bool TryFundingLast(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral(",\"best_ask_price\":"u8) && at.TryPrice((byte)',', instrument, out slot.Ticker.Touch.Ask)
            && at.TryLiteral(",\"best_bid_price\":"u8) && at.TryPrice((byte)',', instrument, out slot.Ticker.Touch.Bid)
            && at.TryLiteral(",\"estimated_delivery_price\":"u8) && at.TrySkipNumber((byte)',')
            && at.TryLiteral(",\"best_ask_amount\":"u8) && at.TrySize((byte)',', instrument, out slot.Ticker.Touch.AskSize)
            && at.TryLiteral(",\"best_bid_amount\":"u8) && at.TrySize((byte)',', instrument, out slot.Ticker.Touch.BidSize)
            && at.TryLiteral(",\"current_funding\":"u8) && at.TryE9OrNull((byte)',', out slot.Ticker.FundingE9)
            && at.TryLiteral(",\"funding_8h\":"u8) && at.TryE9OrNull((byte)'}', out slot.Ticker.Funding8hE9)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }
}
