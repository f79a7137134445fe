using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Engine.Native.Linux;
using Engine.Native.Linux.Streams;

namespace Engine.Native.Net;

/// <summary>
/// Connects to the first of several addresses that answers, without blocking. Each gets an even share of the time that is
/// left, so that one that swallows packets cannot use it all up.
/// </summary>
internal sealed unsafe class TcpDialer : IDisposable
{
    private IReadOnlyList<IPAddress> _addresses = [];
    private int _port;
    private int _next;
    private long _deadlineNs;
    private long _addressDeadlineNs;
    private bool _timedOut;
    private SocketsHandle? _socket;

    /// <summary>What became of each address, in words.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Begins anew.</summary>
    public void Begin(IReadOnlyList<IPAddress> addresses, int port, long nowNs, long timeoutNs)
    {
        Dispose();
        (_addresses, _port, _next, _deadlineNs, _timedOut) = (addresses, port, 0, nowNs + timeoutNs, false);
        Failure = addresses.Count == 0 ? "the host has no address" : "";
    }

    /// <summary>Looks how the attempt goes, and begins the next where it failed.</summary>
    public DialStep Poll(long nowNs)
    {
        while (true)
        {
            DialStep step = _socket is null ? TryNext(nowNs) : Look(nowNs);
            if (step != DialStep.Failed)
                return step;
            if (_next == _addresses.Count)
                return _timedOut ? DialStep.TimedOut : DialStep.Failed;
        }
    }

    /// <summary>Sleeps until the attempt under way is decided.</summary>
    public bool Wait(int timeoutMs) => _socket is null || Sockets.Wait(_socket.Descriptor, Sockets.PollOut, timeoutMs);

    /// <summary>Hands over the connected socket.</summary>
    public SocketsHandle TakeSocket()
    {
        SocketsHandle socket = _socket!;
        _socket = null;
        return socket;
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private DialStep TryNext(long nowNs)
    {
        if (_next == _addresses.Count)
            return DialStep.Failed;
        IPAddress address = _addresses[_next];
        _addressDeadlineNs = nowNs + ((_deadlineNs - nowNs) / (_addresses.Count - _next));
        _next++;
        bool isIPv4 = address.AddressFamily == AddressFamily.InterNetwork;
        int descriptor = Sockets.Open(isIPv4 ? Sockets.FamilyIPv4 : Sockets.FamilyIPv6,
            Sockets.Stream | Sockets.NonBlocking | Sockets.CloseOnExec, Sockets.ProtocolTcp);
        if (descriptor < 0)
            return Fail(Errno.Describe(Marshal.GetLastPInvokeError()));
        _socket = new SocketsHandle(descriptor);
        if (!Sockets.TrySetNoDelay(descriptor))
            return Fail(Errno.Describe(Marshal.GetLastPInvokeError()));
        byte* name = stackalloc byte[28];
        uint nameBytes = WriteName(address, new Span<byte>(name, 28));
        if (Sockets.Connect(descriptor, name, nameBytes) == 0)
            return DialStep.Connected;
        int errno = Marshal.GetLastPInvokeError();
        return errno is Errno.InProgress or Errno.Interrupted ? DialStep.Waits : Fail(Errno.Describe(errno));
    }

    private DialStep Look(long nowNs)
    {
        int descriptor = _socket!.Descriptor;
        if (Sockets.Wait(descriptor, Sockets.PollOut, 0))
        {
            int errno = Sockets.TakeError(descriptor);
            return errno == 0 ? DialStep.Connected : Fail(Errno.Describe(errno));
        }
        if (nowNs < _addressDeadlineNs)
            return DialStep.Waits;
        _timedOut = true;
        return Fail("no answer in time");
    }

    private DialStep Fail(string reason)
    {
        Dispose();
        Failure += $"{(Failure.Length == 0 ? "" : "; ")}{new IPEndPoint(_addresses[_next - 1], _port)}: {reason}";
        return DialStep.Failed;
    }

    /// <summary>Writes a sockaddr_in or sockaddr_in6; returns its size.</summary>
    private uint WriteName(IPAddress address, Span<byte> name)
    {
        name.Clear();
        bool isIPv4 = address.AddressFamily == AddressFamily.InterNetwork;
        MemoryMarshal.Write(name, (ushort)(isIPv4 ? Sockets.FamilyIPv4 : Sockets.FamilyIPv6));
        BinaryPrimitives.WriteUInt16BigEndian(name[2..], (ushort)_port);
        address.TryWriteBytes(name[(isIPv4 ? 4 : 8)..], out _);
        if (isIPv4)
            return 16;
        MemoryMarshal.Write(name[24..], (uint)address.ScopeId);
        return 28;
    }
}
