using System.Runtime.CompilerServices;

namespace Engine.Core.Memory;

/// <summary>A gating reader of a ring that polls; which thread polls is a deployment choice.</summary>
/// <typeparam name="T">The slot.</typeparam>
public sealed class RingPoller<T>
    where T : unmanaged
{
    private readonly RingBuffer<T> _ring;
    private readonly Sequence _position = new();

    /// <summary>Joins the ring as a gate; before the first publication.</summary>
    public RingPoller(RingBuffer<T> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        _ring = ring;
        ring.AddGate(_position);
    }

    /// <summary>The last slot handled.</summary>
    public long Position => _position.Value;

    /// <summary>Published slots not yet handled.</summary>
    public long Backlog
    {
        get
        {
            // In this order: the other way round a third thread could see a position beyond its cursor.
            long position = _position.Value;
            return _ring.Cursor - position;
        }
    }

    /// <summary>
    /// Hands over everything published, at most <paramref name="limit"/> slots; returns how many. The slots are given back to
    /// the producer together, after the last one; a reader that throws finds them again. The polling thread only.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Poll<TReader>(ref TReader reader, int limit = int.MaxValue)
        where TReader : struct, IRingReader<T>
    {
        long next = _position.Value + 1;
        long available = _ring.Cursor;
        if (available < next)
            return 0;
        return Drain(ref reader, next, Math.Min(available, next - 1 + limit));
    }

    private int Drain<TReader>(ref TReader reader, long first, long last)
        where TReader : struct, IRingReader<T>
    {
        for (long sequence = first; sequence <= last; sequence++)
            reader.OnSlot(ref _ring[sequence], sequence == last);
        _position.Value = last;
        return (int)(last - first + 1);
    }
}
