using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Engine.Native.Linux;
using Engine.Native.Linux.Streams;

namespace Engine.Native.Net.Tls;

/// <summary>
/// One TLS client session directly over a non-blocking socket, encrypting and decrypting on the calling thread. Owned by
/// one thread; after the handshake nothing allocates. Sizes and outcomes as <see cref="Transfer"/> has them.
/// </summary>
internal sealed unsafe class TlsSession : IDisposable
{
    private readonly OpenSslSessionHandle _handle;
    private readonly nint _ssl;
    private readonly string _host;
    private bool _mayShutDown;

    private TlsSession(OpenSslSessionHandle handle, string host)
    {
        _handle = handle;
        _ssl = handle.Pointer;
        _host = host;
    }

    /// <summary>What went wrong, in words, after a step or transfer that failed.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>The handshake, or a read, waits until the socket can be written.</summary>
    public bool WantsWrite { get; private set; }

    /// <summary>Bytes have been received that no read has returned.</summary>
    public bool HasPending => OpenSsl.HasPending(_ssl) != 0;

    /// <summary>The protocol agreed on.</summary>
    public string Version => OpenSsl.DescribeVersion(_ssl);

    /// <summary>A session over a connected socket, which must stay open while the session is used.</summary>
    public static bool TryCreate(TlsContext context, SocketsHandle socket, WsEndpoint endpoint, [NotNullWhen(true)] out TlsSession? session, out string failure)
    {
        OpenSsl.ClearErrors();
        OpenSslSessionHandle handle = new(OpenSsl.NewSession(context.Handle));
        if (!handle.IsInvalid && OpenSsl.SetDescriptor(handle, socket.Descriptor) == 1 && TryExpectHost(handle, endpoint))
        {
            OpenSsl.SetConnectState(handle);
            session = new TlsSession(handle, endpoint.Host);
            failure = "";
            return true;
        }
        session = null;
        failure = $"OpenSSL could not begin a session: {OpenSsl.TakeErrorText()}";
        handle.Dispose();
        return false;
    }

    /// <summary>The serving end of a session that <see cref="TlsServing"/> began.</summary>
    public static TlsSession Serving(OpenSslSessionHandle handle) => new(handle, "");

    /// <summary>Takes the handshake as far as it goes without waiting.</summary>
    public TlsStep Handshake()
    {
        OpenSsl.ClearErrors();
        int done = OpenSsl.DoHandshake(_ssl);
        int errno = Marshal.GetLastPInvokeError();
        if (done == 1)
        {
            _mayShutDown = true;
            return OpenSsl.GetVerifyResult(_ssl) == 0 ? TlsStep.Done : RefuseCertificate();
        }
        int error = OpenSsl.GetError(_ssl, done);
        WantsWrite = error == OpenSsl.ErrorWantWrite;
        if (error is OpenSsl.ErrorWantRead or OpenSsl.ErrorWantWrite)
            return TlsStep.Waits;
        if (OpenSsl.GetVerifyResult(_ssl) != 0)
            return RefuseCertificate();
        string text = OpenSsl.TakeErrorText();
        if (error is OpenSsl.ErrorZeroReturn or OpenSsl.ErrorSyscall || text.Contains("unexpected eof", StringComparison.Ordinal))
        {
            Failure = error == OpenSsl.ErrorSyscall && errno != 0 ? $"the TLS handshake broke off: {Errno.Describe(errno)}" : "the server closed the connection during the TLS handshake";
            return TlsStep.Broken;
        }

        Failure = $"the TLS handshake failed: {text}";
        return TlsStep.Failed;
    }

    /// <summary>Decrypts what has arrived: the bytes of one record at most.</summary>
    public int Receive(Span<byte> room)
    {
        OpenSsl.ClearErrors();
        int read;
        fixed (byte* start = room)
            read = OpenSsl.Read(_ssl, start, room.Length);
        return read > 0 ? read : Explain(read, Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// Encrypts and sends: all of it, a part, or nothing where the socket is full. What was not taken must come first in the next
    /// call, unchanged: OpenSSL may hold a record of it.
    /// </summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        OpenSsl.ClearErrors();
        fixed (byte* start = bytes)
        {
            // One call writes one record, 16 KiB at most.
            while (sent < bytes.Length)
            {
                int written = OpenSsl.Write(_ssl, start + sent, bytes.Length - sent);
                if (written <= 0)
                {
                    int outcome = Explain(written, Marshal.GetLastPInvokeError());
                    return sent > 0 ? sent : outcome;
                }
                sent += written;
            }
        }
        return sent;
    }

    /// <summary>Tells the peer that nothing more follows (close_notify), as far as the socket takes it now.</summary>
    public void SayGoodbye()
    {
        if (!_mayShutDown)
            return;
        _mayShutDown = false;
        OpenSsl.ClearErrors();
        _ = OpenSsl.Shutdown(_ssl);
        OpenSsl.ClearErrors();
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Has OpenSSL check the certificate against the host (or address), and sends the host name along (SNI).</summary>
    private static bool TryExpectHost(OpenSslSessionHandle handle, WsEndpoint endpoint)
    {
        if (endpoint.Address is not null)
            return OpenSsl.SetAddress(OpenSsl.GetVerifyParameters(handle), endpoint.Address.ToString()) == 1;
        OpenSsl.SetHostFlags(handle, OpenSsl.NoPartialWildcards);
        return OpenSsl.SetHost(handle, endpoint.Host) == 1
            && OpenSsl.ControlSession(handle, OpenSsl.ControlServerName, 0, endpoint.Host) == 1;
    }

    private TlsStep RefuseCertificate()
    {
        string reason = OpenSsl.DescribeVerifyResult(OpenSsl.GetVerifyResult(_ssl));
        Failure = $"the certificate that the server presented for host '{_host}' is refused: {reason}";
        OpenSsl.ClearErrors();
        return TlsStep.CertificateRefused;
    }

    private int Explain(int returned, int errno)
    {
        int error = OpenSsl.GetError(_ssl, returned);
        WantsWrite = error == OpenSsl.ErrorWantWrite;
        if (error is OpenSsl.ErrorWantRead or OpenSsl.ErrorWantWrite)
            return Transfer.Waits;
        if (error == OpenSsl.ErrorZeroReturn || (error == OpenSsl.ErrorSyscall && errno == 0))
            return Transfer.Ended;
        // After a fatal error OpenSSL forbids a shutdown.
        _mayShutDown = false;
        Failure = error == OpenSsl.ErrorSyscall ? Errno.Describe(errno) : $"TLS failed: {OpenSsl.TakeErrorText()}";
        return Transfer.Failed;
    }
}
