using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Core.Memory;

/// <summary>
/// The Disruptor pattern with one producer: slots are claimed, filled in place and published by moving the cursor. Gating
/// readers hold the producer back; lapping readers never do and find out that they were overtaken. All memory is allocated
/// here, pinned, once. The producer's members belong to one thread.
/// </summary>
/// <typeparam name="T">A reference-free slot.</typeparam>
public sealed unsafe class RingBuffer<T>
    where T : unmanaged
{
    private const int Line = 128;

    // Bytes instead of slots: an array's first element stands 16 bytes behind a word boundary, and each slot would straddle two lines.
    private readonly byte[] _memory;
    private readonly T* _first;
    private readonly long _mask;
    private readonly Sequence _cursor = new();
    private Sequence[] _gates = [];
    private int _clearance;
    private ProducerState _producer = new() { Claimed = Sequence.Initial, Published = Sequence.Initial, Limit = Sequence.Initial };

    /// <summary>A ring of a power-of-two number of slots.</summary>
    public RingBuffer(int capacity)
    {
        if (capacity < 1 || !BitOperations.IsPow2(capacity))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "the capacity of a ring is a power of two");
        _memory = GC.AllocateArray<byte>(checked((capacity * sizeof(T)) + (3 * Line)), pinned: true);
        _memory.AsSpan().Clear(); // every page is there before the first lap
        _first = (T*)(((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory)) + (2 * Line) - 1) & -Line);
        _mask = capacity - 1;
        _producer.Limit = Sequence.Initial + capacity;
    }

    /// <summary>Number of slots.</summary>
    public int Capacity => (int)_mask + 1;

    /// <summary>The last published position.</summary>
    public long Cursor => _cursor.Value;

    /// <summary>Slots claimed and not yet published.</summary>
    public int Unpublished => (int)(_producer.Claimed - _producer.Published);

    /// <summary>The slot at a position. Producers write claimed ones, readers read published ones.</summary>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _first[sequence & _mask];
    }

    /// <summary>Adds a reader that the producer waits for. Before the first claim only.</summary>
    public void AddGate(Sequence gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ThrowIfRunning();
        _gates = [.. _gates, gate];
    }

    /// <summary>
    /// Keeps half the ring behind the cursor clear of slots that are being filled: what <see cref="LappingReader{T}"/> builds
    /// on. Before the first claim only.
    /// </summary>
    internal void KeepHalfClear()
    {
        ThrowIfRunning();
        if (Capacity < 2)
            throw new ArgumentException("a ring with a lapping reader needs at least two slots");
        _clearance = Capacity / 2;
        _producer.Limit = Sequence.Initial + Capacity - _clearance;
    }

    /// <summary>
    /// Claims the next slot; false while the slowest gating reader still holds it, or when the whole ring (half of it, where
    /// there are lapping readers) is claimed and unpublished. Producer only.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(out long sequence)
    {
        sequence = _producer.Claimed + 1;
        if (sequence > _producer.Limit && !RefreshGates(sequence))
            return false;
        _producer.Claimed = sequence;
        return true;
    }

    /// <summary>Publishes everything claimed. Producer only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish()
    {
        _producer.Published = _producer.Claimed;
        _cursor.Value = _producer.Claimed;
    }

    /// <summary>Publishes up to a claimed position. Producer only.</summary>
    public void Publish(long sequence)
    {
        if (sequence < _producer.Published || sequence > _producer.Claimed)
            throw new ArgumentOutOfRangeException(nameof(sequence), sequence, "only claimed slots are published, and in order");
        _producer.Published = sequence;
        _cursor.Value = sequence;
    }

    /// <summary>Gives back claimed slots down to a position that stays claimed. Producer only.</summary>
    public void Abandon(long keepUpTo)
    {
        if (keepUpTo < _producer.Published || keepUpTo > _producer.Claimed)
            throw new ArgumentOutOfRangeException(nameof(keepUpTo));
        _producer.Claimed = keepUpTo;
    }

    /// <summary>The last claimed position. Producer only.</summary>
    public long Claimed => _producer.Claimed;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RefreshGates(long sequence)
    {
        // What is not published is in the producer's own hands, gates or none.
        long least = _producer.Published - _clearance;
        foreach (Sequence gate in _gates)
            least = Math.Min(least, gate.Value);
        _producer.Limit = least + Capacity;

        // A release orders what comes before it only: without this the next slots' contents could show before the cursor that
        // tells a lapping reader to keep off. Once in half a lap at most.
        if (_clearance != 0)
            Interlocked.MemoryBarrier();
        return sequence <= _producer.Limit;
    }

    private void ThrowIfRunning()
    {
        if (_producer.Claimed != Sequence.Initial)
            throw new InvalidOperationException("readers join a ring before its first slot is claimed");
    }
}
