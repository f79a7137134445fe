using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Engine.Native.Composition.Recovery;

/// <summary>
/// What two engines on one account have in common, however each writes its address: host and port, and the API key. Path, query, scheme
/// and the environment's name lead to no other account; every name of this machine is one host.
/// </summary>
internal static class AccountKey
{
    /// <summary>The key of an address and API key.</summary>
    /// <param name="address">The venue.</param>
    /// <param name="resolved">What its host was resolved to.</param>
    /// <param name="clientId">The API key's id.</param>
    public static string Of(Uri address, IReadOnlyCollection<IPAddress> resolved, ReadOnlySpan<byte> clientId)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Host(address, resolved)}\n{address.Port}\n")));
        hash.AppendData(clientId);
        return Convert.ToHexStringLower(hash.GetHashAndReset()[..8]);
    }

    private static string Host(Uri address, IReadOnlyCollection<IPAddress> resolved)
    {
        string host = address.IdnHost.TrimEnd('.').ToLowerInvariant();
        bool isHere = resolved.Count > 0 && resolved.All(IsHere);
        return isHere || host == "localhost" || (IPAddress.TryParse(host, out IPAddress? written) && IsHere(written)) ? "loopback" : host;
    }

    private static bool IsHere(IPAddress address) => IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
