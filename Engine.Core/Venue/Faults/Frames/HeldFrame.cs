using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Frames;

/// <summary>A frame that waits for its time, or for others to go first.</summary>
internal sealed class HeldFrame(Session session, byte[] bytes, FrameForm? form)
{
    public Session Session { get; } = session;

    public byte[] Bytes { get; } = bytes;

    /// <summary>How its bytes leave; null for the usual way.</summary>
    public FrameForm? Form { get; } = form;

    /// <summary>Not before this moment, Unix nanoseconds.</summary>
    public long DueNs { get; init; }

    /// <summary>Frames of the same connection that go first; 0 when only the time counts.</summary>
    public int Behind { get; set; }
}
