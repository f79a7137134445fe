using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Engine.Native.Linux.Streams;

namespace Engine.Native.Net.Tls;

/// <summary>
/// The settings of the serving end of TLS on the loopback: a certificate for localhost made here, which clients verify in earnest by
/// <see cref="TrustFile"/>, and sessions by OpenSSL on the caller's own thread. Built on a cold path; throws where OpenSSL is missing.
/// </summary>
internal sealed class TlsServing : IDisposable
{
    private const int ReadBufferBytes = 64 * 1024;

    private readonly DirectoryInfo _folder;
    private readonly OpenSslContextHandle _context;

    /// <summary>Makes certificate and settings; throws <see cref="IOException"/> where OpenSSL is missing or refuses.</summary>
    public TlsServing()
    {
        if (!OpenSslLibrary.TryLoad(out string failure))
            throw new IOException(failure);
        _folder = Directory.CreateTempSubdirectory("engine-tls-");
        TrustFile = Path.Combine(_folder.FullName, "certificate.pem");
        string keyFile = Path.Combine(_folder.FullName, "key.pem");
        WriteCertificate(TrustFile, keyFile);
        OpenSsl.ClearErrors();
        _context = new OpenSslContextHandle(OpenSsl.NewContext(OpenSslServer.Method()));
        bool isTaken = !_context.IsInvalid && OpenSslServer.TryUse(_context, TrustFile, keyFile);
        File.Delete(keyFile);
        if (!isTaken)
        {
            Dispose();
            throw new IOException($"OpenSSL does not take the certificate: {OpenSsl.TakeErrorText()}");
        }

        OpenSsl.SetOptions(_context, OpenSsl.OptionIgnoreUnexpectedEof | OpenSsl.OptionNoCompression | OpenSsl.OptionNoRenegotiation);
        OpenSsl.ControlContext(_context, OpenSsl.ControlMode, OpenSsl.ModePartialWrite | OpenSsl.ModeMovingWriteBuffer, 0);
        OpenSsl.ControlContext(_context, OpenSsl.ControlReadAhead, 1, 0);
        OpenSsl.SetReadBufferBytes(_context, ReadBufferBytes);
    }

    /// <summary>The PEM file that makes a client trust this certificate and no other.</summary>
    public string TrustFile { get; }

    /// <summary>The serving end of a session over a connected socket.</summary>
    public OpenSslSessionHandle Begin(SocketsHandle socket)
    {
        OpenSslSessionHandle session = new(OpenSsl.NewSession(_context));
        if (session.IsInvalid || OpenSsl.SetDescriptor(session, socket.Descriptor) != 1)
            throw new IOException($"OpenSSL could not begin a session: {OpenSsl.TakeErrorText()}");
        OpenSslServer.SetAcceptState(session);
        return session;
    }

    public void Dispose()
    {
        _context.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void WriteCertificate(string certificateFile, string keyFile)
    {
        using X509Certificate2 certificate = Certificates.SelfSigned();
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        // The folder is its owner's alone.
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
