using System.Net.WebSockets;
using Engine.Core.Venue.Rpc.Login;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Engine.Native.VenueServer;

/// <summary>What the server answers at which path.</summary>
internal sealed class Endpoints(ExchangeLoop loop, CancellationToken stopping)
{
    private const string SocketPath = "/ws/api/v2";
    private const string RestPath = "/api/v2";
    private const int MaxBody = 64 * 1024;

    public Task Handle(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        if (path.TrimEnd('/') == SocketPath)
            return Socket(context);
        if (path.StartsWith(RestPath, StringComparison.Ordinal))
            return Rest(context, path[RestPath.Length..].Trim('/'));
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task Socket(HttpContext context)
    {
        Stream? upgraded = await Handshake.TryUpgrade(context).ConfigureAwait(false);
        if (upgraded is null)
            return;
        using var stream = new CorkedStream(upgraded);
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        var client = new WebSocketClient(socket, stream, loop, context.Abort);
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
    }

    private async Task Rest(HttpContext context, string method)
    {
        string body = "";
        byte[] request;
        if (HttpMethods.IsGet(context.Request.Method))
            request = RestRequest.FromQuery(method, context.Request.Query);
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            byte[] bytes = await Body(context).ConfigureAwait(false);
            body = System.Text.Encoding.UTF8.GetString(bytes);
            request = RestRequest.FromBody(method, bytes);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var call = new HttpClientCall();
        loop.Open(call);
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
            loop.Authorize(call, authorization, new HttpRequestLine(context.Request.Method, target, body));
        byte[] buffer = Client.Rent(request.Length);
        request.CopyTo(buffer, 0);
        loop.Receive(call, buffer, request.Length, loop.NowNs);
        try
        {
            (byte[] reply, bool failed) = await call.Reply.WaitAsync(stopping).ConfigureAwait(false);
            context.Response.StatusCode = failed ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = reply.Length;
            await context.Response.Body.WriteAsync(reply, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            loop.Close(call);
        }
    }

    /// <summary>Reads the body as far as the exchange would: beyond that it answers that the request is too large.</summary>
    private static async Task<byte[]> Body(HttpContext context)
    {
        byte[] buffer = new byte[MaxBody];
        int length = 0;
        while (length < buffer.Length)
        {
            int read = await context.Request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
        }

        return buffer[..length];
    }
}
