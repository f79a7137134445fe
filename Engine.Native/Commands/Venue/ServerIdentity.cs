using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Engine.Native.Net.Tls;

namespace Engine.Native.Commands.Venue;

/// <summary>The certificate that the venue serves under, and the file that a certificate made for the run is told to clients by.</summary>
internal sealed class ServerIdentity : IDisposable
{
    private ServerIdentity(X509Certificate2 certificate, string? publishedAs)
    {
        Certificate = certificate;
        PublishedAs = publishedAs;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>File that clients can trust, for the time of the run; null for a certificate that was given.</summary>
    public string? PublishedAs { get; }

    /// <summary>What the options ask for, null for plain text; throws <see cref="UsageException"/> for files that cannot be used.</summary>
    public static ServerIdentity? Of(bool isSecure, string? certificateFile, string? keyFile)
    {
        if (certificateFile is null && keyFile is null)
            return isSecure ? Made() : null;
        if (certificateFile is null || keyFile is null)
            throw new UsageException("--cert FILE and --key-file FILE belong together");
        Readable("--cert", certificateFile);
        Readable("--key-file", keyFile);
        try
        {
            return new ServerIdentity(Certificates.FromFiles(certificateFile, keyFile), null);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new UsageException($"--cert, --key-file: found \"{certificateFile}\" and \"{keyFile}\", expected a certificate and its private key in PEM form ({error.Message})");
        }
    }

    public void Dispose()
    {
        Certificate.Dispose();
        if (PublishedAs is not null)
            File.Delete(PublishedAs);
    }

    private static ServerIdentity Made()
    {
        X509Certificate2 certificate = Certificates.SelfSigned();
        string file = Path.Combine(Path.GetTempPath(), $"engine-venue-{Environment.ProcessId}.pem");
        try
        {
            File.WriteAllText(file, certificate.ExportCertificatePem());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            certificate.Dispose();
            throw new UsageException($"--tls: the certificate cannot be written for clients: {error.Message}");
        }

        return new ServerIdentity(certificate, file);
    }

    private static void Readable(string option, string file)
    {
        try
        {
            using FileStream opened = File.OpenRead(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{option}: found \"{file}\", expected a file that can be read ({error.Message})");
        }
    }
}
