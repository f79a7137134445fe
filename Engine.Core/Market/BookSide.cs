using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engine.Core.Primitives;

namespace Engine.Core.Market;

/// <summary>
/// One side of a book as two parallel arrays, sorted so that the best level stands last: changes cluster at the touch, so a
/// search from the end is short and an insertion moves few entries. Capacity is fixed; beyond it the worst level is dropped.
/// </summary>
internal struct BookSide
{
    // In front of the levels stand keys below every other, so that a search by four needs no end of its own.
    private const int Front = 4;

    // Levels next to the touch that are searched four at a time; the rest by halves.
    private const int NearLevels = 64;

    // Entries that are moved one by one: fewer than a call costs.
    private const int FewEntries = 8;

    private readonly long[] _keys;
    private readonly long[] _lots;
    private readonly int _sign;
    private int _end;

    /// <summary>A side; for asks the keys are negated so that both sides sort alike.</summary>
    public BookSide(Side side, int capacity)
    {
        _keys = new long[Front + capacity];
        _lots = new long[Front + capacity];
        _keys.AsSpan(0, Front).Fill(long.MinValue);
        _sign = side.Sign();
        _end = Front;
    }

    /// <summary>Levels held.</summary>
    public readonly int Count => _end - Front;

    /// <summary>Levels that did not fit.</summary>
    public long Dropped { get; private set; }

    /// <summary>Best price, or none.</summary>
    public readonly Price BestPrice => _end == Front ? Price.None : new Price(_keys[_end - 1] * _sign);

    /// <summary>Amount at the best price.</summary>
    public readonly Size BestSize => new(_lots[_end - 1]); // in front of the levels it is zero

    /// <summary>Empties the side.</summary>
    public void Clear() => _end = Front;

    /// <summary>The level at a distance of n levels from the touch.</summary>
    public readonly (Price Price, Size Size) At(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)depth, (uint)Count, nameof(depth));
        return (new Price(_keys[_end - 1 - depth] * _sign), new Size(_lots[_end - 1 - depth]));
    }

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

    /// <summary>The place of a key; the complement of where it belongs when it is absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Find(long key)
    {
        ref long keys = ref MemoryMarshal.GetArrayDataReference(_keys);
        Vector256<long> sought = Vector256.Create(key);
        int low = Math.Max(Front, _end - NearLevels);
        int at = _end;
        do
        {
            at -= Front;
            uint below = Vector256.LessThan(Vector256.LoadUnsafe(ref keys, (nuint)at), sought).ExtractMostSignificantBits();
            if (below == 0)
                continue;
            at += BitOperations.Log2(below) + 1; // ascending: those below stand first
            return at < _end && _keys[at] == key ? at : ~at;
        }
        while (at > low);
        return FindFar(key, at);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int FindFar(long key, int end)
    {
        if (_keys[end] == key)
            return end;
        return Array.BinarySearch(_keys, Front, end - Front, key);
    }

    private void RemoveAt(int at)
    {
        _end--;
        int tail = _end - at;
        if (tail > FewEntries)
        {
            MoveMany(at + 1, at, tail);
            return;
        }

        for (int i = at; i < _end; i++)
        {
            _keys[i] = _keys[i + 1];
            _lots[i] = _lots[i + 1];
        }
    }

    private void Insert(int at, long key, long lots)
    {
        if (_end == _keys.Length && !TryDrop(ref at))
            return;
        int tail = _end - at;
        if (tail > FewEntries)
        {
            MoveMany(at, at + 1, tail);
        }
        else
        {
            for (int i = _end; i > at; i--)
            {
                _keys[i] = _keys[i - 1];
                _lots[i] = _lots[i - 1];
            }
        }

        _keys[at] = key;
        _lots[at] = lots;
        _end++;
    }

    /// <summary>Full: the worst level gives way, unless the new one is worse than all that is held.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryDrop(ref int at)
    {
        Dropped++;
        if (at == Front)
            return false;
        RemoveAt(Front);
        at--;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void MoveMany(int from, int to, int count)
    {
        _keys.AsSpan(from, count).CopyTo(_keys.AsSpan(to));
        _lots.AsSpan(from, count).CopyTo(_lots.AsSpan(to));
    }
}
