using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Engine.Native.VenueServer;

/// <summary>The server's half of the WebSocket opening handshake (RFC 6455, section 4.2).</summary>
internal static class Handshake
{
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Upgrades a request; null when it asks for no WebSocket, after a 4xx status was set.</summary>
    public static async Task<Stream?> TryUpgrade(HttpContext context)
    {
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        string key = context.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || !Has(context.Request.Headers.Upgrade, "websocket") || !IsKey(key))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }

        if (context.Request.Headers.SecWebSocketVersion != "13")
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.SecWebSocketVersion = "13";
            return null;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
        return await upgrade.UpgradeAsync().ConfigureAwait(false);
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
