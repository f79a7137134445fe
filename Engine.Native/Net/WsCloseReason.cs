namespace Engine.Native.Net;

/// <summary>Why a connection is closed; <see cref="WsConnection.CloseSentence"/> tells the rest.</summary>
public enum WsCloseReason : byte
{
    /// <summary>It is not.</summary>
    None = 0,
    /// <summary>The server began the closing handshake, and it was completed.</summary>
    ClosedByPeer,
    /// <summary>This end began it (or gave up before the connection was open).</summary>
    ClosedByUs,
    /// <summary>The server broke RFC 6455; the connection was failed with the code the RFC asks for.</summary>
    ProtocolViolation,
    /// <summary>The stream ended or broke without a close frame, or before the connection was open.</summary>
    Dropped,
    /// <summary>The server did not answer our close frame in time.</summary>
    CloseTimedOut,
    /// <summary>No address could be connected to.</summary>
    ConnectFailed,
    /// <summary>No address answered in time.</summary>
    ConnectTimedOut,
    /// <summary>TLS cannot be used on this host: no OpenSSL, or unreadable certificate authorities.</summary>
    TlsUnavailable,
    /// <summary>The server's certificate is not trusted, not valid now, or not for this host.</summary>
    CertificateRefused,
    /// <summary>The TLS handshake failed otherwise.</summary>
    TlsFailed,
    /// <summary>The answer to the upgrade request is not what RFC 6455 asks for.</summary>
    HandshakeRefused,
    /// <summary>TLS and upgrade took too long.</summary>
    HandshakeTimedOut,
    /// <summary>The server answered the upgrade request with a status that passes: too many connections, or unable for now.</summary>
    Unavailable,
}
