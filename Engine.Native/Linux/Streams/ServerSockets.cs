using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Engine.Native.Linux.Streams;

/// <summary>The socket calls of the end that listens; on the loopback only.</summary>
internal static unsafe partial class ServerSockets
{
    private const int NameBytes = 16;
    private const uint Loopback = 0x7F00_0001;

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int descriptor, byte* address, uint addressBytes);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    private static partial int Listen(int descriptor, int backlog);

    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    private static partial int Accept(int descriptor, byte* address, uint* addressBytes, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static partial int GetName(int descriptor, byte* address, uint* addressBytes);

    /// <summary>Listens on a free port of 127.0.0.1; throws <see cref="IOException"/> where the system refuses.</summary>
    public static SocketsHandle ListenOnLoopback(out int port)
    {
        SocketsHandle listener = new(Sockets.Open(Sockets.FamilyIPv4, Sockets.Stream | Sockets.NonBlocking | Sockets.CloseOnExec, Sockets.ProtocolTcp));
        byte* name = stackalloc byte[NameBytes];
        Span<byte> bytes = new(name, NameBytes);
        bytes.Clear();
        MemoryMarshal.Write(bytes, (ushort)Sockets.FamilyIPv4);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], Loopback);
        uint nameBytes = NameBytes;
        if (listener.IsInvalid || Bind(listener.Descriptor, name, NameBytes) != 0 || Listen(listener.Descriptor, 4) != 0
            || GetName(listener.Descriptor, name, &nameBytes) != 0)
        {
            string reason = Errno.Describe(Marshal.GetLastPInvokeError());
            listener.Dispose();
            throw new IOException($"no port of the loopback can be listened on: {reason}");
        }

        port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return listener;
    }

    /// <summary>The next connection, non-blocking and without delay of small segments; null when none came in time.</summary>
    public static SocketsHandle? TryAccept(SocketsHandle listener, int timeoutMs)
    {
        if (!Sockets.Wait(listener.Descriptor, Sockets.PollIn, timeoutMs))
            return null;
        int descriptor = Accept(listener.Descriptor, null, null, Sockets.NonBlocking | Sockets.CloseOnExec);
        if (descriptor < 0)
            return null;
        Sockets.TrySetNoDelay(descriptor);
        return new SocketsHandle(descriptor);
    }
}
