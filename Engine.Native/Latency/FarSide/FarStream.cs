using System.Runtime.InteropServices;
using Engine.Native.Linux;
using Engine.Native.Linux.Streams;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// The sender's end of a connection: bare receive and send calls, plain or through OpenSSL, that never sleep. The engine and the
/// floor are measured through the same one. Belongs to one thread.
/// </summary>
internal sealed unsafe class FarStream : IDisposable
{
    private readonly SocketsHandle _socket;
    private readonly int _descriptor;
    private readonly OpenSslSessionHandle? _session;
    private readonly nint _ssl;
    private readonly Spin _spin;

    /// <summary>Takes over a connected socket; with a session it is TLS.</summary>
    public FarStream(SocketsHandle socket, OpenSslSessionHandle? session, Spin spin)
    {
        _socket = socket;
        _descriptor = socket.Descriptor;
        _session = session;
        _ssl = session?.Pointer ?? 0;
        _spin = spin;
    }

    /// <summary>The other end is gone; nothing more comes.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>One receive call; 0 when there is nothing.</summary>
    public int Receive(Span<byte> room)
    {
        nint received;
        fixed (byte* start = room)
            received = _ssl != 0 ? OpenSsl.Read(_ssl, start, room.Length) : Sockets.Receive(_descriptor, start, (nuint)room.Length, 0);
        if (received > 0)
            return (int)received;
        HasEnded |= !IsWaiting((int)received);
        return 0;
    }

    /// <summary>Sends all of it; looks again and again while the socket is full.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (int sent = 0; sent < bytes.Length && !HasEnded;)
            {
                nint taken = _ssl != 0
                    ? OpenSsl.Write(_ssl, start + sent, bytes.Length - sent)
                    : Sockets.Send(_descriptor, start + sent, (nuint)(bytes.Length - sent), Sockets.NoSignal);
                if (taken > 0)
                    sent += (int)taken;
                else if (!IsWaiting((int)taken))
                    HasEnded = true;
                else
                    _spin.Once();
            }
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _socket.Dispose();
    }

    private bool IsWaiting(int returned)
    {
        int errno = Marshal.GetLastPInvokeError();
        if (_ssl == 0)
            return returned < 0 && errno is Errno.WouldBlock or Errno.Interrupted;
        bool waits = OpenSsl.GetError(_ssl, returned) is OpenSsl.ErrorWantRead or OpenSsl.ErrorWantWrite;
        if (!waits)
            OpenSsl.ClearErrors();
        return waits;
    }
}
