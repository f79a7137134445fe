using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Engine.Core.Memory;

/// <summary>A gating reader of a ring that polls; which thread polls is a deployment choice.</summary>
/// <typeparam name="T">The slot.</typeparam>
public sealed class RingPoller<T>
    where T : unmanaged
{
    // Found again within so few polls, slots come in a stream; below this batch a stream is worth waiting for; the longest rest.
    private const int StreamIdlePolls = 2;
    private const int StreamBatch = 32;
    private const int LongestRest = 32;

    private readonly RingBuffer<T> _ring;
    private readonly Sequence _position = new();
    private ConsumerState _own = new() { Next = Sequence.Initial + 1, IdlePolls = StreamIdlePolls, RestPauses = 1 };

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
        long next = _own.Next;
        long available = _ring.Cursor;
        if (available < next)
            return 0;
        return Drain(ref reader, next, Math.Min(available, next - 1 + limit));
    }

    /// <summary>
    /// Polls, as <see cref="Poll{TReader}"/> does, a ring that is filled from another core. Each look at the cursor takes its cache line from
    /// the producer, so while slots come in a stream this rests between looks, longer as the stream goes on, and takes them in
    /// batches; what comes after a silence is handed over at once. For a thread that spins on this alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PollAcross<TReader>(ref TReader reader, int limit = int.MaxValue)
        where TReader : struct, IRingReader<T>
    {
        int count = Poll(ref reader, limit);
        if (count == 0)
        {
            _own.IdlePolls++;
            Pause(1);
        }
        else
        {
            RestInStream(count);
        }

        return count;
    }

    private void RestInStream(int count)
    {
        // One slot at a time is no stream: it may be an answer to the reader's own.
        if (count == 1 || (uint)_own.IdlePolls >= StreamIdlePolls)
        {
            _own.RestPauses = 1;
        }
        else
        {
            if (count < StreamBatch)
                _own.RestPauses = Math.Min(_own.RestPauses * 2, LongestRest);
            Pause(_own.RestPauses);
        }

        _own.IdlePolls = 0;
    }

    private static void Pause(int times)
    {
        for (int i = 0; i < times; i++)
        {
            if (X86Base.IsSupported)
                X86Base.Pause();
            else if (ArmBase.IsSupported)
                ArmBase.Yield();
        }
    }

    private int Drain<TReader>(ref TReader reader, long first, long last)
        where TReader : struct, IRingReader<T>
    {
        for (long sequence = first; sequence <= last; sequence++)
            reader.OnSlot(ref _ring[sequence], sequence == last);
        _own.Next = last + 1;
        _position.Value = last;
        return (int)(last - first + 1);
    }
}
