using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>deribit_price_index.{index}</c>: about once a second.</summary>
internal sealed class IndexChannel(string name, Outlet outlet, Listing listing, Clock clock) : Channel(name, outlet)
{
    public void OnPrices()
    {
        if (!IsIdle)
            Send(Index());
    }

    public override void Greet(Session session) => Send(Index(), session);

    private JsonText Index()
    {
        JsonText message = Begin();
        message.BeginObject();
        message.Int("timestamp"u8, clock.NowMs);
        message.FloatE9("price"u8, listing.Mark.IndexE9);
        message.Ascii("index_name"u8, listing.Contract.IndexUtf8);
        message.EndObject();
        return message;
    }
}
