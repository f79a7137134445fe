using Engine.Core.Primitives;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>Market data as the venue writes it, keys in its order.</summary>
internal static class MarketView
{
    public static void Ticker(JsonText to, Listing listing, long nowMs)
    {
        to.BeginObject();
        to.Int("timestamp"u8, nowMs);
        to.Ascii("state"u8, Words.Of(listing.State));
        Stats(to, listing);
        to.FloatE9("index_price"u8, listing.Mark.IndexE9);
        to.Ascii("instrument_name"u8, listing.Name);
        Prices(to, listing);
        to.EndObject();
    }

    public static void OrderBook(JsonText to, Listing listing, int depth, long nowMs)
    {
        to.BeginObject();
        to.Int("timestamp"u8, nowMs);
        to.Ascii("state"u8, Words.Of(listing.State));
        Stats(to, listing);
        to.Int("change_id"u8, listing.ChangeId);
        to.FloatE9("index_price"u8, listing.Mark.IndexE9);
        to.Ascii("instrument_name"u8, listing.Name);
        Pairs(to, "bids"u8, listing, Side.Buy, depth);
        Pairs(to, "asks"u8, listing, Side.Sell, depth);
        Prices(to, listing);
        to.EndObject();
    }

    public static void Quote(JsonText to, Listing listing, long nowMs)
    {
        to.BeginObject();
        to.Int("timestamp"u8, nowMs);
        to.Ascii("instrument_name"u8, listing.Name);
        Touch(to, listing);
        to.EndObject();
    }

    public static void Trade(JsonText to, Print print, Listing listing)
    {
        Instrument instrument = listing.Instrument;
        to.BeginObject();
        to.Int("timestamp"u8, print.TimestampMs);
        to.FloatE9("price"u8, print.PriceTicks * instrument.TickE9);
        to.FloatE9("amount"u8, print.Lots * instrument.LotE9);
        to.Ascii("direction"u8, Words.Of(print.Direction));
        to.FloatE9("index_price"u8, print.IndexE9);
        to.Ascii("instrument_name"u8, listing.Name);
        to.Int("trade_seq"u8, print.Sequence);
        to.FloatE9("mark_price"u8, print.MarkE9);
        to.Int("tick_direction"u8, print.TickDirection);
        if (print.IsLiquidation)
            to.Ascii("liquidation"u8, "T"u8);
        to.Int("starbase_match_id"u8, print.MatchId);
        OrderView.Id(to, "trade_id"u8, listing, print.TradeId);
        to.FloatE9("contracts"u8, print.Lots * Decimals.One);
        to.Int("starbase_timestamp"u8, print.TimestampNs);
        to.EndObject();
    }

    public static void Perpetual(JsonText to, Listing listing, long nowMs)
    {
        to.BeginObject();
        to.FloatE9("index_price"u8, listing.Mark.IndexE9);
        to.Float("interest"u8, listing.Mark.Rate);
        to.Int("timestamp"u8, nowMs);
        to.EndObject();
    }

    public static void Snapshot(
        JsonText to, Listing listing, long bookMs, long changeId, List<(long PriceTicks, long Lots)> bids, List<(long PriceTicks, long Lots)> asks)
    {
        to.BeginObject();
        to.Int("timestamp"u8, bookMs);
        to.Ascii("type"u8, "snapshot"u8);
        to.Int("change_id"u8, changeId);
        to.Ascii("instrument_name"u8, listing.Name);
        Levels(to, "bids"u8, listing, bids);
        Levels(to, "asks"u8, listing, asks);
        to.EndObject();
    }

    public static void Change(JsonText to, Listing listing, IReadOnlyList<LevelChange> changes, long changeId, long previousId)
    {
        to.BeginObject();
        to.Int("timestamp"u8, listing.BookMs);
        to.Ascii("type"u8, "change"u8);
        to.Int("change_id"u8, changeId);
        to.Ascii("instrument_name"u8, listing.Name);
        Changes(to, "bids"u8, listing, changes, Side.Buy);
        Changes(to, "asks"u8, listing, changes, Side.Sell);
        to.Int("prev_change_id"u8, previousId);
        to.EndObject();
    }

    /// <summary>The grouped book: whole window, prices rounded outwards to the group.</summary>
    public static void Grouped(JsonText to, Listing listing, long groupTicks, int depth)
    {
        to.BeginObject();
        to.Int("timestamp"u8, listing.BookMs);
        to.Int("change_id"u8, listing.ChangeId);
        to.Ascii("instrument_name"u8, listing.Name);
        Window(to, "bids"u8, listing, Side.Buy, groupTicks, depth);
        Window(to, "asks"u8, listing, Side.Sell, groupTicks, depth);
        to.EndObject();
    }

    /// <summary>A price in 1e-9 units, on the grid.</summary>
    internal static long TicksE9(Listing listing, double price) => (long)Math.Round(price / listing.Instrument.TickSize) * listing.Instrument.TickE9;

