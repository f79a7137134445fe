using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Wire.WebSocket;
using Engine.Core.Wire.WebSocket.Opening;
using Engine.Native.Linux.Streams;
using Engine.Native.Net.Tls;

namespace Engine.Native.Net;

/// <summary>
/// A WebSocket client connection (RFC 6455), plain or TLS, that never blocks: <see cref="Poll"/> drives it. Owned by one
/// thread. While open it allocates nothing: one receive call a poll into the pipe's memory, messages returned where they
/// lie, and one send call a batch.
/// <code>
/// connection.Connect(nowNs);
/// while (connection.State != WsState.Closed)
/// {
///     connection.Poll(nowNs);
///     while (connection.TryReadMessage(out var kind, out var payload)) { ... write answers into connection.Output ... }
///     connection.Flush(nowNs);
/// }
/// </code>
/// Pings are answered and close frames honoured inside <see cref="TryReadMessage"/>, so it must be called until it returns
/// false, also while closing; nothing more is received before that. After <see cref="WsState.Closed"/> the object can
/// connect again and keeps its memory.
/// </summary>
public sealed partial class WsConnection : IDisposable
{
    private readonly WsEndpoint _endpoint;
    private readonly WsOptions _options;
    private readonly TcpDialer _dialer = new();
    private readonly Handshake _handshake = new();
    private readonly FrameReader _frames;
    private readonly ReceiveRoom _received;
    private readonly byte[] _owedPong = new byte[125];

    private TlsContext? _tls;
    private string _tlsFailure = "";
    private Transport? _transport;
    private WsState _state;
    private bool _isUnanswered;
    private bool _isDisposed;
    private int _owedPongBytes = -1;
    private long _lastPollNs;

    /// <summary>A connection to be made. For wss the certificate authorities are read here, which takes milliseconds.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <param name="addresses">Its addresses, tried in order (<see cref="WsEndpoint.TryResolve"/>).</param>
    /// <param name="options">Limits.</param>
    public WsConnection(WsEndpoint endpoint, IReadOnlyList<IPAddress> addresses, WsOptions options)
    {
        _endpoint = endpoint;
        _options = options;
        Addresses = addresses;
        _frames = new FrameReader(options.MaxMessageBytes);
        _received = new ReceiveRoom(options.ReceiveBlockBytes);
        Span<ulong> seeds = stackalloc ulong[2];
        Sockets.FillRandom(MemoryMarshal.AsBytes(seeds));
        Output = new OutputBuffer(options.OutputBytes, new MaskKeys(seeds[0], seeds[1]));
        _request = new byte[endpoint.Target.Length + endpoint.HostField.Length + 256];
        Output.Shut();
        Sockets.IgnoreBrokenPipe();
        if (endpoint.IsSecure)
            TlsContext.TryCreate(options.TrustFile, out _tls, out _tlsFailure);
    }

    /// <summary>The addresses that the next <see cref="Connect"/> tries in order.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; set; }

    /// <summary>Whether it is one of TLS.</summary>
    public bool IsSecure => _endpoint.IsSecure;

    /// <summary>Where the connection stands.</summary>
    public WsState State => _state;

    /// <summary>Why it is closed.</summary>
    public WsCloseReason CloseReason { get; private set; }

    /// <summary>The same for a person: one sentence that names the address.</summary>
    public string CloseSentence { get; private set; } = "";

    /// <summary>The close code: the server's where it closed, ours where we failed the connection, 1006 where there was none.</summary>
    public int CloseCodeSeen { get; private set; }

    /// <summary>The TLS version agreed on, or "".</summary>
    public string Security { get; private set; } = "";

    /// <summary>Frames on their way out: write here, then <see cref="Flush"/>. What is not open is not sent.</summary>
    public OutputBuffer Output { get; }

    /// <summary>The clock value that was handed to the poll which received the bytes now being read, in ns.</summary>
    public long LastReceiveNs { get; private set; }

    /// <summary>
    /// When the kernel had received the bytes now being read, by the wall clock, Unix ns; 0 where <see cref="WsOptions.KernelStamps"/>
    /// is off or the kernel does not tell.
    /// </summary>
    public long LastKernelNs => _transport?.KernelNs ?? 0;

    /// <summary>Bytes received since construction, TLS framing not counted.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Bytes sent since construction, TLS framing not counted.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Receives that brought bytes.</summary>
    public long Receives { get; private set; }

    /// <summary>Sends that took bytes.</summary>
    public long Sends { get; private set; }

    /// <summary>Messages and control frames read.</summary>
    public long FramesReceived { get; private set; }

    /// <summary>Frames committed to the output.</summary>
    public long FramesSent => Output.Frames;

    /// <summary>Frames that had to be copied because two receive blocks share them.</summary>
    public long Straddles => _frames.Straddles;

    /// <summary>
    /// Drives the connection: sends what is pending, receives once, moves the state on. Returns whether something happened;
    /// false means that there is nothing to do until the socket is ready (<see cref="WaitReadable"/>).
    /// </summary>
    public bool Poll(long nowNs)
    {
        _lastPollNs = nowNs;
        if (_state != WsState.Open)
            return PollOpeningOrClosing(nowNs);
        if (Output.PendingBytes != 0 || _owedPongBytes >= 0)
            SendPending(nowNs);
        return _received.IsOpen || Receive(nowNs);
    }

