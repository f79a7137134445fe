using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds.Prices;

/// <summary>A channel that tells the same thing anew each time index and mark prices step, about once a second.</summary>
internal abstract class PriceFeed(string name, Outlet outlet) : Channel(name, outlet)
{
    public void OnPrices()
    {
        if (!IsIdle)
            Send(Message());
    }

    public override void Greet(Session session) => Send(Message(), session);

    /// <summary>Writes the data.</summary>
    protected abstract void Write(JsonText to);

    private JsonText Message()
    {
        JsonText message = Begin();
        Write(message);
        return message;
    }
}
