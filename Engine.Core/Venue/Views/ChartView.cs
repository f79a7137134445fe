using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>Candles as the venue writes them: columns for a request, one object for a notification.</summary>
internal static class ChartView
{
    public static void Write(JsonText to, Listing listing, List<(long TickMs, Candle Candle)> rows)
    {
        to.BeginObject();
        Column(to, "volume"u8, rows, (t, row) => t.Float(Volume(listing, row.Candle)));
        Column(to, "ticks"u8, rows, (t, row) => t.Int(row.TickMs));
        to.Ascii("status"u8, rows.Count > 0 ? "ok"u8 : "no_data"u8);
        Column(to, "open"u8, rows, (t, row) => t.FloatE9(MarketView.TicksE9(listing, row.Candle.Open)));
        Column(to, "low"u8, rows, (t, row) => t.FloatE9(MarketView.TicksE9(listing, row.Candle.Low)));
        Column(to, "high"u8, rows, (t, row) => t.FloatE9(MarketView.TicksE9(listing, row.Candle.High)));
        Column(to, "cost"u8, rows, (t, row) => t.Float(Cost(listing, row.Candle)));
        Column(to, "close"u8, rows, (t, row) => t.FloatE9(MarketView.TicksE9(listing, row.Candle.Close)));
        to.EndObject();
    }

    public static void Write(JsonText to, Listing listing, long tickMs, in Candle candle)
    {
        to.BeginObject();
        to.Int("tick"u8, tickMs);
        to.FloatE9("open"u8, MarketView.TicksE9(listing, candle.Open));
        to.FloatE9("high"u8, MarketView.TicksE9(listing, candle.High));
        to.FloatE9("low"u8, MarketView.TicksE9(listing, candle.Low));
        to.FloatE9("close"u8, MarketView.TicksE9(listing, candle.Close));
        to.Float("volume"u8, Volume(listing, candle));
        to.Float("cost"u8, Cost(listing, candle));
        to.EndObject();
    }

    /// <summary>Volume in the base coin.</summary>
    private static double Volume(Listing listing, in Candle candle) => Math.Round(candle.Volume, listing.Contract.IsInverse ? 8 : 4);

    /// <summary>Turnover in the counter currency; an inverse contract's is whole contracts.</summary>
    private static double Cost(Listing listing, in Candle candle)
    {
        double lot = listing.Instrument.LotSize;
        return listing.Contract.IsInverse ? Math.Round(candle.Cost / lot) * lot : Math.Round(candle.Cost, 4);
    }

    private static void Column(JsonText to, ReadOnlySpan<byte> name, List<(long TickMs, Candle Candle)> rows, Action<JsonText, (long TickMs, Candle Candle)> write)
    {
        to.BeginArray(name);
        foreach ((long TickMs, Candle Candle) row in rows)
            write(to, row);
        to.EndArray();
    }
}
