using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Engine.Tests.EndToEnd.Proxy;

/// <summary>A socket read the plain, blocking way: the head of an HTTP message, then WebSocket frames. Null at the end of the stream.</summary>
internal sealed class WireStream(Socket socket)
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public string? ReadHead()
    {
        StringBuilder head = new();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (ReadExactly(1) is not { } one)
                return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>One frame as its bytes, and the payload without its mask.</summary>
    public (byte[] Frame, int Opcode, byte[] Payload)? ReadFrame()
    {
        if (ReadExactly(2) is not { } head)
            return null;
        int shortLength = head[1] & 0x7F;
        int width = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        int mask = (head[1] & 0x80) != 0 ? 4 : 0;
        if (ReadExactly(width + mask) is not { } rest)
            return null;
        long length = width == 2 ? BinaryPrimitives.ReadUInt16BigEndian(rest) : width == 8 ? BinaryPrimitives.ReadInt64BigEndian(rest) : shortLength;
        if (ReadExactly((int)length) is not { } body)
            return null;
        byte[] payload = [.. body];
        for (int i = 0; mask > 0 && i < payload.Length; i++)
            payload[i] ^= rest[width + (i % 4)];
        return ([.. head, .. rest, .. body], head[0] & 0x0F, payload);
    }

    /// <summary>Writes everything; false when the other end is gone.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    public void Close() => _stream.Dispose();

    private byte[]? ReadExactly(int count)
    {
        byte[] bytes = new byte[count];
        try
        {
            return _stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }
}
