namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>How the exchange wants a connection to end, after what waits has been sent.</summary>
/// <param name="Code">WebSocket close code; 0: without a close frame.</param>
/// <param name="Reason">Close reason.</param>
/// <param name="IsReset">Without a close frame: by a reset rather than a plain end of the stream.</param>
public sealed record SessionEnd(int Code, string Reason, bool IsReset = true);
