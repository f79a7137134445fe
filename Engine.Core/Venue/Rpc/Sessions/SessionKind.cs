namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>How a client speaks to the exchange.</summary>
public enum SessionKind : byte
{
    /// <summary>A WebSocket that stays.</summary>
    WebSocket,

    /// <summary>One HTTP request.</summary>
    Http,
}
