using System.Security.Cryptography;
using System.Text;
using Engine.Native.VenueServer.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Primitives;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>The server's half of the WebSocket opening handshake (RFC 6455, section 4.2). Any origin may come; no subprotocol is spoken.</summary>
internal static class Handshake
{
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Upgrades a request; null when it asks for no WebSocket, after it was answered with a 4xx status.</summary>
    public static async Task<AcceptedSocket?> TryUpgrade(HttpContext context)
    {
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        IHeaderDictionary asked = context.Request.Headers;
        string key = asked.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || !HttpMethods.IsGet(context.Request.Method) || !Has(asked.Upgrade, "websocket"))
        {
            await PlainAnswer.Send(context, StatusCodes.Status400BadRequest, "a WebSocket is served here").ConfigureAwait(false);
            return null;
        }

        if (asked.SecWebSocketVersion != "13")
        {
            context.Response.Headers.SecWebSocketVersion = "13";
            await PlainAnswer.Send(context, StatusCodes.Status426UpgradeRequired, "Sec-WebSocket-Version must be 13").ConfigureAwait(false);
            return null;
        }

        if (!IsKey(key))
        {
            await PlainAnswer.Send(context, StatusCodes.Status400BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64").ConfigureAwait(false);
            return null;
        }

        // How slowly a client may read is the exchange's rule, not the web server's.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        DeflateOffer? deflate = DeflateOffer.Choose(asked.SecWebSocketExtensions);
        IHeaderDictionary answer = context.Response.Headers;
        answer.Upgrade = "websocket";
        answer.Connection = "Upgrade";
        answer.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
        if (deflate is not null)
            answer.SecWebSocketExtensions = deflate.Answer();
        return new AcceptedSocket(await upgrade.UpgradeAsync().ConfigureAwait(false), deflate);
    }

    private static bool Has(StringValues header, string token) => header
        .SelectMany(value => (value ?? "").Split(','))
        .Any(value => value.Trim().Equals(token, StringComparison.OrdinalIgnoreCase));

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[32];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out int length) && length == 16;
    }
}
