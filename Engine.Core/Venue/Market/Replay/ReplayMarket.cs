using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market.Flow;

namespace Engine.Core.Venue.Market.Replay;

/// <summary>
/// The market of a recording with the clients' orders queued into it. Crowd orders stand for what was recorded: new size queues behind
/// whoever is there; size that goes without a trade goes from before and behind a client's order in proportion; recorded trades meet
/// what is in the book at their price or better, a client's order in its turn. What clients take of it stays taken while its level
/// lasts. The recording does not react. Owned by the venue's thread.
/// </summary>
internal sealed class ReplayMarket : ICrowd, IPrices
{
    /// <summary>How long after a trade the recording has to say what is left at its price, before what it said last holds again.</summary>
    private const long HealNs = 500_000_000;

    private readonly Listing _listing;
    private readonly Floor _floor;
    private readonly ReplayFeed _feed;
    private readonly ReplayQueue _queue;
    private readonly Queue<(long Ns, Side Maker, long Ticks)> _traded = new();
    private double _worth;
    private bool _isBehind;

    public ReplayMarket(Listing listing, Floor floor, ReplayFeed feed)
    {
        _listing = listing;
        _floor = floor;
        _feed = feed;
        _worth = feed.Worth;
        _queue = new ReplayQueue(listing, floor, feed.Book);
        Follow();
        floor.Publish();
    }

    /// <inheritdoc/>
    public long NextNs => _feed.NextNs;

    long IPrices.NextNs => long.MaxValue;

    /// <inheritdoc/>
    public void Scale(int coin, double factor)
    {
        // What was recorded is what it was.
    }

    /// <inheritdoc/>
    public double Price(int coin) => _worth = _feed.Book.Worth ?? _worth;

    /// <inheritdoc/>
    public void Move()
    {
    }

    /// <inheritdoc/>
    public void OnMove(long nowNs, double elapsedSeconds)
    {
    }

    /// <inheritdoc/>
    public void Act()
    {
        bool isOpen = _listing.State == BookState.Open;
        if (isOpen && _isBehind)
            CatchUp();
        _isBehind = !isOpen;
        long nowNs = NextNs;
        while (_traded.TryPeek(out (long Ns, Side Maker, long Ticks) old) && old.Ns + HealNs <= nowNs)
        {
            _traded.Dequeue();
            _feed.Book.Changed[(int)old.Maker].Add(old.Ticks);
        }

        foreach (MarketRecord record in _feed.Take())
        {
            if (record.Kind == RecordKind.Trade && isOpen)
                Trade(record, nowNs);
            else
                _feed.Book.Apply(record);
        }

        if (isOpen)
            Follow();
        _floor.Publish();
    }

    private void Trade(in MarketRecord record, long nowNs)
    {
        long lots = _feed.Book.Lots(record.Amount, record.Price);
        long ticks = _feed.Book.Ticks(record.Side.Opposite(), record.Price);
        if (lots <= 0 || ticks <= 0)
            return;
        _queue.Trade(record.Side, ticks, lots);
        _traded.Enqueue((nowNs, record.Side.Opposite(), ticks));
    }

    /// <summary>Brings the book to what the recording says: first what goes, then what comes, so that sides do not meet on the way.</summary>
    private void Follow()
    {
        for (int side = 0; side < 2; side++)
        {
            foreach (long ticks in _feed.Book.Changed[side])
                _queue.Shrink((Side)side, ticks);
        }

        for (int side = 0; side < 2; side++)
        {
            foreach (long ticks in _feed.Book.Changed[side])
                _queue.Grow((Side)side, ticks);
            _feed.Book.Changed[side].Clear();
        }
    }

    /// <summary>The book was shut for a while: every level may have changed.</summary>
    private void CatchUp()
    {
        for (int side = 0; side < 2; side++)
            _feed.Book.Changed[side].UnionWith(_feed.Book.Levels[side].Keys);
        Follow();
    }
}
