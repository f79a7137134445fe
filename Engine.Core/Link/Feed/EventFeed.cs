using Engine.Core.Events;
using Engine.Core.Memory;

namespace Engine.Core.Link.Feed;

/// <summary>
/// The decoder's sink onto the event ring. The last complete frame is held back until the batch ends, so that its last event
/// can carry the end-of-batch flag. A frame larger than the ring goes out in parts. One thread only.
/// </summary>
public sealed class EventFeed(RingBuffer<EngineEvent> ring, IRingDrain drain)
{
    private long _committed = ring.Claimed;
    private bool _hasOpenParts;

    /// <summary>A cleared slot.</summary>
    public ref EngineEvent Claim()
    {
        if (!ring.TryClaim(out long sequence))
            sequence = ClaimWhenFull();
        ref EngineEvent slot = ref ring[sequence];
        slot = default;
        return ref slot;
    }

    /// <summary>The venue's time of the last event, where it is of a change and not of a state that may be old; 0 otherwise.</summary>
    public long LastChangeNs
    {
        get
        {
            ref EngineEvent last = ref ring[ring.Claimed];
            return (last.Flags & EventFlags.Snapshot) == 0 ? last.ExchangeNs : 0;
        }
    }

    /// <summary>Whether complete frames wait for the batch's end.</summary>
    public bool HasEvents => ring.Unpublished > 0;

    /// <summary>The frame is complete.</summary>
    public void Commit()
    {
        _committed = ring.Claimed;
        _hasOpenParts = false;
    }

    /// <summary>The frame was bad; false when parts of it are out already.</summary>
    public bool Abandon()
    {
        ring.Abandon(_committed);
        bool whole = !_hasOpenParts;
        _hasOpenParts = false;
        return whole;
    }

    /// <summary>The receive batch is over: marks its last event and publishes.</summary>
    public void EndBatch()
    {
        if (ring.Unpublished == 0)
            return;
        ring[ring.Claimed].Flags |= EventFlags.EndOfBatch;
        ring.Publish();
    }

    private long ClaimWhenFull()
    {
        _hasOpenParts = ring.Claimed > _committed;
        _committed = ring.Claimed;
        ring.Publish();
        long sequence;
        do
            drain.Drain();
        while (!ring.TryClaim(out sequence));
        return sequence;
    }
}
