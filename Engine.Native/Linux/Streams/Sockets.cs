using System.Runtime.InteropServices;

namespace Engine.Native.Linux.Streams;

/// <summary>
/// The socket calls of libc. Arguments are blittable, so each is a direct call; errno is read by
/// <see cref="Marshal.GetLastPInvokeError"/>; the bare one leaves it to the caller, which saves what keeping it costs. None suppresses the GC transition: even a non-blocking receive or send may
/// spend microseconds in the kernel.
/// </summary>
internal static unsafe partial class Sockets
{
    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int Stream = 1;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int ProtocolTcp = 6;
    public const int LevelSocket = 1;
    public const int OptionError = 4;
    public const int OptionNoDelay = 1;
    public const int OptionTimestampNs = 35;
    public const int OptionQuickAck = 12;
    public const int NoSignal = 0x4000;
    public const short PollIn = 0x1;
    public const short PollOut = 0x4;

    private const int SignalBrokenPipe = 13;
    private const nint IgnoreSignal = 1;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Open(int family, int kind, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int descriptor, byte* address, uint addressBytes);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int descriptor, byte* buffer, nuint bytes, int flags);

    /// <summary>As <see cref="Receive"/> without keeping errno: what it says has to be asked for at once, and anything but "nothing there" again.</summary>
    [LibraryImport("libc", EntryPoint = "recv")]
    public static partial nint ReceiveBare(int descriptor, byte* buffer, nuint bytes, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int descriptor, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* buffer, nuint bytes, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "getrandom", SetLastError = true)]
    private static partial nint GetRandom(byte* buffer, nuint bytes, uint flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollRequest* requests, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int GetOption(int descriptor, int level, int option, int* value, uint* valueBytes);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(int descriptor, int level, int option, int* value, uint valueBytes);

    [LibraryImport("libc", EntryPoint = "signal", SetLastError = true)]
    private static partial nint Signal(int number, nint handler);

    /// <summary>Waits until one of the events (or an error or hang-up) is there. False: time-out or signal.</summary>
    public static bool Wait(int descriptor, short events, int timeoutMs)
    {
        PollRequest request = new() { Descriptor = descriptor, Events = events };
        return Poll(&request, 1, timeoutMs) > 0;
    }

    /// <summary>Sends small segments at once (TCP_NODELAY).</summary>
    public static bool TrySetNoDelay(int descriptor)
    {
        int on = 1;
        return SetOption(descriptor, ProtocolTcp, OptionNoDelay, &on, sizeof(int)) == 0;
    }

    /// <summary>
    /// Sends the acknowledgement that TCP owes, if any (TCP_QUICKACK), and then puts the socket into the mode in which the next one
    /// waits for data to ride on: asked for by the second call, because the first leaves it where nothing was owed.
    /// </summary>
    public static void Acknowledge(int descriptor)
    {
        int now = 1, later = 0;
        SetOption(descriptor, ProtocolTcp, OptionQuickAck, &now, sizeof(int));
        SetOption(descriptor, ProtocolTcp, OptionQuickAck, &later, sizeof(int));
    }

    /// <summary>Has the kernel keep the time at which it received what a later receive brings (SO_TIMESTAMPNS).</summary>
    public static bool TrySetKernelStamps(int descriptor)
    {
        int on = 1;
        return SetOption(descriptor, LevelSocket, OptionTimestampNs, &on, sizeof(int)) == 0;
    }

    /// <summary>
    /// As <see cref="Receive"/>, with the kernel's time of receiving the last of these bytes: Unix ns of the wall clock, 0 where it
    /// kept none.
    /// </summary>
    public static nint ReceiveStamped(int descriptor, byte* buffer, nuint bytes, out long kernelNs)
    {
        StampMessage stamp = default;
        IoVector vector = new() { Start = buffer, Bytes = bytes };
        MessageHeader message = new() { Vectors = &vector, VectorCount = 1, Control = &stamp, ControlBytes = (nuint)sizeof(StampMessage) };
        nint received = ReceiveMessage(descriptor, &message, 0);
        bool isStamped = received > 0 && message.ControlBytes >= (nuint)sizeof(StampMessage) && stamp is { Level: LevelSocket, Kind: OptionTimestampNs };
        kernelNs = isStamped ? (stamp.Seconds * 1_000_000_000) + stamp.Nanoseconds : 0;
        return received;
    }

    /// <summary>How a non-blocking connect ended: 0, or an errno.</summary>
    public static int TakeError(int descriptor)
    {
        int error = 0;
        uint size = sizeof(int);
        return GetOption(descriptor, LevelSocket, OptionError, &error, &size) == 0 ? error : Marshal.GetLastPInvokeError();
    }

    /// <summary>Fills the buffer (at most 256 bytes) from the operating system's generator, which needs no library.</summary>
    public static void FillRandom(Span<byte> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buffer.Length, 256);
        fixed (byte* start = buffer)
        {
            nint got;
            do
                got = GetRandom(start, (nuint)buffer.Length, 0);
            while (got < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted);
            if (got != buffer.Length)
                throw new InvalidOperationException($"getrandom failed: {Errno.Describe(Marshal.GetLastPInvokeError())}.");
        }
    }

    /// <summary>
    /// Makes a write to a connection that the other end has closed an error instead of a SIGPIPE. The runtime does the same
    /// at start-up; OpenSSL writes with write(2), which knows no MSG_NOSIGNAL, so this does not depend on it.
    /// </summary>
    public static void IgnoreBrokenPipe() => Signal(SignalBrokenPipe, IgnoreSignal);

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        public byte* Start;
        public nuint Bytes;
    }

    /// <summary>struct msghdr of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public void* Name;
        public uint NameBytes;
        public IoVector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlBytes;
        public int Flags;
    }

    /// <summary>struct cmsghdr with a struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct StampMessage
    {
        public nuint Bytes;
        public int Level;
        public int Kind;
        public long Seconds;
        public long Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
