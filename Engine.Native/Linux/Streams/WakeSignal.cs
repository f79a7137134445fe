using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Engine.Native.Linux.Streams;

/// <summary>
/// Wakes a thread by one system call that never sleeps and takes no lock of this process: for a hot thread that has something to leave
/// to a cold one. Set once, it stays set until one has waited.
/// </summary>
public sealed partial class WakeSignal : IDisposable
{
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle _counter;

    /// <summary>Makes one that is not set. Throws <see cref="IOException"/> where the system refuses.</summary>
    public WakeSignal()
    {
        int file = eventfd(0, CloseOnExec);
        if (file < 0)
            throw new IOException($"eventfd: {Errno.Describe(Marshal.GetLastPInvokeError())}");
        _counter = new SafeFileHandle(file, ownsHandle: true);
    }

    /// <summary>Wakes who waits, or lets the next one pass. Any thread; nothing once it is disposed.</summary>
    public void Set()
    {
        try
        {
            _ = write(_counter, 1, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>Waits until it is set, and takes that back. One thread.</summary>
    public void Wait()
    {
        while (read(_counter, out _, sizeof(ulong)) < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted)
        {
            // A signal came.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _counter.Dispose();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc")]
    private static partial nint write(SafeFileHandle file, in ulong count, nint bytes);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(SafeFileHandle file, out ulong count, nint bytes);
}
