namespace Engine.Native.Net;

/// <summary>Where a <see cref="WsConnection"/> stands.</summary>
public enum WsState : byte
{
    /// <summary>Not begun.</summary>
    Idle = 0,
    /// <summary>TCP is connecting.</summary>
    Connecting,
    /// <summary>TLS is shaking hands.</summary>
    Securing,
    /// <summary>The upgrade request is under way.</summary>
    Upgrading,
    /// <summary>Messages flow both ways.</summary>
    Open,
    /// <summary>A close frame was sent or received, or the way out is broken; what still comes in may be read.</summary>
    Closing,
    /// <summary>Over: see <see cref="WsConnection.CloseReason"/>.</summary>
    Closed,
}
