using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Engine.Native.Net;

/// <summary>
/// Where a WebSocket is: <c>ws://host[:port][/path][?query]</c> or <c>wss://...</c>, path and query kept as written. Plain
/// <c>ws://</c> is taken for the loopback only, so that keys and orders never cross a network in the clear.
/// </summary>
public sealed class WsEndpoint
{
    private const string PlainScheme = "ws://";
    private const string SecureScheme = "wss://";

    private WsEndpoint(string text, bool isSecure, string host, int port, string target)
    {
        Text = text;
        IsSecure = isSecure;
        Host = host;
        Port = port;
        Target = target;
        Address = IPAddress.TryParse(host, out IPAddress? address) ? address : null;
        string hostText = Address?.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{host}]" : host;
        HostField = port == (isSecure ? 443 : 80) ? hostText : string.Create(CultureInfo.InvariantCulture, $"{hostText}:{port}");
    }

    /// <summary>Whether the connection is TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>Host name, or address without brackets.</summary>
    public string Host { get; }

    /// <summary>TCP port.</summary>
    public int Port { get; }

    /// <summary>Path and query as they go into the request line; "/" at least.</summary>
    public string Target { get; }

    /// <summary>The value of the Host field: with the port where it is not the scheme's own.</summary>
    public string HostField { get; }

    /// <summary>The host where it is written as an address.</summary>
    public IPAddress? Address { get; }

    private string Text { get; }

    /// <summary>Reads a URL. False: <paramref name="error"/> says what is wrong with it and what to write instead.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WsEndpoint? endpoint, out string error)
    {
        endpoint = null;
        bool isSecure = text.StartsWith(SecureScheme, StringComparison.OrdinalIgnoreCase);
        if (!isSecure && !text.StartsWith(PlainScheme, StringComparison.OrdinalIgnoreCase))
            return Refuse(text, "it must begin with ws:// or wss://", out error);
        string rest = text[(isSecure ? SecureScheme : PlainScheme).Length..];
        int authorityLength = rest.AsSpan().IndexOfAny('/', '?', '#');
        string authority = authorityLength < 0 ? rest : rest[..authorityLength];
        string target = authorityLength < 0 ? "/" : rest[authorityLength..];
        if (target.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return Refuse(text, "spaces, control characters and non-ASCII characters in the path must be percent-encoded", out error);
        if (target.Contains('#', StringComparison.Ordinal))
            return Refuse(text, "a WebSocket address has no fragment (#...); write %23 for the character", out error);
        if (authority.Contains('@', StringComparison.Ordinal))
            return Refuse("the address", "user names and passwords do not belong in it", out error);
        if (!TrySplit(authority, isSecure ? 443 : 80, out string host, out int port))
            return Refuse(text, "host or port is not valid; expected host, host:port or [IPv6]:port", out error);
        WsEndpoint candidate = new(text, isSecure, host, port, target[0] == '?' ? "/" + target : target);
        if (!isSecure && !candidate.IsLoopback)
            return Refuse(text, "plain ws:// is allowed on the loopback only (127.0.0.0/8, ::1, localhost); use wss://", out error);
        endpoint = candidate;
        error = "";
        return true;
    }

    /// <summary>
    /// Finds the addresses of the host, asking the resolver no longer than <paramref name="limit"/>. Blocks: for a cold path.
    /// </summary>
    public bool TryResolve(TimeSpan limit, out IReadOnlyList<IPAddress> addresses, out string error)
    {
        addresses = [];
        error = "";
        if (Address is not null)
        {
            addresses = [Address];
            return true;
        }
        try
        {
            using CancellationTokenSource expiry = new(limit);
            IPAddress[] found = Dns.GetHostAddressesAsync(Host, expiry.Token).WaitAsync(limit).GetAwaiter().GetResult();
            // Whatever a resolver says of "localhost": in the clear nothing leaves the loopback.
            addresses = IsSecure ? found : Array.FindAll(found, IPAddress.IsLoopback);
            if (addresses.Count == 0)
                error = $"the host '{Host}' of '{Text}' has no {(IsSecure ? "" : "loopback ")}address";
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            error = $"the host '{Host}' of '{Text}' was not resolved within {limit.TotalSeconds:0.#} s";
        }
        catch (SocketException exception)
        {
            error = $"the host '{Host}' of '{Text}' cannot be resolved: {exception.Message}";
        }
        return addresses.Count != 0;
    }

    /// <summary>The address as it was given.</summary>
    public override string ToString() => Text;

    private bool IsLoopback => Address is not null ? IPAddress.IsLoopback(Address) : Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool TrySplit(string authority, int defaultPort, out string host, out int port)
    {
        port = defaultPort;
        bool isBracketed = authority.StartsWith('[');
        int hostEnd = isBracketed ? authority.IndexOf(']', StringComparison.Ordinal) : authority.IndexOf(':', StringComparison.Ordinal);
        if (isBracketed && hostEnd < 0)
        {
            host = "";
            return false;
        }
        host = isBracketed ? authority[1..hostEnd] : hostEnd < 0 ? authority : authority[..hostEnd];
        string rest = hostEnd < 0 ? "" : authority[(isBracketed ? hostEnd + 1 : hostEnd)..];
        bool portIsValid = rest.Length == 0
            || (rest.StartsWith(':') && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535);
        return portIsValid && (isBracketed ? IsIPv6(host) : IsName(host));
    }

    private static bool IsIPv6(string host) =>
        IPAddress.TryParse(host, out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6 && !host.Contains('%', StringComparison.Ordinal);

    private static bool IsName(string host)
    {
        foreach (char c in host)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
                return false;
        }
        return host.Length is > 0 and <= 253;
    }

    private static bool Refuse(string address, string reason, out string error)
    {
        error = address == "the address" ? $"The WebSocket address is refused: {reason}." : $"The WebSocket address '{address}' is refused: {reason}.";
        return false;
    }
}
