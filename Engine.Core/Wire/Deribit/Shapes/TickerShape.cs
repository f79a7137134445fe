using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>Ticker and quote objects, in the key orders of September 2026 and of December 2025.</summary>
internal static class TickerShape
{
    /// <summary>A ticker object.</summary>
    public static bool TryTicker(ref Cursor frame, Instrument instrument, in QuotedName name, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs)
            && at.TryLiteral(",\"state\":\""u8) && at.TrySkipText()
            && at.TryLiteral(",\"stats\":{\"high\":"u8) && at.Look() && at.TrySkipNumber()
            && at.TryLiteral(",\"low\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"price_change\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"volume\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"volume_usd\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"volume_notional\":"u8) && at.TrySkipNumber(end: 1)
            && at.TryLiteral("},\"index_price\":"u8) && at.TryE9(out slot.Ticker.IndexE9)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryName(in name);
        frame = at;
        return read && TryPrices(ref frame, instrument, ref slot);
    }

    /// <summary>A quote object.</summary>
    public static bool TryQuote(ref Cursor frame, Instrument instrument, in QuotedName name, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral("{\"timestamp\":"u8) && at.TryTimeNs(out slot.ExchangeNs)
            && at.TryLiteral(",\"instrument_name\":\""u8) && at.TryName(in name)
            && at.TryLiteral(",\"best_ask_price\":"u8) && at.Look() && at.TryPrice(instrument, out slot.Quote.Ask)
            && at.TryLiteral(",\"best_bid_price\":"u8) && at.TryPrice(instrument, out slot.Quote.Bid)
            && at.TryLiteral(",\"best_ask_amount\":"u8) && at.TrySize(instrument, out slot.Quote.AskSize)
            && at.TryLiteral(",\"best_bid_amount\":"u8) && at.TrySize(instrument, out slot.Quote.BidSize, end: -3)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }

    private static bool TryPrices(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral(",\"last_price\":"u8) && at.TryE9OrNull(out slot.Ticker.LastE9)
            && at.TryLiteral(",\"settlement_price\":"u8) && at.TryE9OrNull(out slot.Ticker.SettlementE9)
            && at.TryLiteral(",\"min_price\":"u8) && at.TryE9OrNull(out slot.Ticker.MinPriceE9)
            && at.TryLiteral(",\"max_price\":"u8) && at.TryE9OrNull(out slot.Ticker.MaxPriceE9)
            && at.TryLiteral(",\"open_interest\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"mark_price\":"u8) && at.TryE9(out slot.Ticker.MarkE9)
            && at.TryLiteral(",\"interest_value\":"u8) && at.TrySkipNumber();
        bool newer = at.TryLiteral(",\"current_funding\":"u8);
        frame = at;
        return read && (newer ? TryTouchLast(ref frame, instrument, ref slot) : TryFundingLast(ref frame, instrument, ref slot));
    }

    /// <summary>The order of 2026.</summary>
    private static bool TryTouchLast(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TrySignedOrNull(out slot.Ticker.FundingE9)
            && at.TryLiteral(",\"estimated_delivery_price\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"funding_8h\":"u8) && at.TrySignedOrNull(out slot.Ticker.Funding8hE9)
            && at.TryLiteral(",\"best_ask_price\":"u8) && at.TryPrice(instrument, out slot.Ticker.Touch.Ask)
            && at.TryLiteral(",\"best_bid_price\":"u8) && at.TryPrice(instrument, out slot.Ticker.Touch.Bid)
            && at.TryLiteral(",\"best_ask_amount\":"u8) && at.TrySize(instrument, out slot.Ticker.Touch.AskSize)
            && at.TryLiteral(",\"best_bid_amount\":"u8) && at.TrySize(instrument, out slot.Ticker.Touch.BidSize, end: -3)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }

    /// <summary>The order of 2025.</summary>
    private static bool TryFundingLast(ref Cursor frame, Instrument instrument, ref EngineEvent slot)
    {
        Cursor at = frame;
        bool read = at.TryLiteral(",\"best_ask_price\":"u8) && at.TryPrice(instrument, out slot.Ticker.Touch.Ask)
            && at.TryLiteral(",\"best_bid_price\":"u8) && at.TryPrice(instrument, out slot.Ticker.Touch.Bid)
            && at.TryLiteral(",\"estimated_delivery_price\":"u8) && at.TrySkipNumber()
            && at.TryLiteral(",\"best_ask_amount\":"u8) && at.TrySize(instrument, out slot.Ticker.Touch.AskSize)
            && at.TryLiteral(",\"best_bid_amount\":"u8) && at.TrySize(instrument, out slot.Ticker.Touch.BidSize)
            && at.TryLiteral(",\"current_funding\":"u8) && at.TrySignedOrNull(out slot.Ticker.FundingE9)
            && at.TryLiteral(",\"funding_8h\":"u8) && at.TrySignedOrNull(out slot.Ticker.Funding8hE9, end: -3)
            && at.TryLiteral("}"u8);
        frame = at;
        return read;
    }
}
