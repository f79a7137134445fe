using System.Runtime.InteropServices;
using Engine.Native.Linux;

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

    /// <summary>A session over a connected socket, which must stay open while the session is used.</summary>
    public TlsSession(TlsContext context, SocketsHandle socket, WsEndpoint endpoint)
    {
        OpenSsl.ClearErrors();
        _host = endpoint.Host;
        _handle = new OpenSslSessionHandle(OpenSsl.NewSession(context.Handle));
        _ssl = _handle.Pointer;
        bool ready = !_handle.IsInvalid && OpenSsl.SetDescriptor(_handle, socket.Descriptor) == 1 && TryExpectHost(endpoint);
        if (!ready)
        {
            string text = OpenSsl.TakeErrorText();
            _handle.Dispose();
            throw new InvalidOperationException($"OpenSSL could not begin a session with '{endpoint}': {text}.");
        }
        OpenSsl.SetConnectState(_handle);
    }

    /// <summary>What went wrong, in words, after a step or transfer that failed.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>The handshake, or a read, waits until the socket can be written.</summary>
    public bool WantsWrite { get; private set; }

    /// <summary>Bytes have been received that no read has returned.</summary>
    public bool HasPending => OpenSsl.HasPending(_ssl) != 0;

    /// <summary>The protocol agreed on.</summary>
    public string Version => OpenSsl.DescribeVersion(_ssl);

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
        Failure = error switch
        {
            OpenSsl.ErrorZeroReturn => "the server closed the connection during the TLS handshake",
            OpenSsl.ErrorSyscall when errno != 0 => $"the TLS handshake broke off: {Errno.Describe(errno)}",
            OpenSsl.ErrorSyscall => "the server closed the connection during the TLS handshake",
            _ => $"the TLS handshake failed: {OpenSsl.TakeErrorText()}",
        };
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

    /// <summary>Encrypts and sends: all of it, a part, or nothing where the socket is full.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        OpenSsl.ClearErrors();
        int written;
        fixed (byte* start = bytes)
            written = OpenSsl.Write(_ssl, start, bytes.Length);
        return written > 0 ? written : Explain(written, Marshal.GetLastPInvokeError());
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

    private bool TryExpectHost(WsEndpoint endpoint)
    {
        if (endpoint.Address is not null)
            return OpenSsl.SetAddress(OpenSsl.GetVerifyParameters(_handle), endpoint.Address.ToString()) == 1;
        OpenSsl.SetHostFlags(_handle, OpenSsl.NoPartialWildcards);
        return OpenSsl.SetHost(_handle, endpoint.Host) == 1
            && OpenSsl.ControlSession(_handle, OpenSsl.ControlServerName, 0, endpoint.Host) == 1;
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
