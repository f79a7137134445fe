using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Native.Linux;
using Engine.Native.Linux.Streams;
using Engine.Native.Net.Tls;

namespace Engine.Native.Net;

/// <summary>A connected byte stream, plain or TLS, that never blocks. Owned by one thread; allocates nothing while it works.</summary>
internal sealed unsafe class Transport : IDisposable
{
    private readonly SocketsHandle _socket;
    private readonly int _descriptor;
    private TlsSession? _tls;
    private string _failure = "";
    private bool _isStamped;

    /// <summary>Takes over a connected, non-blocking socket.</summary>
    public Transport(SocketsHandle socket)
    {
        _socket = socket;
        _descriptor = socket.Descriptor;
    }

    /// <summary>Takes over a connected, non-blocking socket and a TLS session on it.</summary>
    public Transport(SocketsHandle socket, TlsSession session)
        : this(socket) => _tls = session;

    /// <summary>What went wrong, in words, after a transfer that failed.</summary>
    public string Failure => _tls is { Failure.Length: > 0 } ? _tls.Failure : _failure;

    /// <summary>More may be had at once, without waiting for the socket: TLS has taken it from there already.</summary>
    public bool HoldsMore { get; private set; }

    /// <summary>The TLS version, or "" on a plain connection.</summary>
    public string Security => _tls?.Version ?? "";

    /// <summary>When the kernel had received what <see cref="Receive"/> last brought, Unix ns; 0 where it is not asked or does not tell.</summary>
    public long KernelNs { get; private set; }

    /// <summary>
    /// Asks the kernel for the times of receiving. They come with plain receives alone: under TLS it is OpenSSL that receives.
    /// </summary>
    public bool TryStamp() => _tls is null && (_isStamped = Sockets.TrySetKernelStamps(_descriptor));

    /// <summary>Makes this a TLS stream; no byte is moved yet.</summary>
    public bool TryBeginTls(TlsContext context, WsEndpoint endpoint) => TlsSession.TryCreate(context, _socket, endpoint, out _tls, out _failure);

    /// <summary>Takes the TLS handshake as far as it goes without waiting.</summary>
    public TlsStep SecureHandshake()
    {
        TlsStep step = _tls!.Handshake();
        HoldsMore = step == TlsStep.Done && _tls.HasPending;
        return step;
    }

    /// <summary>One receive call. Returns the bytes received, or a <see cref="Transfer"/> value.</summary>
    public int Receive(Span<byte> room)
    {
        if (_tls is not null)
        {
            int decrypted = _tls.Receive(room);
            HoldsMore = decrypted > 0 && _tls.HasPending;
            return decrypted;
        }
        nint received;
        fixed (byte* start = room)
            received = _isStamped ? ReceiveStamped(start, (nuint)room.Length) : Sockets.ReceiveBare(_descriptor, start, (nuint)room.Length, 0);
        if (received > 0)
            return (int)received;
        int errno = received < 0 ? Marshal.GetLastSystemError() : 0;
        return errno == Errno.WouldBlock ? Transfer.Waits : ReceiveCarefully(room, errno);
    }

    /// <summary>
    /// An end or an error: asked for again in the way that keeps errno whatever the runtime does in between. An error is told by the
    /// first of the two calls, and the second meets the end behind it.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReceiveCarefully(Span<byte> room, int firstErrno)
    {
        nint received;
        fixed (byte* start = room)
            received = Sockets.Receive(_descriptor, start, (nuint)room.Length, 0);
        if (received > 0)
            return (int)received;
        if (received < 0)
            return Explain(Marshal.GetLastPInvokeError());
        return firstErrno == 0 ? Transfer.Ended : Explain(firstErrno);
    }

    /// <summary>One send call. Returns the bytes taken, or a <see cref="Transfer"/> value.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        if (_tls is not null)
            return _tls.Send(bytes);
        nint sent;
        fixed (byte* start = bytes)
            sent = Sockets.Send(_descriptor, start, (nuint)bytes.Length, Sockets.NoSignal);
        return sent >= 0 ? (int)sent : Explain(Marshal.GetLastPInvokeError());
    }

    /// <summary>Has TCP acknowledge now what it has received.</summary>
    public void Acknowledge() => Sockets.Acknowledge(_descriptor);

    /// <summary>Sleeps until there is something to receive, or room to send where that is asked for.</summary>
    public bool Wait(bool toSend, int timeoutMs)
    {
        bool orWritable = toSend || _tls is { WantsWrite: true };
        return Sockets.Wait(_descriptor, (short)(Sockets.PollIn | (orWritable ? Sockets.PollOut : 0)), timeoutMs);
    }

    /// <summary>Sleeps until there is room to send.</summary>
    public void WaitWritable(int timeoutMs) => Sockets.Wait(_descriptor, Sockets.PollOut, timeoutMs);

    /// <summary>Ends TLS politely and closes the socket.</summary>
    public void Dispose()
    {
        _tls?.SayGoodbye();
        _tls?.Dispose();
        _socket.Dispose();
    }

    private nint ReceiveStamped(byte* start, nuint bytes)
    {
        nint received = Sockets.ReceiveStamped(_descriptor, start, bytes, out long kernelNs);
        KernelNs = kernelNs;
        return received;
    }

    private int Explain(int errno)
    {
        if (errno is Errno.WouldBlock or Errno.Interrupted or Errno.NoBuffers)
            return Transfer.Waits;
        _failure = Errno.Describe(errno);
        return Transfer.Failed;
    }
}
