using System.Net;
using System.Security.Cryptography.X509Certificates;
using Engine.Core.Venue;

namespace Engine.Native.VenueServer;

/// <summary>Where the venue listens and what it runs.</summary>
internal sealed record ServerOptions
{
    /// <summary>Address to listen on; the loopback unless told otherwise.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Certificate with its private key; null for plain text.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Bytes that may wait for a client that does not read before it is closed as too slow.</summary>
    public int MaxPendingBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Connections that one address may have, the next being answered 429; 0 for any number.</summary>
    public int MaxConnectionsPerAddress { get; init; }

    /// <summary>Path of a WebSocket echo; null for none.</summary>
    public string? EchoPath { get; init; }

    /// <summary>The exchange behind it.</summary>
    public ExchangeOptions Exchange { get; init; } = new();
}
