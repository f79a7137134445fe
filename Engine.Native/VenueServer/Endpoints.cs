using Engine.Native.VenueServer.Http;
using Engine.Native.VenueServer.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Engine.Native.VenueServer;

/// <summary>What the server answers at which path.</summary>
internal sealed class Endpoints(ExchangeLoop loop, string? echoPath, CancellationToken stopping)
{
    private const string SocketPath = "/ws/api/v2";
    private const string RestPath = "/api/v2";

    private readonly RestEndpoint _rest = new(loop, stopping);

    /// <summary>Whether a path belongs to the exchange.</summary>
    public static bool IsTaken(string path) => path.TrimEnd('/') == SocketPath || IsRest(path);

    public Task Handle(HttpContext context)
    {
        if (ConnectionGate.IsBeyond(context.Features.Get<IConnectionItemsFeature>()?.Items))
        {
            context.Response.Headers.Connection = "close";
            return PlainAnswer.Send(context, StatusCodes.Status429TooManyRequests, "too many connections from this address");
        }

        string path = context.Request.Path.Value ?? "";
        if (path.TrimEnd('/') == SocketPath)
            return SocketEndpoint.Serve(context, loop, stopping);
        if (IsRest(path))
            return _rest.Serve(context, path[RestPath.Length..].Trim('/'));
        if (echoPath is not null && path == echoPath)
            return EchoEndpoint.Serve(context, stopping);
        return PlainAnswer.Send(context, StatusCodes.Status404NotFound, $"nothing is here; the exchange is at {RestPath} and {SocketPath}");
    }

    private static bool IsRest(string path) => path.StartsWith(RestPath, StringComparison.Ordinal) && path.AsSpan(RestPath.Length) is [] or ['/', ..];
}
