using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>perpetual.{i}.{interval}</c>: index price and interest, about once a second.</summary>
internal sealed class PerpetualChannel(string name, Outlet outlet, Listing listing, Interval interval, Clock clock) : Channel(name, outlet)
{
    public override bool NeedsLogin => interval == Interval.Raw;

    public void OnPrices()
    {
        if (!IsIdle)
            Send(Perpetual());
    }

    public override void Greet(Session session) => Send(Perpetual(), session);

    private JsonText Perpetual()
    {
        JsonText message = Begin();
        MarketView.Perpetual(message, listing, clock.NowMs);
        return message;
    }
}
