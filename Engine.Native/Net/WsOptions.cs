namespace Engine.Native.Net;

/// <summary>The limits of a <see cref="WsConnection"/>. All memory is allocated by them up front.</summary>
public sealed record WsOptions
{
    /// <summary>A message above this is refused at its header with close code 1009.</summary>
    public int MaxMessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Room for frames on their way out.</summary>
    public int OutputBytes { get; init; } = 1024 * 1024;

    /// <summary>The size of a block that is received into: the most that one receive can bring.</summary>
    public int ReceiveBlockBytes { get; init; } = 64 * 1024;

    /// <summary>Time for TCP to connect, all addresses together.</summary>
    public long ConnectTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>Time for TLS and the upgrade together.</summary>
    public long HandshakeTimeoutNs { get; init; } = 10_000_000_000;

    /// <summary>Time for the server to answer a close frame, and then to end TCP.</summary>
    public long CloseTimeoutNs { get; init; } = 2_000_000_000;

    /// <summary>Whether the kernel is asked when it received each batch (plain connections only); see <see cref="WsConnection.LastKernelNs"/>.</summary>
    public bool KernelStamps { get; init; }

    /// <summary>
    /// A PEM file of certificate authorities that replaces the system's; null: the system's, or what <c>SSL_CERT_FILE</c> and
    /// <c>SSL_CERT_DIR</c> name.
    /// </summary>
    public string? TrustFile { get; init; }
}
