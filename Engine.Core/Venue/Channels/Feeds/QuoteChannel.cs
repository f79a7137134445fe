using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>quote.{i}</c>: the touch, whenever it changes.</summary>
internal sealed class QuoteChannel(string name, Outlet outlet, Listing listing, Clock clock) : Channel(name, outlet)
{
    public void OnChange()
    {
        if (!IsIdle)
            Send(Quote());
    }

    public override void Greet(Session session) => Send(Quote(), session);

    private JsonText Quote()
    {
        JsonText message = Begin();
        MarketView.Quote(message, listing, clock.NowMs);
        return message;
    }
}
