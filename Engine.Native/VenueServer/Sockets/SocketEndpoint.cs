using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>The exchange over a WebSocket.</summary>
internal static class SocketEndpoint
{
    public static async Task Serve(HttpContext context, ExchangeLoop loop, CancellationToken stopping)
    {
        if (await Handshake.TryUpgrade(context).ConfigureAwait(false) is not { } accepted)
            return;
        using var stream = new CorkedStream(accepted.Stream);
        using WebSocket socket = accepted.Open(stream);
        var client = new WebSocketClient(socket, stream, accepted.Deflate is not null, loop, context.Abort, isReset => ConnectionCut.Cut(context, isReset));
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        loop.Open(client);
        try
        {
            await client.Read(ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // However a connection ends, it ends the same way here.
        }
        finally
        {
            loop.Close(client);
        }

        await stream.Drained().ConfigureAwait(false);
    }
}
