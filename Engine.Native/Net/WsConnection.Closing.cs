using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Engine.Core.Wire.WebSocket;

namespace Engine.Native.Net;

/// <content>
/// From open to closed. After the closing handshake it is the server that ends TCP (RFC 6455, section 7.1.1): this end waits
/// for it, for a limited time, and throws away whatever still comes.
/// </content>
public sealed partial class WsConnection
{
    // The closing handshake is complete or the connection is failed: nothing that follows changes why it closes.
    private bool _isDecided;
    private bool _discarding;
    private string _wayOutBroken = "";

    private bool PollClosing(long nowNs)
    {
        if (Output.PendingBytes != 0)
            SendPending(nowNs);
        if (nowNs >= _deadlineNs)
            return FinishLate();
        if (_discarding)
            return Discard();
        return _received.IsOpen || Receive(nowNs);
    }

    private bool Discard()
    {
        int received = _transport!.Receive(_received.Free());
        if (received < 0)
            EndOfStream(received);
        return received != Transfer.Waits;
    }

    private void BeginClosing(long nowNs, WsCloseReason reason, int code, ReadOnlySpan<byte> payload, string sentence)
    {
        if (_state == WsState.Open)
        {
            // The close frame always fits: the output keeps room for it.
            Output.WriteControl(Opcode.Close, payload);
            Output.Shut();
        }
        _state = WsState.Closing;
        _deadlineNs = nowNs + _options.CloseTimeoutNs;
        CloseReason = reason;
        CloseCodeSeen = code;
        CloseSentence = sentence;
    }

    /// <summary>The server's close frame: answered with its own code, unless it is the answer to ours.</summary>
    private void TakeClose(ReadOnlySpan<byte> payload)
    {
        int code = _frames.PeerCloseCode;
        string reason = payload.Length > 2 ? $" (\"{Encoding.UTF8.GetString(payload[2..])}\")" : "";
        string codeText = code == CloseCode.NoStatus ? "without a code" : $"with code {code}{reason}";
        bool isAnswer = _state == WsState.Closing && _wayOutBroken.Length == 0;
        BeginClosing(_lastPollNs, isAnswer ? WsCloseReason.ClosedByUs : WsCloseReason.ClosedByPeer, code, payload[..Math.Min(2, payload.Length)],
            isAnswer ? $"closed by us; the server agreed {codeText}" : $"the server closed the connection {codeText}");
        DecideAndDiscard();
    }

    private void FailConnection()
    {
        FrameViolation violation = _frames.Violation;
        int code = violation.CloseCode();
        Span<byte> payload = stackalloc byte[125];
        int payloadBytes = EncodeClose(payload, code, violation.Sentence());
        BeginClosing(_lastPollNs, WsCloseReason.ProtocolViolation, code, payload[..payloadBytes], $"{violation.Sentence()}; failed with code {code}");
        DecideAndDiscard();
    }

    private void DecideAndDiscard()
    {
        _isDecided = true;
        _discarding = true;
        _received.Skip();
    }

    /// <summary>Nothing can be sent any more, but what the server sent before may still be read, a close frame above all.</summary>
    private void BreakWayOut(long nowNs)
    {
        _wayOutBroken = _transport!.Failure.Length == 0 ? "the server ended the stream" : _transport.Failure;
        Output.Shut();
        Output.DropPending();
        if (_state == WsState.Open)
            BeginClosing(nowNs, WsCloseReason.Dropped, CloseCode.Abnormal, default, $"sending failed: {_wayOutBroken}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndOfStream(int received)
    {
        string how = received == Transfer.Ended ? "the server ended the connection" : $"the connection broke ({_transport!.Failure})";
        if (_state == WsState.Upgrading)
            Finish(WsCloseReason.Dropped, CloseCode.Abnormal, $"{how} before it answered the upgrade request");
        else if (_isDecided)
            Finish(CloseReason, CloseCodeSeen, CloseSentence);
        else if (_wayOutBroken.Length != 0)
            Finish(WsCloseReason.Dropped, CloseCode.Abnormal, CloseSentence);
        else
            Finish(WsCloseReason.Dropped, CloseCode.Abnormal, $"{how} without a close frame");
    }

    private bool FinishLate()
    {
        if (_isDecided || _wayOutBroken.Length != 0)
            return Finish(CloseReason, CloseCodeSeen, CloseSentence);
        return Finish(WsCloseReason.CloseTimedOut, CloseCode.Abnormal,
            $"the server did not answer our close frame within {_options.CloseTimeoutNs / 1_000_000} ms");
    }

    /// <summary>Releases the socket; returns true, since something happened.</summary>
    private bool Finish(WsCloseReason reason, int code, string sentence)
    {
        _state = WsState.Closed;
        CloseReason = reason;
        CloseCodeSeen = code;
        CloseSentence = $"{_endpoint}: {sentence}";
        Output.Shut();
        Output.DropPending();
        _received.Forget();
        _transport?.Dispose();
        _transport = null;
        _dialer.Dispose();
        return true;
    }

    private static int EncodeClose(Span<byte> payload, int code, string reason)
    {
        payload[0] = (byte)(code >> 8);
        payload[1] = (byte)code;
        Utf8.FromUtf16(reason, payload[2..], out _, out int reasonBytes);
        return 2 + reasonBytes;
    }
}
