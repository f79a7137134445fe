using System.Runtime.InteropServices;

namespace Engine.Native.Linux.Streams;

/// <summary>
/// The calls of libssl and libcrypto that a TLS client needs (OpenSSL 3, and 1.1 by the same names).
/// <see cref="OpenSslLibrary.TryLoad"/> comes first. None suppresses the GC transition, also not the short ones: the JIT binds such
/// calls when it compiles the caller, which may be before the library is loaded, and they would save nanoseconds of microseconds.
/// </summary>
internal static unsafe partial class OpenSsl
{
    public const int ErrorSsl = 1;
    public const int ErrorWantRead = 2;
    public const int ErrorWantWrite = 3;
    public const int ErrorSyscall = 5;
    public const int ErrorZeroReturn = 6;
    public const int VerifyPeer = 1;
    public const ulong OptionIgnoreUnexpectedEof = 1UL << 7;
    public const ulong OptionNoCompression = 1UL << 17;
    public const ulong OptionNoRenegotiation = 1UL << 30;
    public const nint ModePartialWrite = 1;
    public const nint ModeMovingWriteBuffer = 2;
    public const nint VersionTls12 = 0x0303;
    public const int ControlMode = 33;
    public const int ControlReadAhead = 41;
    public const int ControlServerName = 55;
    public const int ControlMinimumVersion = 123;
    public const uint NoPartialWildcards = 0x4;

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "OPENSSL_init_ssl")]
    public static partial int Initialize(ulong options, nint settings);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "TLS_client_method")]
    public static partial nint ClientMethod();

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_new")]
    public static partial nint NewContext(nint method);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_ctrl")]
    public static partial nint ControlContext(OpenSslContextHandle context, int command, nint number, nint pointer);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_set_options")]
    public static partial ulong SetOptions(OpenSslContextHandle context, ulong options);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_set_verify")]
    public static partial void SetVerify(OpenSslContextHandle context, int mode, nint callback);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_set_default_read_buffer_len")]
    public static partial void SetReadBufferBytes(OpenSslContextHandle context, nuint bytes);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_set_default_verify_paths")]
    public static partial int SetDefaultTrust(OpenSslContextHandle context);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_load_verify_locations", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LoadTrust(OpenSslContextHandle context, string? file, string? directory);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_CTX_set_ciphersuites", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetCipherSuites(OpenSslContextHandle context, string suites);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_new")]
    public static partial nint NewSession(OpenSslContextHandle context);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_free")]
    public static partial void FreeSession(nint session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_set_fd")]
    public static partial int SetDescriptor(OpenSslSessionHandle session, int descriptor);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_ctrl", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ControlSession(OpenSslSessionHandle session, int command, nint number, string text);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_set_hostflags")]
    public static partial void SetHostFlags(OpenSslSessionHandle session, uint flags);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_set1_host", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetHost(OpenSslSessionHandle session, string host);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_get0_param")]
    public static partial nint GetVerifyParameters(OpenSslSessionHandle session);

    [LibraryImport(OpenSslLibrary.Crypto, EntryPoint = "X509_VERIFY_PARAM_set1_ip_asc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetAddress(nint verifyParameters, string address);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_set_connect_state")]
    public static partial void SetConnectState(OpenSslSessionHandle session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_do_handshake", SetLastError = true)]
    public static partial int DoHandshake(nint session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_read", SetLastError = true)]
    public static partial int Read(nint session, byte* buffer, int bytes);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_write", SetLastError = true)]
    public static partial int Write(nint session, byte* buffer, int bytes);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_shutdown")]
    public static partial int Shutdown(nint session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_has_pending")]
    public static partial int HasPending(nint session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_get_error")]
    public static partial int GetError(nint session, int returned);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_get_verify_result")]
    public static partial nint GetVerifyResult(nint session);

    [LibraryImport(OpenSslLibrary.Ssl, EntryPoint = "SSL_get_version")]
    private static partial nint GetVersion(nint session);

    [LibraryImport(OpenSslLibrary.Crypto, EntryPoint = "X509_verify_cert_error_string")]
    private static partial nint GetVerifyText(nint result);

    [LibraryImport(OpenSslLibrary.Crypto, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();

    [LibraryImport(OpenSslLibrary.Crypto, EntryPoint = "ERR_get_error")]
    private static partial nuint TakeError();

    [LibraryImport(OpenSslLibrary.Crypto, EntryPoint = "ERR_error_string_n")]
    private static partial void FormatError(nuint error, byte* buffer, nuint bytes);

    /// <summary>Why the peer's certificate is refused.</summary>
    public static string DescribeVerifyResult(nint result) => Marshal.PtrToStringUTF8(GetVerifyText(result)) ?? "unknown reason";

    /// <summary>The protocol agreed on: "TLSv1.3".</summary>
    public static string DescribeVersion(nint session) => Marshal.PtrToStringUTF8(GetVersion(session)) ?? "";

    /// <summary>Takes the oldest error off this thread's queue, in words, and clears the rest.</summary>
    public static string TakeErrorText()
    {
        nuint error = TakeError();
        if (error == 0)
            return "no further detail";
        byte* text = stackalloc byte[256];
        FormatError(error, text, 256);
        ClearErrors();
        return Marshal.PtrToStringUTF8((nint)text) ?? "no further detail";
    }
}
