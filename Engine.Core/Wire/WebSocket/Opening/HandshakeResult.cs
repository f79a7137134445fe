namespace Engine.Core.Wire.WebSocket.Opening;

/// <summary>How far the opening handshake has come, or why the server's answer is refused (RFC 6455, section 4.1).</summary>
public enum HandshakeResult : byte
{
    /// <summary>The header has not arrived in full.</summary>
    NeedsMore = 0,
    /// <summary>The connection is a WebSocket; the bytes that follow are frames.</summary>
    Accepted,
    /// <summary>The answer does not begin like HTTP/1.1.</summary>
    NotHttp,
    /// <summary>The status is not 101.</summary>
    StatusRefused,
    /// <summary>The header is longer than <see cref="Handshake.MaxHeaderBytes"/>.</summary>
    HeaderTooLarge,
    /// <summary>A header line is not of the form <c>name: value CR LF</c>.</summary>
    MalformedLine,
    /// <summary>No Upgrade field, or not the one value "websocket".</summary>
    UpgradeWrong,
    /// <summary>No Connection field lists "Upgrade".</summary>
    ConnectionWrong,
    /// <summary>No Sec-WebSocket-Accept field.</summary>
    AcceptMissing,
    /// <summary>More than one Sec-WebSocket-Accept field.</summary>
    AcceptDuplicated,
    /// <summary>The accept value does not belong to the key that was sent.</summary>
    AcceptWrong,
    /// <summary>The server chose an extension that was not offered.</summary>
    ExtensionUnasked,
    /// <summary>The server chose a subprotocol that was not offered.</summary>
    SubprotocolUnasked,
}
