using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>ticker.{i}.{raw|100ms|agg2}</c>.</summary>
internal sealed class TickerChannel(string name, Outlet outlet, Listing listing, Interval interval, Clock clock) : Channel(name, outlet)
{
    private bool _isDirty;

    public override bool NeedsLogin => interval == Interval.Raw;

    public void OnChange()
    {
        _isDirty = true;
        if (interval == Interval.Raw)
            Flush();
    }

    public override void Flush()
    {
        if (!_isDirty || IsIdle)
            return;
        _isDirty = false;
        Send(Ticker());
    }

    /// <summary>The others keep their interval.</summary>
    public override void Admit()
    {
    }

    public override void Greet(Session session) => Send(Ticker(), session);

    private JsonText Ticker()
    {
        JsonText message = Begin();
        MarketView.Ticker(message, listing, clock.NowMs);
        return message;
    }
}
