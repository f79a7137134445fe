namespace Engine.Core.Memory;

/// <summary>A reader the producer never waits for. It copies a slot out and then checks that it was not overtaken meanwhile.</summary>
/// <typeparam name="T">The slot.</typeparam>
public sealed class LappingReader<T>(RingBuffer<T> ring)
    where T : unmanaged
{
    private long _next = ring.Cursor + 1;

    /// <summary>Slots that were overwritten before they could be read.</summary>
    public long Lost { get; private set; }

    /// <summary>Copies the next slot; false when there is none yet. A gap shows in <see cref="Lost"/>.</summary>
    public bool TryRead(out T slot)
    {
        while (true)
        {
            long cursor = ring.Cursor;
            if (cursor < _next)
            {
                slot = default;
                return false;
            }

            // The producer may be filling the slots behind the cursor already: a margin of half the ring keeps clear of it.
            long oldest = cursor - (ring.Capacity / 2) + 1;
            if (_next < oldest)
                Skip(oldest);
            slot = ring[_next];
            Interlocked.MemoryBarrier();
            if (ring.Cursor - _next < ring.Capacity / 2)
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
