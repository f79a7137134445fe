using Engine.Core.Primitives;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds.Prices;

/// <summary><c>deribit_price_ranking.{index}</c>: the spot venues whose mean is the index, each a little off it.</summary>
internal sealed class PriceRankingChannel(string name, Outlet outlet, Listing listing, Clock clock) : PriceFeed(name, outlet)
{
    private const double Spread = 4e-5;

    private static readonly string[] s_venues = ["bitfinex", "binance", "coinbase", "gemini", "itbit", "kraken"];

    protected override void Write(JsonText to)
    {
        var random = new Prng((ulong)clock.NowMs);
        Span<double> offsets = stackalloc double[s_venues.Length];
        double mean = 0;
        foreach (ref double offset in offsets)
            mean += (offset = Spread * random.Normal()) / s_venues.Length;
        to.BeginArray();
        for (int i = 0; i < s_venues.Length; i++)
        {
            double price = Math.Round(listing.Mark.IndexE9 / 1e9 * (1 + offsets[i] - mean), listing.Contract.Terms.PricePlaces);
            to.BeginObject();
            to.Float("weight"u8, Math.Round(100.0 / s_venues.Length, 6));
            to.Float("original_price"u8, price);
            to.Float("price"u8, price);
            to.Text("identifier"u8, s_venues[i]);
            to.Int("timestamp"u8, clock.NowMs - random.Below(1000));
            to.Bool("enabled"u8, true);
            to.EndObject();
        }

        to.EndArray();
    }
}
