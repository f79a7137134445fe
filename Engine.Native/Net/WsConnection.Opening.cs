using System.Runtime.CompilerServices;
using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Core.Wire.WebSocket.Opening;
using Engine.Native.Linux.Streams;
using Engine.Native.Net.Tls;

namespace Engine.Native.Net;

/// <content>From nothing to open: TCP, TLS, upgrade.</content>
public sealed partial class WsConnection
{
    private readonly byte[] _request;
    private int _requestBytes;
    private int _requestSent;
    private long _deadlineNs;

    private bool RequestPending => _state == WsState.Upgrading && _requestSent < _requestBytes;

    /// <summary>Begins to connect; <see cref="Poll"/> does the rest. Allowed when idle or closed.</summary>
    public void Connect(long nowNs)
    {
        if (_state is not (WsState.Idle or WsState.Closed))
            throw new InvalidOperationException($"The connection to {_endpoint} is {_state}: it cannot connect again before it is closed.");
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ForgetLastConnection();
        if (_endpoint.IsSecure && _tls is null)
        {
            Finish(WsCloseReason.TlsUnavailable, CloseCode.Abnormal, _tlsFailure);
            return;
        }
        Span<byte> nonce = stackalloc byte[Handshake.NonceBytes];
        Sockets.FillRandom(nonce);
        _handshake.Begin(nonce);
        if (!_handshake.TryWriteRequest(_request, Encoding.ASCII.GetBytes(_endpoint.Target), Encoding.ASCII.GetBytes(_endpoint.HostField), out _requestBytes))
            throw new InvalidOperationException($"The upgrade request for {_endpoint} does not fit its buffer.");
        _requestSent = 0;
        _dialer.Begin(Addresses, _endpoint.Port, nowNs, _options.ConnectTimeoutNs);
        _state = WsState.Connecting;
    }

    /// <summary>
    /// Takes over a connected stream as a connection that is open already: for a private pair, whose other end is this process's own
    /// and needs no upgrade. Allowed when idle or closed.
    /// </summary>
    internal void Adopt(Transport transport)
    {
        if (_state is not (WsState.Idle or WsState.Closed))
            throw new InvalidOperationException($"The connection to {_endpoint} is {_state}: it cannot take over another.");
        ForgetLastConnection();
        _transport = transport;
        Output.Reset();
        _state = WsState.Open;
    }

    private void ForgetLastConnection()
    {
        _received.Reset();
        _isUnanswered = false;
        _owedPongBytes = -1;
        _frames.Reset();
        _discarding = _isDecided = false;
        _wayOutBroken = "";
        CloseReason = WsCloseReason.None;
        CloseSentence = "";
        CloseCodeSeen = 0;
        Security = "";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PollOpeningOrClosing(long nowNs) => _state switch
    {
        WsState.Connecting => PollConnect(nowNs),
        WsState.Securing => PollTls(nowNs),
        WsState.Upgrading => PollUpgrade(nowNs),
        WsState.Closing => PollClosing(nowNs),
        _ => false,
    };

    private bool PollConnect(long nowNs)
    {
        switch (_dialer.Poll(nowNs))
        {
            case DialStep.Waits:
                return false;
            case DialStep.Failed:
                return Finish(WsCloseReason.ConnectFailed, CloseCode.Abnormal, $"could not connect: {_dialer.Failure}");
            case DialStep.TimedOut:
                return Finish(WsCloseReason.ConnectTimedOut, CloseCode.Abnormal, $"could not connect in time: {_dialer.Failure}");
        }
        _transport = new Transport(_dialer.TakeSocket());
        if (_options.KernelStamps && !_endpoint.IsSecure)
            _transport.TryStamp();
        _deadlineNs = nowNs + _options.HandshakeTimeoutNs;
        _state = _endpoint.IsSecure ? WsState.Securing : WsState.Upgrading;
        return !_endpoint.IsSecure || _transport.TryBeginTls(_tls!, _endpoint) || Finish(WsCloseReason.TlsFailed, CloseCode.Abnormal, _transport.Failure);
    }

    private bool PollTls(long nowNs)
    {
        switch (_transport!.SecureHandshake())
        {
            case TlsStep.Done:
                Security = _transport.Security;
                _state = WsState.Upgrading;
                return true;
            case TlsStep.CertificateRefused:
                return Finish(WsCloseReason.CertificateRefused, CloseCode.Abnormal, _transport.Failure);
            case TlsStep.Failed:
                return Finish(WsCloseReason.TlsFailed, CloseCode.Abnormal, _transport.Failure);
            case TlsStep.Broken:
                return Finish(WsCloseReason.Dropped, CloseCode.Abnormal, _transport.Failure);
            default:
                return EndIfLate(nowNs, "the TLS handshake");
        }
    }

    private bool PollUpgrade(long nowNs)
    {
        if (EndIfLate(nowNs, "the upgrade"))
            return true;
        if (RequestPending)
            SendRequest();
        if (_state != WsState.Upgrading || !Receive(nowNs))
            return false;
        if (_state != WsState.Upgrading)
            return true;
        HandshakeResult result = _handshake.Read(ref _received.Bytes);
        if (result is not (HandshakeResult.NeedsMore or HandshakeResult.Accepted))
        {
            bool isPassing = result == HandshakeResult.StatusRefused && Handshake.IsPassing(_handshake.Status);
            return Finish(isPassing ? WsCloseReason.Unavailable : WsCloseReason.HandshakeRefused, CloseCode.Abnormal, result.Sentence(_handshake.Status));
        }

        if (_received.Bytes.IsEmpty)
            _received.Release();
        if (result == HandshakeResult.Accepted)
        {
            Output.Reset();
            _state = WsState.Open;
        }
        return true;
    }

    private void SendRequest()
    {
        int sent = _transport!.Send(_request.AsSpan(_requestSent.._requestBytes));
        if (sent > 0)
            _requestSent += sent;
        else if (sent < 0)
            Finish(WsCloseReason.Dropped, CloseCode.Abnormal, $"the connection broke before the upgrade: {_transport.Failure}");
    }

    private bool EndIfLate(long nowNs, string what) => nowNs >= _deadlineNs
        && Finish(WsCloseReason.HandshakeTimedOut, CloseCode.Abnormal, $"{what} was not completed within {_options.HandshakeTimeoutNs / 1_000_000} ms");
}
