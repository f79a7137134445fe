using System.Runtime.CompilerServices;
using Engine.Core.Primitives;

namespace Engine.Core.Market;

/// <summary>
/// One side of a book as two parallel arrays, sorted so that the best level stands last: changes cluster at the touch, so a
/// search from the end is short and an insertion moves few entries. Capacity is fixed; beyond it the worst level is dropped.
/// </summary>
internal struct BookSide
{
    private readonly long[] _keys;
    private readonly long[] _lots;
    private readonly int _sign;

    /// <summary>A side; for asks the keys are negated so that both sides sort alike.</summary>
    public BookSide(Side side, int capacity)
    {
        _keys = new long[capacity];
        _lots = new long[capacity];
        _sign = side.Sign();
    }

    /// <summary>Levels held.</summary>
    public int Count { get; private set; }

    /// <summary>Levels that did not fit.</summary>
    public long Dropped { get; private set; }

    /// <summary>Best price, or none.</summary>
    public readonly Price BestPrice
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Count == 0 ? Price.None : new Price(_keys[Count - 1] * _sign);
    }

    /// <summary>Amount at the best price.</summary>
    public readonly Size BestSize => Count == 0 ? Size.Zero : new Size(_lots[Count - 1]);

    /// <summary>Empties the side.</summary>
    public void Clear() => Count = 0;

    /// <summary>The level at a distance of n levels from the touch.</summary>
    public readonly (Price Price, Size Size) At(int depth) => (new Price(_keys[Count - 1 - depth] * _sign), new Size(_lots[Count - 1 - depth]));

    /// <summary>Amount at a price; zero when there is no such level.</summary>
    public readonly Size SizeAt(Price price)
    {
        int at = Find(price.Ticks * _sign);
        return at >= 0 ? new Size(_lots[at]) : Size.Zero;
    }

    /// <summary>Sets a level's whole amount; zero removes it.</summary>
    public void Set(Price price, Size size)
    {
        long key = price.Ticks * _sign;
        int at = Find(key);
        if (at >= 0 && size.Lots != 0)
            _lots[at] = size.Lots;
        else if (at >= 0)
            RemoveAt(at);
        else if (size.Lots != 0)
            Insert(~at, key, size.Lots);
    }

    // Linear over the levels next to the touch, binary over the rest. Complement of the insertion place when absent.
    private readonly int Find(long key)
    {
        int low = Math.Max(0, Count - 8);
        for (int i = Count - 1; i >= low; i--)
        {
            if (_keys[i] == key)
                return i;
            if (_keys[i] < key)
                return ~(i + 1);
        }

        return Array.BinarySearch(_keys, 0, low, key);
    }

    private void RemoveAt(int at)
    {
        Count--;
        int tail = Count - at;
        Array.Copy(_keys, at + 1, _keys, at, tail);
        Array.Copy(_lots, at + 1, _lots, at, tail);
    }

    private void Insert(int at, long key, long lots)
    {
        if (Count == _keys.Length)
        {
            Dropped++;
            if (at == 0)
                return; // worse than all that is held
            RemoveAt(0);
            at--;
        }

        int tail = Count - at;
        Array.Copy(_keys, at, _keys, at + 1, tail);
        Array.Copy(_lots, at, _lots, at + 1, tail);
        _keys[at] = key;
        _lots[at] = lots;
        Count++;
    }
}
