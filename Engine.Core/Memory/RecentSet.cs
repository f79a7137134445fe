namespace Engine.Core.Memory;

/// <summary>The last so many distinct keys: an open-addressed table with a queue that evicts the oldest. Allocates only when built.</summary>
public sealed class RecentSet
{
    private const long Free = long.MinValue;
    private readonly long[] _table;
    private readonly long[] _order;
    private long _added;

    /// <summary>Remembers at most the given power-of-two number of keys.</summary>
    public RecentSet(int capacity)
    {
        if (capacity < 1 || !System.Numerics.BitOperations.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "the capacity is a power of two");
        _table = new long[capacity * 4];
        _order = new long[capacity];
        Array.Fill(_table, Free);
    }

    /// <summary>Whether the next key that is new makes the oldest one be forgotten.</summary>
    public bool IsFull => _added >= _order.Length;

    /// <summary>The oldest key, which is forgotten next; meaningful while the set is full.</summary>
    public long Oldest => _order[_added & (_order.Length - 1)];

    /// <summary>Adds a key; false when it is there already.</summary>
    public bool Add(long key)
    {
        int at = Find(key);
        if (_table[at] == key)
            return false;
        long slot = _added & (_order.Length - 1);
        if (_added >= _order.Length)
        {
            Remove(_order[slot]);
            at = Find(key);
        }

        _table[at] = key;
        _order[slot] = key;
        _added++;
        return true;
    }

    /// <summary>Whether a key is remembered.</summary>
    public bool Contains(long key) => _table[Find(key)] == key;

    private int Find(long key)
    {
        int at = Home(key);
        while (_table[at] != Free && _table[at] != key)
            at = (at + 1) & (_table.Length - 1);
        return at;
    }

    private int Home(long key) => (int)(((ulong)key * 0x9E3779B97F4A7C15) >> 40) & (_table.Length - 1);

    // Closes the hole by moving back what would otherwise no longer be found.
    private void Remove(long key)
    {
        int hole = Find(key);
        int mask = _table.Length - 1;
        for (int at = (hole + 1) & mask; _table[at] != Free; at = (at + 1) & mask)
        {
            int home = Home(_table[at]);
            if (((at - home) & mask) < ((at - hole) & mask))
                continue;
            _table[hole] = _table[at];
            hole = at;
        }

        _table[hole] = Free;
    }
}
