using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>A WebSocket that sends each message back as it came, for conformance suites.</summary>
internal static class EchoEndpoint
{
    private const int FirstBytes = 64 * 1024;
    private const int MaxBytes = 16 * 1024 * 1024;

    public static async Task Serve(HttpContext context, CancellationToken stopping)
    {
        if (await Handshake.TryUpgrade(context).ConfigureAwait(false) is not { } accepted)
            return;
        using WebSocket socket = accepted.Open(accepted.Stream);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        try
        {
            await Echo(socket, ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // A client that breaks the protocol has been sent the close code that says so.
        }
    }

    private static async Task Echo(WebSocket socket, CancellationToken ending)
    {
        byte[] message = new byte[FirstBytes];
        int length = 0;
        while (true)
        {
            // A byte beyond the most shows that a message is longer.
            if (length == message.Length)
                Array.Resize(ref message, Math.Min(length * 2, MaxBytes + 1));
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(message.AsMemory(length), ending).ConfigureAwait(false);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
            {
                // The code goes back as it came; 1005 stands for a close without one.
                bool hasCode = socket.CloseStatus is not (null or WebSocketCloseStatus.Empty);
                await socket.CloseOutputAsync(hasCode ? socket.CloseStatus!.Value : WebSocketCloseStatus.NormalClosure, hasCode ? socket.CloseStatusDescription : null, ending).ConfigureAwait(false);
                return;
            }

            if (length > MaxBytes)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "message too big", ending).ConfigureAwait(false);
                return;
            }

            if (!part.EndOfMessage)
                continue;
            await socket.SendAsync(message.AsMemory(0, length), part.MessageType, endOfMessage: true, ending).ConfigureAwait(false);
            length = 0;
        }
    }
}
