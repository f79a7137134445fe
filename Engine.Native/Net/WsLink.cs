using Engine.Core.Link;
using Engine.Core.Wire.WebSocket;

namespace Engine.Native.Net;

/// <summary>A connection as the keeper of a session sees it. Belongs to the connection's thread.</summary>
public sealed class WsLink(WsConnection connection) : ILink
{
    /// <inheritdoc/>
    public LinkState State => connection.State switch
    {
        WsState.Idle or WsState.Closed => LinkState.Closed,
        WsState.Open => LinkState.Open,
        WsState.Closing => LinkState.Closing,
        _ => LinkState.Opening,
    };

    /// <inheritdoc/>
    public LinkEnd End => connection.CloseReason switch
    {
        WsCloseReason.None => LinkEnd.None,
        WsCloseReason.ClosedByUs or WsCloseReason.CloseTimedOut => LinkEnd.ClosedByUs,
        WsCloseReason.TlsUnavailable or WsCloseReason.CertificateRefused or WsCloseReason.TlsFailed or WsCloseReason.HandshakeRefused => LinkEnd.WrongAddress,
        WsCloseReason.ConnectFailed => LinkEnd.Unreached,
        WsCloseReason.Unavailable => LinkEnd.Unavailable,
        _ => LinkEnd.Lost,
    };

    /// <inheritdoc/>
    public string EndSentence => connection.CloseSentence;

    /// <inheritdoc/>
    public long LastReceiveNs => connection.LastReceiveNs;

    /// <inheritdoc/>
    public OutputBuffer Output => connection.Output;

    /// <inheritdoc/>
    public void Connect(long nowNs) => connection.Connect(nowNs);

    /// <inheritdoc/>
    public void Close(long nowNs) => connection.Close(nowNs);
}
