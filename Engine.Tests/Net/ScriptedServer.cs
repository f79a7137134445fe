using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Engine.Core.Wire.WebSocket;

namespace Engine.Tests.Net;

/// <summary>
/// A WebSocket server that sends exactly the bytes a test wants: it upgrades the next connection, plain or TLS, and hands over
/// the stream. Reads the client's frames the plain way.
/// </summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private Stream? _stream;
    private Socket? _socket;

    public ScriptedServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"{(_certificate is null ? "ws" : "wss")}://127.0.0.1:{Port}/";

    /// <summary>The request line and fields of the last upgrade.</summary>
    public string Request { get; private set; } = "";

    public Stream Stream => _stream!;

    /// <summary>The server's end of the connection.</summary>
    public Socket Socket => _socket!;

    public async Task AcceptTcp(CancellationToken cancel)
    {
        _socket = await _listener.AcceptSocketAsync(cancel);
        _socket.NoDelay = true;
        _stream = new NetworkStream(_socket, ownsSocket: true);
        if (_certificate is null)
            return;
        SslStream tls = new(_stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancel);
        _stream = tls;
    }

    /// <summary>Accepts a connection and reads its upgrade request; returns the right accept value.</summary>
    public async Task<string> AcceptRequest(CancellationToken cancel)
    {
        await AcceptTcp(cancel);
        StringBuilder request = new();
        byte[] one = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await Stream.ReadExactlyAsync(one, cancel);
            request.Append((char)one[0]);
        }
        Request = request.ToString();
        string key = Request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
    }

    /// <summary>Accepts and upgrades, with the first frames in the same segment as the answer where given.</summary>
    public async Task Accept(CancellationToken cancel, byte[]? firstFrames = null)
    {
        string accept = await AcceptRequest(cancel);
        string answer = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await Send([.. Encoding.ASCII.GetBytes(answer), .. firstFrames ?? []], cancel);
    }

    public async Task Send(byte[] bytes, CancellationToken cancel)
    {
        await Stream.WriteAsync(bytes, cancel);
        await Stream.FlushAsync(cancel);
    }

    /// <summary>The client's next frame; null at the end of its stream.</summary>
    public async Task<(Opcode Opcode, byte[] Payload)?> ReadFrame(CancellationToken cancel)
    {
        byte[] head = new byte[14];
        if (await Stream.ReadAtLeastAsync(head.AsMemory(0, 2), 2, throwOnEndOfStream: false, cancel) < 2)
            return null;
        int shortLength = head[1] & 0x7F;
        int width = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        await Stream.ReadExactlyAsync(head.AsMemory(2, width + 4), cancel);
        long length = width == 0 ? shortLength : 0;
        for (int i = 0; i < width; i++)
            length = (length << 8) | head[2 + i];
        byte[] frame = new byte[6 + width + length];
        head.AsSpan(0, 6 + width).CopyTo(frame);
        await Stream.ReadExactlyAsync(frame.AsMemory(6 + width), cancel);
        return Wire.WebSocket.ClientFrames.Parse(frame).Single();
    }

    /// <summary>Ends TCP as a server that is done: what is unread is dropped.</summary>
    public void EndTcp() => _stream?.Dispose();

    /// <summary>Ends TCP with a reset.</summary>
    public void ResetTcp()
    {
        _socket!.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _socket?.Dispose();
        _listener.Dispose();
    }
}
