using System.Text;
using Engine.Core.Venue.Rpc.Login;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Engine.Native.VenueServer.Http;

/// <summary>The methods over HTTP: GET with a query, POST with a JSON-RPC body, both also from a browser's page of any origin.</summary>
internal sealed class RestEndpoint(ExchangeLoop loop, CancellationToken stopping)
{
    private const string Allowed = "GET, POST, OPTIONS";

    // More than the exchange reads: it says itself that a request is too large.
    private const int MaxBody = 64 * 1024;

    public async Task Serve(HttpContext context, string method)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        byte[] body = [];
        if (HttpMethods.IsPost(context.Request.Method))
            body = await Body(context).ConfigureAwait(false);
        else if (HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey("Access-Control-Request-Method"))
        {
            Preflight(context.Response);
            return;
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            headers.Allow = Allowed;
            await PlainAnswer.Send(context, StatusCodes.Status405MethodNotAllowed, $"{Allowed} are served here").ConfigureAwait(false);
            return;
        }

        await Answer(context, method, body).ConfigureAwait(false);
    }

    private static void Preflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = Allowed;
        response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type";
        response.Headers.AccessControlMaxAge = "86400";
    }

    private async Task Answer(HttpContext context, string method, byte[] body)
    {
        byte[] request = HttpMethods.IsGet(context.Request.Method)
            ? RestRequest.FromQuery(method, context.Request.Query)
            : RestRequest.FromBody(method, body);
        var call = new HttpClientCall();
        loop.Open(call, context.Connection.RemoteIpAddress);
        try
        {
            if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
                loop.Authorize(call, authorization, Signed(context, body));
            byte[] buffer = Client.Rent(request.Length);
            request.CopyTo(buffer, 0);
            loop.Receive(call, buffer, request.Length, loop.NowNs);
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
            (byte[] reply, bool failed) = await call.Reply.WaitAsync(ending.Token).ConfigureAwait(false);
            context.Response.StatusCode = failed ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = reply.Length;
            await context.Response.Body.WriteAsync(reply, context.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // the server ends, or the client has gone
        }
        finally
        {
            loop.Close(call);
        }
    }

    private static HttpRequestLine Signed(HttpContext context, byte[] body) =>
        new(context.Request.Method, context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "", Encoding.UTF8.GetString(body));

    private static async Task<byte[]> Body(HttpContext context)
    {
        byte[] buffer = new byte[Math.Clamp(context.Request.ContentLength ?? MaxBody, 1, MaxBody)];
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