    private static void Stats(JsonText to, Listing listing)
    {
        DayStats stats = listing.Stats;
        bool inverse = listing.Contract.IsInverse;
        to.BeginObject("stats"u8);
        if (stats.HasTrades)
        {
            to.FloatE9("high"u8, TicksE9(listing, stats.High));
            to.FloatE9("low"u8, TicksE9(listing, stats.Low));
            to.Float("price_change"u8, stats.PriceChange);
        }
        else
        {
            to.Null("high"u8);
            to.Null("low"u8);
            to.Null("price_change"u8);
        }

        to.Float("volume"u8, Math.Round(stats.Volume, inverse ? 8 : 4));
        to.Float("volume_usd"u8, Math.Round(stats.Notional, inverse ? 0 : 2));
        to.Float("volume_notional"u8, Math.Round(stats.Notional, inverse ? 0 : 4));
        to.EndObject();
    }

    private static void Prices(JsonText to, Listing listing)
    {
        Instrument instrument = listing.Instrument;
        MarkPrice mark = listing.Mark;
        to.FloatE9("last_price"u8, listing.LastTicks * instrument.TickE9);
        to.FloatE9("settlement_price"u8, mark.SettlementE9);
        to.FloatE9("min_price"u8, mark.MinTicks * instrument.TickE9);
        to.FloatE9("max_price"u8, mark.MaxTicks * instrument.TickE9);
        OpenInterest(to, listing);
        to.FloatE9("mark_price"u8, mark.MarkE9);
        to.Float("interest_value"u8, mark.InterestValue);
        to.Float("current_funding"u8, Math.Round(mark.Rate, 8));
        to.FloatE9("estimated_delivery_price"u8, mark.IndexE9);
        to.Float("funding_8h"u8, Math.Round(mark.Rate8h, 8));
        Touch(to, listing);
    }

    /// <summary>USD of inverse contracts is an integer, a linear one's coins are not.</summary>
    internal static void OpenInterest(JsonText to, Listing listing)
    {
        Instrument instrument = listing.Instrument;
        if (listing.Contract.IsInverse)
            to.Int("open_interest"u8, listing.OpenInterestLots * (instrument.LotE9 / Decimals.One));
        else
            to.FloatE9("open_interest"u8, listing.OpenInterestLots * instrument.LotE9);
    }

    private static void Touch(JsonText to, Listing listing)
    {
        Instrument instrument = listing.Instrument;
        Book book = listing.Book;
        to.FloatE9("best_ask_price"u8, book.BestAsk * instrument.TickE9);
        to.FloatE9("best_bid_price"u8, book.BestBid * instrument.TickE9);
        to.FloatE9("best_ask_amount"u8, book.BestAskLots * instrument.LotE9);
        to.FloatE9("best_bid_amount"u8, book.BestBidLots * instrument.LotE9);
    }

    private static void Levels(JsonText to, ReadOnlySpan<byte> name, Listing listing, List<(long PriceTicks, long Lots)> levels)
    {
        Instrument instrument = listing.Instrument;
        // The venue holds the amounts of a whole-unit contract as integers, and its snapshots show it.
        bool whole = listing.Contract.IsInverse && instrument.LotE9 == Decimals.One;
        to.BeginArray(name);
        foreach ((long ticks, long lots) in levels)
        {
            to.BeginArray();
            to.Ascii("new"u8);
            to.FloatE9(ticks * instrument.TickE9);
            if (whole)
                to.Int(lots);
            else
                to.FloatE9(lots * instrument.LotE9);
            to.EndArray();
        }

        to.EndArray();
    }

    private static void Changes(JsonText to, ReadOnlySpan<byte> name, Listing listing, IReadOnlyList<LevelChange> changes, Side side)
    {
        Instrument instrument = listing.Instrument;
        to.BeginArray(name);
        for (int i = 0; i < changes.Count; i++)
        {
            LevelChange change = changes[i];
            if (change.Side != side)
                continue;
            to.BeginArray();
            to.Ascii(change.BeforeLots == 0 ? "new"u8 : change.AfterLots == 0 ? "delete"u8 : "change"u8);
            to.FloatE9(change.PriceTicks * instrument.TickE9);
            to.FloatE9(change.AfterLots * instrument.LotE9);
            to.EndArray();
        }

        to.EndArray();
    }

    private static void Pairs(JsonText to, ReadOnlySpan<byte> name, Listing listing, Side side, int depth) =>
        Window(to, name, listing, side, 1, depth);

    private static void Window(JsonText to, ReadOnlySpan<byte> name, Listing listing, Side side, long groupTicks, int depth)
    {
        Instrument instrument = listing.Instrument;
        int levels = listing.Book.Depth(side);
        to.BeginArray(name);
        for (int i = 0, shown = 0; i < levels && shown < depth; shown++)
        {
            long group = Group(side, listing.Book.Level(side, i).PriceTicks, groupTicks);
            long lots = 0;
            for (; i < levels && Group(side, listing.Book.Level(side, i).PriceTicks, groupTicks) == group; i++)
                lots += listing.Book.Level(side, i).Lots;
            to.BeginArray();
            to.FloatE9(group * instrument.TickE9);
            to.FloatE9(lots * instrument.LotE9);
            to.EndArray();
        }

        to.EndArray();
    }

    private static long Group(Side side, long ticks, long groupTicks) =>
        side == Side.Buy ? ticks - (ticks % groupTicks) : (ticks + groupTicks - 1) / groupTicks * groupTicks;
}
