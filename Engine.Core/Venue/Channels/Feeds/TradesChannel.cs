using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>trades.{i}.{interval}</c> and <c>trades.{kind}.{currency}.{interval}</c>: public trades, oldest first.</summary>
internal sealed class TradesChannel(string name, Outlet outlet, InstrumentFilter filter, Interval interval) : Channel(name, outlet)
{
    private readonly List<(Listing Listing, Print Print)> _gathered = [];

    /// <summary>How it gathers.</summary>
    public Interval Interval { get; } = interval;

    public override bool NeedsLogin => Interval == Interval.Raw;

    public void OnPrints(Listing listing, List<Print> prints)
    {
        if (IsIdle || !filter.Matches(listing))
            return;
        foreach (Print print in prints)
            _gathered.Add((listing, print));
        if (Interval == Interval.Raw)
            Flush();
    }

    public override void Flush()
    {
        if (_gathered.Count == 0)
            return;
        JsonText message = Begin();
        message.BeginArray();
        foreach ((Listing listing, Print print) in _gathered)
            MarketView.Trade(message, print, listing);
        message.EndArray();
        _gathered.Clear();
        Send(message);
    }

    protected override void Wake() => _gathered.Clear();
}
