using System.Buffers.Text;
using System.Security.Cryptography;

namespace Engine.Native.Latency.FarSide;

/// <summary>The serving half of the WebSocket opening handshake (RFC 6455, section 4.2), for one client that is known.</summary>
internal static class FarHandshake
{
    private const int KeyBytes = 24;

    /// <summary>Answers the upgrade request once it is there in full; false while it is not.</summary>
    public static bool TryAnswer(FarConnection connection)
    {
        ReadOnlySpan<byte> request = connection.Unread;
        int end = request.IndexOf("\r\n\r\n"u8);
        int key = request.IndexOf("Sec-WebSocket-Key: "u8);
        if (end < 0)
            return false;
        if (key < 0)
            throw new IOException("the client asked for no WebSocket");
        Span<byte> accepted = stackalloc byte[60];
        request.Slice(key + "Sec-WebSocket-Key: ".Length, KeyBytes).CopyTo(accepted);
        "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8.CopyTo(accepted[KeyBytes..]);
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(accepted, digest);
        Span<byte> response = stackalloc byte[256];
        FarText text = new(response);
        text.Raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "u8);
        Span<byte> encoded = stackalloc byte[28];
        Base64.EncodeToUtf8(digest, encoded, out _, out _);
        text.Raw(encoded);
        text.Raw("\r\n\r\n"u8);
        connection.Skip(end + 4);
        connection.Stream.Send(response[..text.Length]);
        return true;
    }
}
