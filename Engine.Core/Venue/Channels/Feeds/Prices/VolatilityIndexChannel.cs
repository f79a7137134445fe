using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds.Prices;

/// <summary><c>deribit_volatility_index.{index}</c>.</summary>
internal sealed class VolatilityIndexChannel(string name, Outlet outlet, string index, CoinHistory coin, Clock clock) : PriceFeed(name, outlet)
{
    protected override void Write(JsonText to)
    {
        to.BeginObject();
        to.Int("timestamp"u8, clock.NowMs);
        to.Float("volatility"u8, Math.Round(coin.Volatility.At(clock.NowMs / 60_000), 2));
        to.Text("index_name"u8, index);
        to.EndObject();
    }
}
