using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Frames;

/// <summary>Frames that one fault holds, in order.</summary>
internal sealed class FrameQueue
{
    private readonly List<HeldFrame> _frames = [];

    public bool IsEmpty => _frames.Count == 0;

    /// <summary>When the newest frame of a connection leaves: what comes after must not overtake it.</summary>
    public long LastDueNs(Session session) => _frames.FindLast(frame => frame.Session == session)?.DueNs ?? 0;

    public void Add(HeldFrame frame) => _frames.Add(frame);

    /// <summary>Releases what is due.</summary>
    public void Release(long nowNs, Action<HeldFrame> emit) => Release(frame => frame.DueNs <= nowNs, emit);

    /// <summary>A frame of a connection has gone: those that waited for it go, or wait for one less.</summary>
    public void Passed(Session session, Action<HeldFrame> emit) => Release(frame => frame.Session == session && frame.Behind > 0 && --frame.Behind == 0, emit);

    /// <summary>Releases everything.</summary>
    public void Flush(Action<HeldFrame> emit) => Release(_ => true, emit);

    private void Release(Predicate<HeldFrame> which, Action<HeldFrame> emit)
    {
        if (_frames.Count == 0)
            return;
        HeldFrame[] released = [.. _frames.Where(frame => which(frame))];
        foreach (HeldFrame frame in released)
        {
            _frames.Remove(frame);
            emit(frame);
        }
    }
}
