using Engine.Core.Memory;
using Engine.Core.Primitives;

namespace Engine.Core.Trading.Unsettled;

/// <summary>
/// Which trades of an instrument have been told, each exactly once, in fixed memory. The newest are remembered one by one. Of a
/// trade that would have to be forgotten it must be certain that nobody tells it again: queries tell all trades of the account in
/// ascending order, each going on where the last one ended, so that what a query has passed is done with. When no trade that may
/// be forgotten is left, a notification is put off to the query that is then due. One thread only; allocates only when built.
/// </summary>
/// <param name="capacity">How many are remembered: a power of two.</param>
public sealed class ToldTrades(int capacity)
{
    private readonly RecentSet _recent = new(capacity);
    private readonly TradeIdentities _identities = new(capacity);
    private readonly long[] _places = new long[capacity]; // number and side of those remembered, in the order in which they came
    private long _added;
    private long _passed; // the highest sequence that a query has told
    private long _forgotten; // all up to here have been told, both sides of it unless the mask says otherwise
    private int _forgottenSides;
    private int _sincePassed;

    /// <summary>Whether what has been told is told again by other numbers.</summary>
    public bool IsAnew { get; private set; }

    /// <summary>Whether so many trades were told by notifications alone that it is time to ask for all.</summary>
    public bool WantsQuery => _sincePassed >= capacity / 2;

    /// <summary>Takes in a trade. Both sides of a trade with oneself have one sequence.</summary>
    public TradeNews Take(long sequence, int idHash, Side side, bool queried, long venueNs = 0)
    {
        long place = (Math.Max(0, sequence) << 1) | (long)side;
        long key = Key(place, idHash, venueNs);
        if (_recent.Contains(key) || (sequence > 0 && IsForgotten(sequence, side)))
            return TradeNews.Told;
        bool hasRoom = !_recent.IsFull || TryForget();
        if (!hasRoom && !queried)
            return TradeNews.Later;
        TradeNews news = IsAnew && _identities.Has(idHash, side, venueNs) ? TradeNews.Told : TradeNews.New;
        if (news == TradeNews.New)
            _identities.Add(idHash, side, venueNs);
        if (!hasRoom)
        {
            Pass(sequence, side);
            return news;
        }

        _recent.Add(key);
        _places[_added++ & (capacity - 1)] = place;
        if (!queried)
            _sincePassed++;
        else if (sequence > _passed)
            (_passed, _sincePassed) = (sequence, 0);
        return news;
    }

    /// <summary>Whether a trade has been told.</summary>
    public bool Has(long sequence, Side side) => _places.AsSpan(0, (int)Math.Min(_added, capacity)).Contains((sequence << 1) | (long)side) || IsForgotten(sequence, side);

    /// <summary>
    /// The venue numbers its trades anew: what a number said of before and after holds no more. Those remembered stay known, and may be
    /// forgotten: no query tells them by their old numbers again. Until <see cref="EndAnew"/> those told before are known by id, side and
    /// time as well.
    /// </summary>
    public void BeginAnew()
    {
        IsAnew = true;
        Array.Clear(_places);
        (_passed, _forgotten, _forgottenSides, _sincePassed) = (0, 0, 0, 0);
    }

    /// <summary>What the venue has of before has been told by its new numbers.</summary>
    public void EndAnew() => IsAnew = false;

    private bool IsForgotten(long sequence, Side side) =>
        sequence < _forgotten || (sequence == _forgotten && (_forgottenSides & (1 << (int)side)) != 0);

    /// <summary>Whether the oldest of those remembered may be forgotten.</summary>
    private bool TryForget()
    {
        long oldest = _places[_added & (capacity - 1)] >> 1;
        if (oldest > _passed)
            return false;
        if (oldest > _forgotten)
            (_forgotten, _forgottenSides) = (oldest, 3);
        else if (oldest == _forgotten)
            _forgottenSides = 3;
        return true;
    }

    private static long Key(long place, int idHash, long venueNs)
    {
        ulong mixed = ((ulong)place * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)idHash * 0xC2B2AE3D27D4EB4F) ^ ((ulong)venueNs * 0x165667B19E3779F9);
        return (long)(((mixed ^ (mixed >> 31)) * 0xD6E8FEB86659FD93) >> 1); // not negative: the set keeps one negative key for itself
    }

    /// <summary>A trade told by a query while there is no room: not remembered, but passed.</summary>
    private void Pass(long sequence, Side side)
    {
        int sides = 1 << (int)side;
        _forgottenSides = sequence == _forgotten ? _forgottenSides | sides : sides;
        (_forgotten, _passed, _sincePassed) = (sequence, Math.Max(_passed, sequence), 0);
    }
}