    /// <summary>
    /// The next message. Its payload stands until the next call. False: all that has been received is read.
    /// </summary>
    public bool TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> payload)
    {
        while (_received.IsOpen)
        {
            FrameRead read = _frames.Read(ref _received.Bytes, out payload);
            if (read is FrameRead.Text or FrameRead.Binary)
            {
                FramesReceived++;
                kind = read == FrameRead.Text ? WsMessageKind.Text : WsMessageKind.Binary;
                return true;
            }
            if (read == FrameRead.NeedsMore)
                _received.Release();
            else
                TakeControl(read, payload);
        }
        kind = default;
        payload = default;
        return false;
    }

    /// <summary>
    /// To be called when nothing has come for some microseconds: acknowledges what was received and not answered. The kernel would put
    /// it off until the next message, and send it inside the receive call that brings this one: two microseconds at the worst moment.
    /// </summary>
    public void AcknowledgeUnanswered()
    {
        if (!_isUnanswered || _state != WsState.Open)
            return;
        _isUnanswered = false;
        _transport!.Acknowledge();
    }

    /// <summary>Sends what has been committed to <see cref="Output"/>: one send call, unless the socket takes only part.</summary>
    public void Flush(long nowNs)
    {
        if (Output.PendingBytes != 0)
            SendPending(nowNs);
    }

    /// <summary>
    /// Sleeps until the connection has something to do, for at most so many milliseconds. For waiting strategies that sleep;
    /// a spinning one never calls it. Returns at once where bytes already received wait to be read.
    /// </summary>
    public bool WaitReadable(int timeoutMs)
    {
        if (_received.IsOpen || _state is WsState.Idle or WsState.Closed)
            return true;
        if (_state == WsState.Connecting)
            return _dialer.Wait(timeoutMs);
        return _transport!.HoldsMore || _transport.Wait(Output.PendingBytes != 0 || RequestPending, timeoutMs);
    }

    /// <summary>Sleeps until the socket takes more output, for at most so many milliseconds: for a sender whose output is full.</summary>
    public void WaitWritable(int timeoutMs) => _transport?.WaitWritable(timeoutMs);

    /// <summary>Begins the closing handshake; where the connection is not open yet, ends it.</summary>
    public void Close(long nowNs, int code = CloseCode.Normal, string reason = "")
    {
        if (!CloseCode.MayBeSent(code))
            throw new ArgumentOutOfRangeException(nameof(code), code, "This close code may not be sent.");
        if (_state == WsState.Open)
        {
            Span<byte> payload = stackalloc byte[125];
            int payloadBytes = EncodeClose(payload, code, reason);
            BeginClosing(nowNs, WsCloseReason.ClosedByUs, code, payload[..payloadBytes], "closed by us");
        }
        else if (_state is not (WsState.Idle or WsState.Closing or WsState.Closed))
            Finish(WsCloseReason.ClosedByUs, CloseCode.Abnormal, "given up before it was open");
    }

    /// <summary>Ends the connection at once and releases socket and TLS.</summary>
    public void Dispose()
    {
        if (_state is not (WsState.Idle or WsState.Closed))
            Finish(WsCloseReason.ClosedByUs, CloseCode.Abnormal, "abandoned");
        _isDisposed = true;
        _dialer.Dispose();
        _tls?.Dispose();
    }

    private bool Receive(long nowNs)
    {
        int received = _transport!.Receive(_received.Free());
        if (received == Transfer.Waits)
            return false;
        if (received < 0)
        {
            EndOfStream(received);
            return true;
        }
        Receives++;
        _isUnanswered = true;
        BytesReceived += received;
        LastReceiveNs = nowNs;
        if (_state == WsState.Open && !_transport.HoldsMore)
        {
            _received.Take(received);
            return true;
        }
        _received.Add(received);
        if (_transport.HoldsMore)
            ReceiveHeldBack();
        _received.Open();
        return true;
    }

    /// <summary>The further TLS records that came with the same receive call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ReceiveHeldBack()
    {
        int left = _options.ReceiveBlockBytes;
        while (_transport!.HoldsMore && left > 0)
        {
            int received = _transport.Receive(_received.Free());
            // An end or a failure is met again by the next poll, after what came before it has been read.
            if (received <= 0)
                return;
            left -= received;
            BytesReceived += received;
            _received.Add(received);
        }
    }

    private void SendPending(long nowNs)
    {
        if (_owedPongBytes >= 0)
            SendOwedPong();
        if (_transport is null || Output.PendingBytes == 0)
            return;
        int sent = _transport.Send(Output.Pending);
        if (sent > 0)
        {
            Sends++;
            _isUnanswered = false; // the acknowledgement rides on what is sent
            BytesSent += sent;
            Output.Consume(sent);
        }
        else if (sent < 0)
        {
            BreakWayOut(nowNs);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeControl(FrameRead read, ReadOnlySpan<byte> payload)
    {
        FramesReceived++;
        switch (read)
        {
            case FrameRead.Ping:
                payload.CopyTo(_owedPong);
                _owedPongBytes = payload.Length;
                SendOwedPong();
                break;
            case FrameRead.Close:
                TakeClose(payload);
                break;
            case FrameRead.Violation:
                FailConnection();
                break;
        }
    }

    /// <summary>Where the output is full the pong waits; a later ping then replaces it (RFC 6455, section 5.5.3).</summary>
    private void SendOwedPong()
    {
        if (_state != WsState.Open || Output.WriteControl(Opcode.Pong, _owedPong.AsSpan(0, _owedPongBytes)) == OutputRoom.Granted)
            _owedPongBytes = -1;
    }
}
