using System.Net;
using Engine.Native.Config.Sections;

namespace Engine.Native.Config;

/// <summary>The rules for addresses of a venue: where each environment is, and what an override may be.</summary>
public static class VenueAddress
{
    private const string TestHost = "test.deribit.com";

    /// <summary>The JSON-RPC WebSocket path of a venue.</summary>
    public const string RpcPath = "/ws/api/v2";

    /// <summary>The environment's own address; null for paper, whose venue is a child process on a port not known beforehand.</summary>
    public static Uri? Of(VenueEnv env) => env switch
    {
        VenueEnv.Test => new Uri("wss://" + TestHost + RpcPath),
        VenueEnv.Prod => new Uri("wss://www.deribit.com" + RpcPath),
        _ => null,
    };

    /// <summary>
    /// Reads an address: <c>wss://</c> anywhere, <c>ws://</c> on the loopback alone, since keys travel over it. A missing path becomes <see cref="RpcPath"/>.
    /// </summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="address">The address when true.</param>
    /// <param name="expected">What would have been right when false.</param>
    public static bool TryParse(string text, out Uri address, out string expected)
    {
        address = null!;
        expected = "an address such as wss://test.deribit.com/ws/api/v2 or ws://127.0.0.1:8080/ws/api/v2";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return false;
        if (uri.Scheme is not ("ws" or "wss")) return false;
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            expected = "an address without user name, password or #fragment; keys come from DERIBIT_API_KEY and DERIBIT_API_SECRET";
            return false;
        }
        if (uri.Scheme == "ws" && !IsLoopback(uri))
        {
            expected = $"wss:// for {uri.Host}: plain ws:// is for the loopback alone, because keys would travel in clear text";
            return false;
        }
        address = uri.AbsolutePath == "/" ? new UriBuilder(uri) { Path = RpcPath }.Uri : uri;
        return true;
    }

    /// <summary>True where only play money can be lost: this machine or Deribit's test network. Anything else counts as real.</summary>
    public static bool IsPlayMoney(Uri address) => IsLoopback(address) || string.Equals(address.IdnHost, TestHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(Uri uri) =>
        string.Equals(uri.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.IdnHost, out var ip) && IPAddress.IsLoopback(ip));
}
