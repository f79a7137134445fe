using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Engine.Tests.Venue.Faults;

/// <summary>A WebSocket client that shows the bytes as they come.</summary>
internal sealed class RawSocket : IDisposable
{
    private const int LongestShort = 125;
    private const int TwoBytes = 126;

    private readonly Socket _socket;

    private RawSocket(Socket socket) => _socket = socket;

    /// <summary>Bytes that have come and were not read.</summary>
    public int Available => _socket.Available;

    public static async Task<RawSocket> Connect(Uri address, CancellationToken cancellation)
    {
        var raw = new RawSocket(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        await raw._socket.ConnectAsync(IPAddress.Loopback, address.Port, cancellation);
        string request = $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        await raw._socket.SendAsync(Encoding.ASCII.GetBytes(request), cancellation);
        string head = "";
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head += (char)(await raw.Exactly(1, cancellation))[0];
        return raw;
    }

    public void Dispose() => _socket.Dispose();

    public async Task Send(string method, string parameters, CancellationToken cancellation)
    {
        byte[] text = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""");
        await _socket.SendAsync(Masked(0x81, text), cancellation);
    }

    public async Task Ping(CancellationToken cancellation) => await _socket.SendAsync(Masked(0x89, [1, 2, 3]), cancellation);

    /// <summary>Sends a request and gives the next frame's text.</summary>
    public async Task<string> Ask(string method, string parameters, CancellationToken cancellation)
    {
        await Send(method, parameters, cancellation);
        return Encoding.UTF8.GetString(await Frame(cancellation));
    }

    /// <summary>The next frame with its head.</summary>
    public async Task<byte[]> Frame(CancellationToken cancellation)
    {
        byte[] head = await Exactly(2, cancellation);
        long length = head[1];
        if (length > LongestShort)
        {
            byte[] more = await Exactly(length == TwoBytes ? 2 : 8, cancellation);
            length = more.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(more) : BinaryPrimitives.ReadInt64BigEndian(more);
            head = [.. head, .. more];
        }

        return [.. head, .. await Exactly((int)length, cancellation)];
    }

    public async Task<byte[]> Exactly(int count, CancellationToken cancellation)
    {
        byte[] bytes = new byte[count];
        int at = 0;
        while (at < count)
        {
            int read = await Read(bytes.AsMemory(at), cancellation);
            if (read == 0)
                throw new EndOfStreamException();
            at += read;
        }

        return bytes;
    }

    /// <summary>What comes next; 0 at the end of the stream.</summary>
    public async Task<int> Read(Memory<byte> to, CancellationToken cancellation) => await _socket.ReceiveAsync(to, cancellation);

    private static byte[] Masked(byte first, byte[] payload)
    {
        byte[] length = payload.Length <= LongestShort ? [(byte)(0x80 | payload.Length)] : [0x80 | TwoBytes, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [first, .. length, 0, 0, 0, 0, .. payload]; // a mask of zeros leaves the text as it is
    }
}
