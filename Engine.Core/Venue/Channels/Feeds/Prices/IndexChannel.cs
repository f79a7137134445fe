using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds.Prices;

/// <summary><c>deribit_price_index.{index}</c>; of an index that several instruments share the first one's price stands for all.</summary>
internal sealed class IndexChannel(string name, Outlet outlet, string index, Listing listing, Clock clock) : PriceFeed(name, outlet)
{
    protected override void Write(JsonText to)
    {
        to.BeginObject();
        to.Int("timestamp"u8, clock.NowMs);
        to.FloatE9("price"u8, listing.Mark.IndexE9);
        to.Text("index_name"u8, index);
        to.EndObject();
    }
}
