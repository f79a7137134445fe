using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>platform_state</c>: whether each index is locked; told once, as nothing is ever locked here.</summary>
internal sealed class PlatformChannel(string name, Outlet outlet, Listing[] listings) : Channel(name, outlet)
{
    public override void Greet(Session session)
    {
        foreach (string index in listings.Select(listing => listing.Contract.Terms.Index).Distinct())
        {
            JsonText message = Begin();
            message.BeginObject();
            message.Bool("locked"u8, false);
            message.Text("price_index"u8, index);
            message.EndObject();
            Send(message, session);
        }
    }
}
