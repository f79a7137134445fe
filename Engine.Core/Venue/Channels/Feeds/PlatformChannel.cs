using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>platform_state</c>: whether each index is locked, and when the platform is in maintenance.</summary>
internal sealed class PlatformChannel(string name, Outlet outlet, Listing[] listings) : Channel(name, outlet)
{
    private bool _isInMaintenance;

    public override void Greet(Session session)
    {
        foreach (IGrouping<string, Listing> index in listings.GroupBy(listing => listing.Contract.Terms.Index))
            Send(Lock(index.Key, index.Any(listing => listing.State == BookState.Locked)), session);
        if (_isInMaintenance)
            Send(Maintenance(), session);
    }

    /// <summary>An index was locked or unlocked.</summary>
    public void OnLock(string index, bool locked)
    {
        if (!IsIdle)
            Send(Lock(index, locked));
    }

    /// <summary>A maintenance began or ended.</summary>
    public void OnMaintenance(bool began)
    {
        _isInMaintenance = began;
        if (!IsIdle)
            Send(Maintenance());
    }

    private JsonText Lock(string index, bool locked)
    {
        JsonText message = Begin();
        message.BeginObject();
        message.Bool("locked"u8, locked);
        message.Text("price_index"u8, index);
        message.EndObject();
        return message;
    }

    private JsonText Maintenance()
    {
        JsonText message = Begin();
        message.BeginObject();
        message.Bool("maintenance"u8, _isInMaintenance);
        message.EndObject();
        return message;
    }
}
