using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds.Prices;

/// <summary><c>deribit_price_statistics.{index}</c>: the index over a day.</summary>
internal sealed class PriceStatisticsChannel(string name, Outlet outlet, string index, Listing listing, Clock clock) : PriceFeed(name, outlet)
{
    private const double HighVolatility = 100;

    private long _minute;
    private (double High, double Low) _day;

    protected override void Write(JsonText to)
    {
        IndexSeries series = listing.Coin.Index;
        long minute = clock.NowMs / 60_000;
        if (_minute != minute)
            _day = series.Day(_minute = minute);
        _day = (Math.Max(_day.High, series.Now), Math.Min(_day.Low, series.Now));
        int places = listing.Contract.Terms.PricePlaces;
        to.BeginObject();
        to.Float("low24h"u8, Math.Round(_day.Low, places));
        to.Text("index_name"u8, index);
        to.Float("high24h"u8, Math.Round(_day.High, places));
        to.Float("change24h"u8, Math.Round(series.Now - series.At(minute - 1440), places));
        to.Bool("high_volatility"u8, listing.Coin.Volatility.At(minute) > HighVolatility);
        to.EndObject();
    }
}
