using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Engine.Bench.Net;

/// <summary>
/// The least of a WebSocket server: upgrades each connection and sends back every message of up to 64 KiB. It spins, so that
/// what is measured is the client.
/// </summary>
internal sealed class EchoServer : IDisposable
{
    private const int HeaderBytes = 8; // of a masked frame of 126 bytes or more

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile bool _isOver;

    public EchoServer()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true, Name = "echo" }.Start();
    }

    public string Address => $"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public void Dispose()
    {
        _isOver = true;
        _listener.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener.AcceptSocket();
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "echo" }.Start();
            }
        }
        catch (Exception e) when (_isOver && (e is SocketException or ObjectDisposedException or InvalidOperationException))
        {
            // The listener was closed under it, or before it listened again.
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                Upgrade(socket);
                socket.Blocking = false;
                Echo(socket);
            }
            catch (SocketException)
            {
                // The client has gone, and with it its benchmark.
            }
        }
    }

    private static void Upgrade(Socket socket)
    {
        byte[] request = new byte[4096];
        int length = 0;
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            length += socket.Receive(request, length, request.Length - length, SocketFlags.None);
        string key = Encoding.ASCII.GetString(request, 0, length).Split("\r\n")
            .Single(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
#pragma warning disable CA5350 // the handshake of RFC 6455 is SHA-1
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        socket.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    private void Echo(Socket socket)
    {
        byte[] buffer = new byte[1 << 17];
        int length = 0;
        while (!_isOver)
        {
            int received = socket.Receive(buffer.AsSpan(length), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                Thread.Yield();
                continue;
            }

            if (received == 0 || error != SocketError.Success)
                return;
            length += received;
            int taken;
            while ((taken = Answer(socket, buffer.AsSpan(0, length))) > 0)
            {
                buffer.AsSpan(taken, length - taken).CopyTo(buffer);
                length -= taken;
            }
        }
    }

    // A text of 126 to 65 535 bytes; anything else is the client's close.
    private static int Answer(Socket socket, Span<byte> input)
    {
        if (input.Length < HeaderBytes || input[0] != 0x81 || input[1] != 0xFE)
            return 0;
        int payload = BinaryPrimitives.ReadUInt16BigEndian(input[2..]);
        if (input.Length < HeaderBytes + payload)
            return 0;
        Span<byte> key = input[4..8];
        Span<byte> frame = input.Slice(HeaderBytes - 4, payload + 4);
        for (int i = 0; i < payload; i++)
            input[HeaderBytes + i] ^= key[i & 3];
        (frame[0], frame[1]) = (0x81, 126);
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload);
        socket.Send(frame);
        return HeaderBytes + payload;
    }
}
