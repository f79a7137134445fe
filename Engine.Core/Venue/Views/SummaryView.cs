using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>An instrument in one line, and what coins have traded.</summary>
internal static class SummaryView
{
    public static void Write(JsonText to, Listing listing, long nowMs)
    {
        DayStats stats = listing.Stats;
        Book book = listing.Book;
        long tickE9 = listing.Instrument.TickE9;
        bool inverse = listing.Contract.IsInverse;
        to.BeginObject();
        Price(to, "high"u8, stats.HasTrades ? MarketView.TicksE9(listing, stats.High) : 0);
        Price(to, "low"u8, stats.HasTrades ? MarketView.TicksE9(listing, stats.Low) : 0);
        to.FloatE9("last"u8, listing.LastTicks * tickE9);
        to.Ascii("instrument_name"u8, listing.Name);
        Price(to, "bid_price"u8, book.BestBid * tickE9);
        Price(to, "ask_price"u8, book.BestAsk * tickE9);
        MarketView.OpenInterest(to, listing);
        to.FloatE9("mark_price"u8, listing.Mark.MarkE9);
        to.Int("creation_timestamp"u8, nowMs);
        to.Float("current_funding"u8, Math.Round(listing.Mark.Rate, 8));
        to.FloatE9("estimated_delivery_price"u8, listing.Mark.IndexE9);
        to.Float("funding_8h"u8, Math.Round(listing.Mark.Rate8h, 8));
        if (stats.HasTrades)
            to.Float("price_change"u8, stats.PriceChange);
        else
            to.Null("price_change"u8);
        to.Float("volume"u8, Math.Round(stats.Volume, inverse ? 8 : 4));
        to.Text("base_currency"u8, listing.Contract.Terms.Base);
        to.Text("quote_currency"u8, listing.Contract.Terms.Counter);
        to.Float("volume_usd"u8, Math.Round(stats.Notional, inverse ? 0 : 2));
        to.Float("volume_notional"u8, Math.Round(stats.Notional, inverse ? 0 : 4));
        Price(to, "mid_price"u8, book.BestBid == 0 || book.BestAsk == 0 ? 0 : ((book.BestBid * tickE9) + (book.BestAsk * tickE9)) / 2);
        to.EndObject();
    }

    /// <summary>What has traded of a coin, over a day and, extended, a week and a month.</summary>
    public static void Volumes(JsonText to, string coin, Listing[] listings, bool extended)
    {
        to.BeginObject();
        Volume(to, "calls_volume"u8, "calls_volume_30d"u8, "calls_volume_7d"u8, [], extended);
        to.Text("currency"u8, coin);
        to.Text("currency_pair"u8, coin.ToLowerInvariant() + "_usd");
        Volume(to, "futures_volume"u8, "futures_volume_30d"u8, "futures_volume_7d"u8, listings, extended);
        Volume(to, "puts_volume"u8, "puts_volume_30d"u8, "puts_volume_7d"u8, [], extended);
        Volume(to, "spot_volume"u8, "spot_volume_30d"u8, "spot_volume_7d"u8, [], extended);
        to.EndObject();
    }

    private static void Volume(JsonText to, ReadOnlySpan<byte> day, ReadOnlySpan<byte> month, ReadOnlySpan<byte> week, Listing[] listings, bool extended)
    {
        to.Float(day, Math.Round(listings.Sum(listing => listing.Stats.Volume), 8));
        if (!extended)
            return;
        to.Float(month, Math.Round(listings.Sum(listing => Days(listing.Candles, 30)), 8));
        to.Float(week, Math.Round(listings.Sum(listing => Days(listing.Candles, 7)), 8));
    }

    private static double Days(CandleSeries candles, int days) => candles.Over(candles.LastMinute - (days * 1440) + 1, days * 1440).Volume;

    /// <summary>A price, or null where there is none.</summary>
    private static void Price(JsonText to, ReadOnlySpan<byte> name, long priceE9)
    {
        if (priceE9 == 0)
            to.Null(name);
        else
            to.FloatE9(name, priceE9);
    }
}
