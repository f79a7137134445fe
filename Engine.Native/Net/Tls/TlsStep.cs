namespace Engine.Native.Net.Tls;

/// <summary>How far the TLS handshake has come.</summary>
internal enum TlsStep : byte
{
    /// <summary>It waits for the socket.</summary>
    Waits = 0,
    /// <summary>Done, and the certificate and the host name are verified.</summary>
    Done,
    /// <summary>The certificate is refused.</summary>
    CertificateRefused,
    /// <summary>What answers does not speak TLS as we do.</summary>
    Failed,
    /// <summary>The connection ended or broke on the way.</summary>
    Broken,
}
