using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>book.{i}.{group}.{depth}.{interval}</c>: the whole window each time the book has changed.</summary>
internal sealed class GroupedBookChannel(string name, Outlet outlet, Listing listing, long groupTicks, int depth) : Channel(name, outlet)
{
    private long _sentId;

    public override void Flush()
    {
        if (IsIdle || _sentId == listing.ChangeId)
            return;
        _sentId = listing.ChangeId;
        Send(Window());
    }

    /// <summary>The others keep their interval.</summary>
    public override void Admit()
    {
    }

    public override void Greet(Session session) => Send(Window(), session);

    private JsonText Window()
    {
        JsonText message = Begin();
        MarketView.Grouped(message, listing, groupTicks, depth);
        return message;
    }
}
