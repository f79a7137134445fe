using System.Net;
using System.Net.Sockets;
using System.Text;
using Engine.Native.VenueServer;
using Xunit;

namespace Engine.Tests.Venue.Network;

/// <summary>A TCP connection to a server on which a test says byte by byte what it means.</summary>
internal sealed class RawConnection : IDisposable
{
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly NetworkStream _stream;

    public RawConnection(Server server, int receiveBytes = 0)
    {
        if (receiveBytes > 0)
            _socket.ReceiveBufferSize = receiveBytes;
        _socket.Connect(IPAddress.Loopback, server.Address.Port);
        _socket.ReceiveTimeout = 30_000;
        _stream = new NetworkStream(_socket);
    }

    /// <summary>The upgrade request of a WebSocket, with further header lines.</summary>
    public static string Upgrade(string path = "/ws/api/v2", params string[] lines) =>
        $"GET {path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n{string.Concat(lines.Select(line => line + "\r\n"))}\r\n";

    public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public void Send(byte[] bytes) => _stream.Write(bytes);

    /// <summary>Asks and gives the answer.</summary>
    public HttpAnswer Ask(string request, bool hasBody = true)
    {
        Send(request);
        return Answer(hasBody);
    }

    /// <summary>Reads one HTTP answer.</summary>
    public HttpAnswer Answer(bool hasBody = true)
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            head.Append((char)Exactly(1)[0]);
        string[] lines = head.ToString().TrimEnd().Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        byte[] body = Exactly(hasBody && headers.TryGetValue("Content-Length", out string? length) ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0);
        return new HttpAnswer(int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(body));
    }

    /// <summary>Sends a masked frame, its first byte as given.</summary>
    public void SendFrame(byte opening, ReadOnlySpan<byte> payload)
    {
        byte[] length = payload.Length < 126 ? [(byte)(0x80 | payload.Length)]
            : payload.Length <= ushort.MaxValue ? [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length]
            : [0x80 | 127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length];
        Send([opening, .. length, 0, 0, 0, 0, .. payload]); // a mask of zeros changes nothing
    }

    /// <summary>Reads one frame: its first byte and its payload.</summary>
    public (byte Opening, byte[] Payload) Frame()
    {
        byte[] head = Exactly(2);
        Assert.True((head[1] & 0x80) == 0, "a server must not mask");
        int length = head[1];
        if (length == 126)
            length = Exactly(2).Aggregate(0, (sum, b) => (sum << 8) | b);
        else if (length == 127)
            length = Exactly(8).Aggregate(0, (sum, b) => (sum << 8) | b);
        return (head[0], Exactly(length));
    }

    /// <summary>Whether the peer has ended the connection, in order or not.</summary>
    public bool HasEnded()
    {
        try
        {
            return _stream.ReadByte() < 0;
        }
        catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return true;
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private byte[] Exactly(int count)
    {
        byte[] bytes = new byte[count];
        _stream.ReadExactly(bytes);
        return bytes;
    }
}
