using System.Numerics;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Journal;

/// <summary>
/// Facts between the ring and the disk, oldest first, in memory allocated once. Each keeps the specification that its ticks
/// and lots were counted in, so that a change of tick size while the disk is away does not change what is written. Journal
/// thread only.
/// </summary>
public sealed class FactQueue
{
    private readonly Fact[] _facts;
    private readonly Instrument?[] _instruments;
    private readonly long[] _arrivedNs;
    private readonly int _mask;
    private long _head;
    private long _tail;

    /// <summary>A queue of a capacity, which is a power of two.</summary>
    public FactQueue(int capacity)
    {
        if (capacity < 1 || !BitOperations.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "the capacity of a queue is a power of two");
        _facts = GC.AllocateArray<Fact>(capacity, pinned: true);
        _instruments = new Instrument?[capacity];
        _arrivedNs = new long[capacity];
        _mask = capacity - 1;
    }

    /// <summary>Facts held.</summary>
    public int Count => (int)(_tail - _head);

    /// <summary>Facts that fit beside those held.</summary>
    public int Free => _facts.Length - Count;

    /// <summary>Facts that fit in all.</summary>
    public int Capacity => _facts.Length;

    /// <summary>When the oldest came, on the clock of the caller; 0 when there is none.</summary>
    public long OldestNs => Count == 0 ? 0 : _arrivedNs[_head & _mask];

    /// <summary>Appends; there must be room.</summary>
    public void Add(in Fact fact, Instrument? instrument, long nowNs)
    {
        Check.That(Free > 0);
        int slot = (int)(_tail++ & _mask);
        _facts[slot] = fact;
        _instruments[slot] = instrument;
        _arrivedNs[slot] = nowNs;
    }

    /// <summary>The fact at a place counted from the oldest.</summary>
    public ref readonly Fact Peek(int index, out Instrument? instrument)
    {
        int slot = (int)((_head + index) & _mask);
        instrument = _instruments[slot];
        return ref _facts[slot];
    }

    /// <summary>Forgets the oldest facts: they are on the disk.</summary>
    public void Drop(int count) => _head += count;
}
