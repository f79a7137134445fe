namespace Engine.Core.Wire.WebSocket.Opening;

/// <summary>The words for a <see cref="HandshakeResult"/>.</summary>
public static class HandshakeResults
{
    /// <summary>A clause for a message to a person: "the server ...". <paramref name="status"/> is the HTTP status received.</summary>
    public static string Sentence(this HandshakeResult result, int status) => result switch
    {
        HandshakeResult.NeedsMore => "the server has not finished its answer to the upgrade request",
        HandshakeResult.Accepted => "the server accepted the upgrade",
        HandshakeResult.NotHttp => "the server did not answer the upgrade request in HTTP/1.1: is this a WebSocket port, and is the scheme (ws or wss) right?",
        HandshakeResult.StatusRefused => $"the server answered the upgrade request with HTTP status {status}{StatusMeaning(status)} instead of 101",
        HandshakeResult.HeaderTooLarge => $"the server's answer to the upgrade request has a header of more than {Handshake.MaxHeaderBytes} bytes",
        HandshakeResult.MalformedLine => "the server's answer to the upgrade request has a malformed header line",
        HandshakeResult.UpgradeWrong => "the server's answer lacks the field \"Upgrade: websocket\"",
        HandshakeResult.ConnectionWrong => "the server's answer lacks \"Upgrade\" in its Connection field",
        HandshakeResult.AcceptMissing => "the server's answer lacks the field Sec-WebSocket-Accept",
        HandshakeResult.AcceptDuplicated => "the server's answer has more than one field Sec-WebSocket-Accept",
        HandshakeResult.AcceptWrong => "the server's Sec-WebSocket-Accept does not belong to the key that was sent",
        HandshakeResult.ExtensionUnasked => "the server chose a WebSocket extension that was not offered",
        HandshakeResult.SubprotocolUnasked => "the server chose a WebSocket subprotocol that was not offered",
        _ => "the server's answer was refused",
    };

    private static string StatusMeaning(int status) => status switch
    {
        200 => " (OK: this path is not a WebSocket)",
        >= 300 and <= 399 => " (redirect: redirects are not followed, give the final address)",
        400 => " (bad request)",
        401 => " (unauthorized)",
        403 => " (forbidden)",
        404 => " (not found: check the path)",
        426 => " (upgrade required)",
        429 => " (too many requests)",
        >= 500 and <= 599 => " (server error)",
        _ => "",
    };
}
