using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Native.Latency.FarSide;
using Engine.Native.Linux.Streams;
using Engine.Native.Net.Tls;

namespace Engine.Native.Latency.Floor;

/// <summary>
/// The echo in the engine's place: bare receive and send calls of libc, or SSL_read and SSL_write with the engine's own TLS
/// settings, in the shape of the C program that one would write for it. It runs on whichever thread calls it.
/// </summary>
internal sealed unsafe class EchoClient : IDisposable
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(64 * 1024, pinned: true);
    private readonly byte* _start;
    private readonly SocketsHandle _socket;
    private readonly TlsContext? _tls;
    private readonly OpenSslSessionHandle? _session;
    private readonly int _descriptor;
    private readonly nint _ssl;
    private readonly Spin _spin;

    /// <summary>Takes over a connected socket; a trust file makes it TLS. Throws <see cref="IOException"/> where TLS cannot be had.</summary>
    public EchoClient(SocketsHandle socket, string? trustFile, Spin spin)
    {
        _spin = spin;
        _start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes));
        _socket = socket;
        _descriptor = socket.Descriptor;
        if (trustFile is null)
            return;
        if (!TlsContext.TryCreate(trustFile, out _tls, out string failure))
            throw new IOException(failure);
        _session = new OpenSslSessionHandle(OpenSsl.NewSession(_tls.Handle));
        OpenSsl.SetDescriptor(_session, _descriptor);
        OpenSsl.SetConnectState(_session);
        _ssl = _session.Pointer;
    }

    /// <summary>Answers ticks until told to end: takes one in, sends bytes in the size of its orders, takes their replies in.</summary>
    public void Run(in ExchangeSizes sizes, ref bool isWanted)
    {
        while (TryTake(sizes.Tick, ref isWanted))
        {
            Send(sizes.Orders);
            if (!TryTake(sizes.Replies, ref isWanted))
                return;
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _tls?.Dispose();
        _socket.Dispose();
    }

    private bool TryTake(int bytes, ref bool isWanted)
    {
        for (int taken = 0; taken < bytes;)
        {
            nint received = _ssl != 0
                ? OpenSsl.Read(_ssl, _start + taken, bytes - taken)
                : Sockets.Receive(_descriptor, _start + taken, (nuint)(bytes - taken), 0);
            if (received > 0)
            {
                taken += (int)received;
                continue;
            }

            if (received == 0 && _ssl == 0)
                throw new IOException("the echo's connection has ended");
            if (_ssl != 0 && OpenSsl.GetError(_ssl, (int)received) is not (OpenSsl.ErrorWantRead or OpenSsl.ErrorWantWrite))
                throw new IOException($"the echo's connection has ended: {OpenSsl.TakeErrorText()}");
            if (!Volatile.Read(ref isWanted))
                return false;
            _spin.Once();
        }

        return true;
    }

    private void Send(int bytes)
    {
        for (int sent = 0; sent < bytes;)
        {
            nint taken = _ssl != 0
                ? OpenSsl.Write(_ssl, _start + sent, bytes - sent)
                : Sockets.Send(_descriptor, _start + sent, (nuint)(bytes - sent), Sockets.NoSignal);
            if (taken > 0)
                sent += (int)taken;
        }
    }
}
