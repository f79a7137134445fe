using System.Reflection;
using System.Runtime.InteropServices;

namespace Engine.Native.Linux.Streams;

/// <summary>
/// Finds libssl and libcrypto of one version: OpenSSL 3, else 1.1. Loaded on the first secure connection, so that a plain
/// one neither waits for it nor needs it.
/// </summary>
internal static class OpenSslLibrary
{
    /// <summary>The name the P/Invokes use for libssl.</summary>
    public const string Ssl = "engine-libssl";

    /// <summary>The name the P/Invokes use for libcrypto.</summary>
    public const string Crypto = "engine-libcrypto";

    private const ulong NoAtExit = 0x00080000;

    private static readonly Lock Gate = new();
    private static nint s_ssl;
    private static nint s_crypto;

    /// <summary>Loads the libraries once a process.</summary>
    public static bool TryLoad(out string failure)
    {
        lock (Gate)
        {
            failure = "";
            if (s_ssl != 0)
                return true;
            if (!TryLoadVersion("3") && !TryLoadVersion("1.1"))
            {
                failure = "a secure connection (wss) needs OpenSSL, but neither libssl.so.3 nor libssl.so.1.1 could be loaded: "
                    + "install it (Debian and Ubuntu: package libssl3, or libssl3t64 on newer releases)";
                return false;
            }
            NativeLibrary.SetDllImportResolver(typeof(OpenSslLibrary).Assembly, Resolve);
            // As the runtime's own shim does: no clean-up at exit under threads that still use the library.
            _ = OpenSsl.Initialize(NoAtExit, 0);
            return true;
        }
    }

    private static bool TryLoadVersion(string version)
    {
        if (!NativeLibrary.TryLoad($"libcrypto.so.{version}", out nint crypto))
            return false;
        if (!NativeLibrary.TryLoad($"libssl.so.{version}", out nint ssl))
        {
            NativeLibrary.Free(crypto);
            return false;
        }
        (s_ssl, s_crypto) = (ssl, crypto);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name switch
    {
        Ssl => s_ssl,
        Crypto => s_crypto,
        _ => 0,
    };
}
