using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>Ends a connection below its protocol, as a network or a crashed process does.</summary>
internal static class ConnectionCut
{
    /// <summary>By a reset, or by a plain end of what is sent, after which the other side has a moment to end its own.</summary>
    public static void Cut(HttpContext context, bool isReset)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not Socket socket)
        {
            context.Abort();
            return;
        }

        try
        {
            if (!isReset)
            {
                socket.Shutdown(SocketShutdown.Send);
                return;
            }

            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It has ended already.
        }

        context.Abort();
    }
}
