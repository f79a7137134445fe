using Engine.Core.Memory;
using Engine.Core.Primitives;

namespace Engine.Core.Trading;

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
    private long _passed; // the highest sequence that a query has told
    private long _forgotten; // all up to here have been told, both sides of it unless the mask says otherwise
    private int _forgottenSides;
    private int _sincePassed;

    /// <summary>Whether so many trades were told by notifications alone that it is time to ask for all.</summary>
    public bool WantsQuery => _sincePassed >= capacity / 2;

    /// <summary>Takes in a trade. Both sides of a trade with oneself have one sequence.</summary>
    public TradeNews Take(long sequence, int idHash, Side side, bool queried)
    {
        // Sequences are positive, so that the keys of ids never meet theirs.
        long key = sequence > 0 ? (sequence << 1) | (long)side : -1 - (((long)(uint)idHash << 1) | (long)side);
        if (_recent.Contains(key) || (sequence > 0 && IsForgotten(sequence, side)))
            return TradeNews.Told;
        if (_recent.IsFull && !TryForget())
            return queried ? Pass(sequence, side) : TradeNews.Later;
        _recent.Add(key);
        if (!queried)
            _sincePassed++;
        else if (sequence > _passed)
            (_passed, _sincePassed) = (sequence, 0);
        return TradeNews.New;
    }

    /// <summary>Whether a trade has been told.</summary>
    public bool Has(long sequence, Side side) => _recent.Contains((sequence << 1) | (long)side) || IsForgotten(sequence, side);

    private bool IsForgotten(long sequence, Side side) =>
        sequence < _forgotten || (sequence == _forgotten && (_forgottenSides & (1 << (int)side)) != 0);

    /// <summary>Whether the oldest of those remembered may be forgotten.</summary>
    private bool TryForget()
    {
        long oldest = _recent.Oldest >> 1;
        if (oldest > _passed)
            return false;
        if (oldest > _forgotten)
            (_forgotten, _forgottenSides) = (oldest, 3);
        else if (oldest == _forgotten)
            _forgottenSides = 3;
        return true;
    }

    /// <summary>A trade told by a query while there is no room: not remembered, but passed.</summary>
    private TradeNews Pass(long sequence, Side side)
    {
        int sides = 1 << (int)side;
        _forgottenSides = sequence == _forgotten ? _forgottenSides | sides : sides;
        (_forgotten, _passed, _sincePassed) = (sequence, Math.Max(_passed, sequence), 0);
        return TradeNews.New;
    }
}
