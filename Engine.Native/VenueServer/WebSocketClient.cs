using System.Net.WebSockets;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Native.VenueServer.Sockets;

namespace Engine.Native.VenueServer;

/// <summary>
/// A client on a WebSocket. The protocol is System.Net.WebSockets', an implementation of its own beside the trader's; uncompressed
/// messages, which are many, are framed here.
/// </summary>
internal sealed class WebSocketClient(WebSocket socket, CorkedStream stream, bool isDeflated, ExchangeLoop loop, Action abort, Action<bool> cut)
    : Client(SessionKind.WebSocket)
{
    private const int FirstReadBytes = 4096;
    private const int MaxMessageBytes = 256 * 1024;
    private const WebSocketCloseStatus TooSlowCode = WebSocketCloseStatus.PolicyViolation;
    private static readonly TimeSpan s_closePatience = TimeSpan.FromSeconds(5);

    private bool _isEnding;

    /// <inheritdoc/>
    public override void Send()
    {
        if (_isEnding)
            return;
        try
        {
            if (Session.IsFrozen)
                stream.Freeze();
            stream.Cork();
            for (int i = 0; i < Session.Outbox.Count; i++)
                Send(i);
            if (stream.PendingBytes > loop.MaxPendingBytes)
                EndTooSlow();
            else if (Session.End is SessionEnd end)
                End(end);
        }
        catch (Exception error) when (error is WebSocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            _isEnding = true; // the reading side sees the same and reports the end
        }
        finally
        {
            stream.Uncork();
        }
    }

    /// <summary>Reads messages until the connection ends, whoever ends it.</summary>
    public async Task Read(CancellationToken stopping)
    {
        while (true)
        {
            byte[] message = Rent(FirstReadBytes);
            int length = 0;
            while (true)
            {
                ValueWebSocketReceiveResult result = await socket.ReceiveAsync(message.AsMemory(length), stopping).ConfigureAwait(false);
                length += result.Count;
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    Return(message);
                    if (stream.IsFrozen)
                        await Task.Delay(Timeout.Infinite, stopping).ConfigureAwait(false);
                    await Answer().ConfigureAwait(false);
                    return;
                }

                if (result.EndOfMessage)
                    break;
                if (length == message.Length && !TryGrow(ref message))
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "message too big", stopping).ConfigureAwait(false);
                    return;
                }
            }

            loop.Receive(this, message, length, loop.NowNs);
        }
    }

    private void Send(int message)
    {
        if (Session.Outbox.Form(message) is FrameForm form)
            ShapedFrame.Write(stream, Session.Outbox.Memory(message), form);
        else if (isDeflated)
            Finish(socket.SendAsync(Session.Outbox.Memory(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None));
        else
            stream.WriteText(Session.Outbox[message]);
    }

    /// <summary>Writes end in memory; the wait is for another writer of the same socket (a pong) to leave its lock.</summary>
    private static void Finish(ValueTask sending)
    {
        if (sending.IsCompletedSuccessfully)
            return;
        sending.AsTask().GetAwaiter().GetResult();
    }

    private static void Finish(Task sending) => sending.GetAwaiter().GetResult();

    private async Task Answer()
    {
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).ConfigureAwait(false);
    }

    private static bool TryGrow(ref byte[] message)
    {
        if (message.Length >= MaxMessageBytes)
            return false;
        byte[] larger = Rent(message.Length * 2);
        message.CopyTo(larger, 0);
        Return(message);
        message = larger;
        return true;
    }

    /// <summary>What was said before the end still leaves.</summary>
    private void Cut(bool isReset)
    {
        stream.Uncork();
        _ = stream.Drained().ContinueWith(_ => cut(isReset), TaskScheduler.Default);
    }

    private void EndTooSlow()
    {
        stream.DropPending();
        loop.CountSlowReader();
        End(new SessionEnd((int)TooSlowCode, "connection_too_slow"));
    }

    private void End(SessionEnd end)
    {
        _isEnding = true;
        loop.Close(this); // what it is subscribed to is written for it no more
        if (end.Code == 0)
            Cut(end.IsReset);
        else
            Finish(socket.CloseOutputAsync((WebSocketCloseStatus)end.Code, end.Reason, CancellationToken.None));
        // The client has a moment to answer the close, or to end its side; after it the connection goes.
        _ = Task.Delay(s_closePatience).ContinueWith(_ => abort(), TaskScheduler.Default);
    }
}
