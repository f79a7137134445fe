using Engine.Core.Primitives;

namespace Engine.Core.Venue.Matching;

/// <summary>
/// One side's price levels, sorted with the best price last: what changes most moves least. Prices stand beside the levels so
/// that a search touches one array.
/// </summary>
internal sealed class BookSide(Side side)
{
    private readonly int _sign = side.Sign();
    private readonly Stack<PriceLevel> _spare = new();
    private long[] _keys = new long[256];
    private PriceLevel[] _levels = new PriceLevel[256];

    /// <summary>Number of levels.</summary>
    public int Count { get; private set; }

    /// <summary>The best level, or null.</summary>
    public PriceLevel? Best => Count == 0 ? null : _levels[Count - 1];

    /// <summary>A level by its distance from the best: 0 is the best.</summary>
    public PriceLevel this[int depth] => _levels[Count - 1 - depth];

    /// <summary>The level at a price, or null.</summary>
    public PriceLevel? Find(long priceTicks)
    {
        int at = Array.BinarySearch(_keys, 0, Count, priceTicks * _sign);
        return at < 0 ? null : _levels[at];
    }

    /// <summary>How many levels are at least as good as a price.</summary>
    public int CountThrough(long priceTicks)
    {
        int at = Array.BinarySearch(_keys, 0, Count, priceTicks * _sign);
        return Count - (at < 0 ? ~at : at);
    }

    /// <summary>The level at a price; made when there is none.</summary>
    public PriceLevel Open(long priceTicks)
    {
        long key = priceTicks * _sign;
        int at = Array.BinarySearch(_keys, 0, Count, key);
        if (at >= 0)
            return _levels[at];
        at = ~at;
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _levels, Count * 2);
        }

        Array.Copy(_keys, at, _keys, at + 1, Count - at);
        Array.Copy(_levels, at, _levels, at + 1, Count - at);
        PriceLevel level = _spare.TryPop(out PriceLevel? spare) ? spare : new PriceLevel();
        level.Side = side;
        level.PriceTicks = priceTicks;
        level.TouchedIn = 0;
        _keys[at] = key;
        _levels[at] = level;
        Count++;
        return level;
    }

    /// <summary>Removes an empty level.</summary>
    public void Drop(PriceLevel level)
    {
        int at = Array.BinarySearch(_keys, 0, Count, level.PriceTicks * _sign);
        Check.That(at >= 0 && level.Count == 0 && level.TotalLots == 0);
        Count--;
        Array.Copy(_keys, at + 1, _keys, at, Count - at);
        Array.Copy(_levels, at + 1, _levels, at, Count - at);
        _spare.Push(level);
    }
}
