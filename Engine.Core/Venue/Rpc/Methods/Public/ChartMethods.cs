using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>Candles.</summary>
internal static class ChartMethods
{
    private const int MaxCandles = 5001;
    private const long MinuteMs = 60_000;

    public static IEnumerable<Method> All => [new("public/get_tradingview_chart_data", GetChart)];

    /// <summary>The candles that a stretch of time touches, oldest first; of too many the newest.</summary>
    private static void GetChart(Call call)
    {
        Listing listing = call.Listing();
        (long fromMs, long toMs) = call.TimeRange();
        string word = call.RequiredText("resolution"u8);
        if (!Resolution.TryParse(word, out Resolution resolution) && !call.Failed)
            call.Refuse(Refusal.InvalidParam("resolution", "wrong format"));
        if (call.Failed)
            return;
        CandleSeries candles = listing.Candles;
        candles.Advance(call.NowNs);
        long last = resolution.Start(Math.Min(toMs / MinuteMs, candles.LastMinute));
        long first = resolution.Start(Math.Max(fromMs / MinuteMs, candles.FirstMinute));
        first = Math.Max(first, last - ((MaxCandles - 1L) * resolution.Minutes));
        if (toMs < fromMs || toMs / MinuteMs < candles.FirstMinute)
            last = first - 1;
        var rows = new List<(long TickMs, Candle Candle)>();
        for (long minute = first; minute <= last; minute += resolution.Minutes)
            rows.Add((minute * MinuteMs, candles.Over(minute, resolution.Minutes)));
        ChartView.Write(call.Result, listing, rows);
    }
}
