using System.Text;

namespace Engine.Core.Wire.WebSocket.Opening;

/// <summary>The fields of the answer that decide the handshake, checked as their lines arrive.</summary>
internal sealed class ResponseFields
{
    private readonly byte[] _expectedAccept = new byte[28];
    private bool _upgrade;
    private bool _connection;
    private bool _accept;

    public void Begin(ReadOnlySpan<byte> expectedAccept)
    {
        expectedAccept.CopyTo(_expectedAccept);
        _upgrade = _connection = _accept = false;
    }

    /// <summary>Takes one field line; fields that do not matter here are skipped.</summary>
    public HandshakeResult Take(ReadOnlySpan<byte> line)
    {
        if (!ResponseLine.TryParseField(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
            return HandshakeResult.MalformedLine;
        if (Ascii.EqualsIgnoreCase(name, "Upgrade"u8))
            return TakeUpgrade(value);
        if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
            _connection |= ResponseLine.ListHas(value, "Upgrade"u8);
        else if (Ascii.EqualsIgnoreCase(name, "Sec-WebSocket-Accept"u8))
            return TakeAccept(value);
        else if (Ascii.EqualsIgnoreCase(name, "Sec-WebSocket-Extensions"u8))
            return HandshakeResult.ExtensionUnasked;
        else if (Ascii.EqualsIgnoreCase(name, "Sec-WebSocket-Protocol"u8))
            return HandshakeResult.SubprotocolUnasked;
        return HandshakeResult.NeedsMore;
    }

    /// <summary>The header is complete.</summary>
    public HandshakeResult Verdict()
    {
        if (!_upgrade)
            return HandshakeResult.UpgradeWrong;
        if (!_connection)
            return HandshakeResult.ConnectionWrong;
        return _accept ? HandshakeResult.Accepted : HandshakeResult.AcceptMissing;
    }

    private HandshakeResult TakeUpgrade(ReadOnlySpan<byte> value)
    {
        // Twice the field is the list "websocket, websocket": not the one value that is asked for.
        if (_upgrade || !Ascii.EqualsIgnoreCase(value, "websocket"u8))
            return HandshakeResult.UpgradeWrong;
        _upgrade = true;
        return HandshakeResult.NeedsMore;
    }

    private HandshakeResult TakeAccept(ReadOnlySpan<byte> value)
    {
        if (_accept)
            return HandshakeResult.AcceptDuplicated;
        if (!value.SequenceEqual(_expectedAccept))
            return HandshakeResult.AcceptWrong;
        _accept = true;
        return HandshakeResult.NeedsMore;
    }
}
