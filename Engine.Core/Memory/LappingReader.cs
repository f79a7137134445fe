namespace Engine.Core.Memory;

/// <summary>
/// A reader the producer never waits for: it copies a slot out and then checks that it was not overtaken meanwhile. It joins
/// before the ring's first claim and is used by one thread.
/// </summary>
/// <typeparam name="T">The slot.</typeparam>
public sealed class LappingReader<T>
    where T : unmanaged
{
    private readonly RingBuffer<T> _ring;
    private readonly int _clear;
    private long _next;

    /// <summary>Joins a ring of at least two slots, before its first claim.</summary>
    public LappingReader(RingBuffer<T> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ring.KeepHalfClear();
        _ring = ring;
        _clear = ring.Capacity / 2;
        _next = ring.Cursor + 1;
    }

    /// <summary>Slots that were overwritten, or about to be, before they could be read.</summary>
    public long Lost { get; private set; }

    /// <summary>Copies the next slot; false when there is none yet. A gap shows in <see cref="Lost"/>.</summary>
    public bool TryRead(out T slot)
    {
        while (true)
        {
            long cursor = _ring.Cursor;
            if (cursor < _next)
            {
                slot = default;
                return false;
            }

            if (cursor - _next >= _clear)
                Skip(cursor - _clear + 1);
            slot = _ring[_next];

            // The producer overwrites this slot only after its cursor has passed it by half the ring, with a barrier between
            // (RingBuffer.RefreshGates). So a copy with as much as one byte of the new contents is followed by such a cursor.
            Interlocked.MemoryBarrier();
            if (_ring.Cursor - _next < _clear)
            {
                _next++;
                return true;
            }
        }
    }

    private void Skip(long oldest)
    {
        Lost += oldest - _next;
        _next = oldest;
    }
}
