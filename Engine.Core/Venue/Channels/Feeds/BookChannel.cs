using Engine.Core.Primitives;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary>
/// <c>book.{i}.{raw|100ms|agg2}</c>: a snapshot for each new subscriber, then changes chained by change ids. A gathering channel keeps
/// what each level was at its last message; a level that is back where it was is not mentioned.
/// </summary>
internal sealed class BookChannel(string name, Outlet outlet, Listing listing, Interval interval) : Channel(name, outlet)
{
    private readonly Dictionary<(Side Side, long PriceTicks), long> _before = [];
    private readonly List<LevelChange> _changes = [];
    private long _sentId;
    private long _sentMs;

    public override bool NeedsLogin => interval == Interval.Raw;

    public void OnChanges(IReadOnlyList<LevelChange> changes)
    {
        if (IsIdle)
            return;
        if (interval == Interval.Raw)
        {
            Send(changes);
            return;
        }

        foreach (LevelChange change in changes)
            _before.TryAdd((change.Side, change.PriceTicks), change.BeforeLots);
    }

    public override void Flush()
    {
        if (_before.Count == 0)
            return;
        _changes.Clear();
        foreach (((Side side, long ticks), long before) in _before)
        {
            long after = listing.Book.LotsAt(side, ticks);
            if (after != before)
                _changes.Add(new LevelChange(side, ticks, before, after));
        }

        _before.Clear();
        if (_changes.Count == 0)
            return;
        _changes.Sort(static (a, b) => a.Side != b.Side ? a.Side.CompareTo(b.Side) : b.PriceTicks.CompareTo(a.PriceTicks) * a.Side.Sign());
        Send(_changes);
    }

    /// <summary>The snapshot is the book as it was at the last message, which the next one changes for all subscribers alike.</summary>
    public override void Greet(Session session)
    {
        JsonText message = Begin();
        MarketView.Snapshot(message, listing, _sentMs, _sentId, AtLastMessage(Side.Buy), AtLastMessage(Side.Sell));
        Send(message, session);
    }

    /// <summary>The others keep their interval.</summary>
    public override void Admit()
    {
    }

    protected override void Wake()
    {
        _before.Clear();
        _sentId = listing.ChangeId;
        _sentMs = listing.BookMs;
    }

    /// <summary>One side from the best price outwards, with what has gathered taken back.</summary>
    private List<(long PriceTicks, long Lots)> AtLastMessage(Side side)
    {
        int depth = listing.Book.Depth(side);
        var levels = new List<(long PriceTicks, long Lots)>(depth);
        for (int i = 0; i < depth; i++)
        {
            (long ticks, long lots) = listing.Book.Level(side, i);
            if (!_before.ContainsKey((side, ticks)))
                levels.Add((ticks, lots));
        }

        int untouched = levels.Count;
        foreach (((Side changed, long ticks), long lots) in _before)
        {
            if (changed == side && lots > 0)
                levels.Add((ticks, lots));
        }

        if (levels.Count > untouched)
            levels.Sort((a, b) => b.PriceTicks.CompareTo(a.PriceTicks) * side.Sign());
        return levels;
    }

    private void Send(IReadOnlyList<LevelChange> changes)
    {
        JsonText message = Begin();
        MarketView.Change(message, listing, changes, listing.ChangeId, _sentId);
        _sentId = listing.ChangeId;
        _sentMs = listing.BookMs;
        Send(message);
    }
}
