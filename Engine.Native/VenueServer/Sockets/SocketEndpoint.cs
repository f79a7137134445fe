using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>The exchange over a WebSocket.</summary>
internal static class SocketEndpoint
{
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    public static async Task Serve(HttpContext context, ExchangeLoop loop, CancellationToken stopping)
    {
        if (await Handshake.TryUpgrade(context).ConfigureAwait(false) is not { } accepted)
            return;
        using var stream = new CorkedStream(accepted.Stream);
        using WebSocket socket = accepted.Open(stream);
        var client = new WebSocketClient(socket, stream, accepted.Deflate is not null, loop, context.Abort, isReset => ConnectionCut.Cut(context, isReset));
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        loop.Open(client, context.Connection.RemoteIpAddress);
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

        await Drain(stream, ending.Token).ConfigureAwait(false);
    }

    /// <summary>What was written last, a close frame mostly, gets its time to leave.</summary>
    private static async Task Drain(CorkedStream stream, CancellationToken ending)
    {
        try
        {
            await stream.Drained().WaitAsync(s_lastWords, ending).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            // It does not read; the connection ends all the same.
        }
    }
}
