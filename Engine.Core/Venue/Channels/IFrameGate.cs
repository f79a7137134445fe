using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Channels;

/// <summary>What frames pass on their way into outboxes while something is to happen to them.</summary>
internal interface IFrameGate
{
    /// <summary>Decides about one frame: a reply to a method, or a notification.</summary>
    void Pass(Session session, ReadOnlySpan<byte> frame, string? method);
}
