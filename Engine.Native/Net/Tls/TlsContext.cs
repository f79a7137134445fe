using System.Diagnostics.CodeAnalysis;
using Engine.Native.Linux.Streams;

namespace Engine.Native.Net.Tls;

/// <summary>
/// The settings of secure connections: TLS 1.2 or newer, the peer always verified against certificate authorities from the
/// system (or from <c>SSL_CERT_FILE</c> and <c>SSL_CERT_DIR</c>). There is no switch to skip the verification. Built on a cold
/// path: reading the authorities takes milliseconds.
/// </summary>
internal sealed class TlsContext : IDisposable
{
    private const string FileVariable = "SSL_CERT_FILE";
    private const string DirectoryVariable = "SSL_CERT_DIR";
    private const int ReadBufferBytes = 64 * 1024;

    private TlsContext(OpenSslContextHandle handle) => Handle = handle;

    public OpenSslContextHandle Handle { get; }

    /// <summary>Builds the settings. <paramref name="trustFile"/>, where given, replaces the system's authorities.</summary>
    public static bool TryCreate(string? trustFile, [NotNullWhen(true)] out TlsContext? context, out string failure)
    {
        context = null;
        if (!OpenSslLibrary.TryLoad(out failure))
            return false;
        OpenSsl.ClearErrors();
        OpenSslContextHandle handle = new(OpenSsl.NewContext(OpenSsl.ClientMethod()));
        if (handle.IsInvalid)
        {
            failure = $"OpenSSL could not be set up: {OpenSsl.TakeErrorText()}";
            return false;
        }
        context = new TlsContext(handle);
        if (context.TryApplyProtocol(out failure) && context.TryApplyTrust(trustFile, out failure))
            return true;
        context.Dispose();
        context = null;
        return false;
    }

    public void Dispose() => Handle.Dispose();

    private bool TryApplyProtocol(out string failure)
    {
        failure = "";
        OpenSsl.SetVerify(Handle, OpenSsl.VerifyPeer, 0);
        OpenSsl.SetOptions(Handle, OpenSsl.OptionIgnoreUnexpectedEof | OpenSsl.OptionNoCompression | OpenSsl.OptionNoRenegotiation);
        OpenSsl.ControlContext(Handle, OpenSsl.ControlMode, OpenSsl.ModePartialWrite | OpenSsl.ModeMovingWriteBuffer, 0);
        // With read-ahead one recv brings a record's header and body, and several records where they are there.
        OpenSsl.ControlContext(Handle, OpenSsl.ControlReadAhead, 1, 0);
        OpenSsl.SetReadBufferBytes(Handle, ReadBufferBytes);
        // AES-128 first: the cheapest of the three with AES instructions, and as sound.
        bool applied = OpenSsl.ControlContext(Handle, OpenSsl.ControlMinimumVersion, OpenSsl.VersionTls12, 0) == 1
            && OpenSsl.SetCipherSuites(Handle, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256") == 1;
        if (!applied)
            failure = $"OpenSSL refused the TLS settings: {OpenSsl.TakeErrorText()}";
        return applied;
    }

    private bool TryApplyTrust(string? trustFile, out string failure)
    {
        if (trustFile is not null)
            return TryLoad(trustFile, null, "the trust file", out failure);
        // OpenSSL reads both variables itself, but passes over a file that it cannot read: that must not go unnoticed.
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file && !TryLoad(file, null, FileVariable, out failure))
            return false;
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } directories)
        {
            foreach (string directory in directories.Split(':', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!Directory.Exists(directory))
                {
                    failure = $"the directory '{directory}' that {DirectoryVariable} names does not exist";
                    return false;
                }
            }
        }
        bool applied = OpenSsl.SetDefaultTrust(Handle) == 1;
        failure = applied ? "" : $"the system's certificate authorities could not be set up: {OpenSsl.TakeErrorText()}";
        OpenSsl.ClearErrors();
        return applied;
    }

    private bool TryLoad(string file, string? directory, string origin, out string failure)
    {
        bool loaded = OpenSsl.LoadTrust(Handle, file, directory) == 1;
        failure = loaded ? "" : $"no certificate authority could be read from '{file}' ({origin}): {OpenSsl.TakeErrorText()}";
        return loaded;
    }
}
