using System.Runtime.InteropServices;

namespace Engine.Native.Linux;

/// <summary>The C library's calls behind thread, memory and process tuning; everything else goes through the types that name their meaning.</summary>
internal static unsafe partial class HostCalls
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setaffinity(int thread, nuint maskBytes, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_getaffinity(int thread, nuint maskBytes, ulong* mask);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_setscheduler(int thread, int policy, int* priority);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sched_getscheduler(int thread);

    [LibraryImport("libc")]
    internal static partial int sched_getcpu();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mlockall(int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int munlockall();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int madvise(void* address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int prctl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc")]
    internal static partial int getppid();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsid();

    /// <summary>Asks for a signal's action: the handler is the first word of what is written.</summary>
    [LibraryImport("libc")]
    internal static partial int sigaction(int number, nint change, nint* action);

    [LibraryImport("libc")]
    internal static partial nint signal(int number, nint handler);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int adjtimex(Timex* state);

    [LibraryImport("libc")]
    internal static partial int clock_getres(int clock, Timespec* resolution);

    /// <summary>
    /// Reads a clock. The C library answers from the vDSO without entering the kernel, so the call is short enough to make
    /// without the garbage collector's transition.
    /// </summary>
    [LibraryImport("libc"), SuppressGCTransition]
    internal static partial int clock_gettime(int clock, Timespec* now);

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>struct timex of 64-bit Linux, as far as the discipline of the clock is read from it; the kernel writes 208 bytes.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 208)]
    internal struct Timex
    {
        public uint Modes;
        public long Offset;
        public long Frequency;
        public long MaxErrorUs;
        public long EstimatedErrorUs;
        public int Status;
    }
}
