using System.Runtime.InteropServices;

namespace Engine.Native.Linux.Streams;

/// <summary>What the serving end of TLS needs besides <see cref="OpenSsl"/>.</summary>
internal static partial class OpenSslServer
{
    private const int Pem = 1;

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "TLS_server_method")]
    public static partial nint Method();

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_set_accept_state")]
    public static partial void SetAcceptState(OpenSslSessionHandle session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_use_certificate_chain_file", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UseCertificate(OpenSslContextHandle context, string file);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_use_PrivateKey_file", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UseKey(OpenSslContextHandle context, string file, int kind);

    /// <summary>Loads certificate and key from PEM files; false where OpenSSL refuses them.</summary>
    public static bool TryUse(OpenSslContextHandle context, string certificateFile, string keyFile) =>
        UseCertificate(context, certificateFile) == 1 && UseKey(context, keyFile, Pem) == 1;
}
