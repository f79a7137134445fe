using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds.Prices;

/// <summary><c>perpetual.{i}.{interval}</c>: index price and interest.</summary>
internal sealed class PerpetualChannel(string name, Outlet outlet, Listing listing, Interval interval, Clock clock) : PriceFeed(name, outlet)
{
    public override bool NeedsLogin => interval == Interval.Raw;

    protected override void Write(JsonText to) => MarketView.Perpetual(to, listing, clock.NowMs);
}
