using System.Net.WebSockets;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>A connection after its opening handshake.</summary>
/// <param name="Stream">What the frames go over.</param>
/// <param name="Deflate">The agreed compression; null for none.</param>
internal sealed record AcceptedSocket(Stream Stream, DeflateOffer? Deflate)
{
    /// <summary>Speaks the protocol over a stream that leads to this connection. Liveness is the exchange's own matter.</summary>
    public WebSocket Open(Stream over) => WebSocket.CreateFromStream(over, new WebSocketCreationOptions
    {
        IsServer = true,
        KeepAliveInterval = Timeout.InfiniteTimeSpan,
        DangerousDeflateOptions = Deflate?.Options(),
    });
}
