using System.Net;
using Engine.Native.Linux.Streams;
using Engine.Native.Time;

namespace Engine.Native.Net;

/// <summary>Two ends of one TCP connection over the loopback, both of them this process's own. Disposes what nobody has taken.</summary>
internal sealed class LoopbackPair : IDisposable
{
    private const int TimeoutMs = 1_000;

    private LoopbackPair(SocketsHandle near, SocketsHandle far) => (Near, Far) = (near, far);

    /// <summary>The connecting end, non-blocking.</summary>
    public SocketsHandle Near { get; }

    /// <summary>The accepting end, non-blocking.</summary>
    public SocketsHandle Far { get; }

    /// <summary>Connects the two; throws <see cref="IOException"/> where the system refuses.</summary>
    public static LoopbackPair Connect()
    {
        using SocketsHandle listener = ServerSockets.ListenOnLoopback(out int port);
        using TcpDialer dialer = new();
        long nowNs = SystemClock.MonotonicNs;
        dialer.Begin([IPAddress.Loopback], port, nowNs, TimeoutMs * 1_000_000L);
        DialStep step = dialer.Poll(nowNs);
        while (step == DialStep.Waits && dialer.Wait(TimeoutMs))
            step = dialer.Poll(SystemClock.MonotonicNs);
        if (step != DialStep.Connected)
            throw new IOException($"no connection over the loopback: {dialer.Failure}");
        SocketsHandle near = dialer.TakeSocket();
        if (ServerSockets.TryAccept(listener, TimeoutMs) is { } far)
            return new LoopbackPair(near, far);
        near.Dispose();
        throw new IOException("no connection over the loopback: it was not accepted in time");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
