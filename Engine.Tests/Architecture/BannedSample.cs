using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace Engine.Tests.Architecture;

/// <summary>Names one of everything that Engine.Core may not name. Never run.</summary>
internal static class BannedSample
{
    private static readonly Lock s_lock = new();

    public static object[] Clocks() =>
        [DateTime.UtcNow, DateTimeOffset.Now, Stopwatch.GetTimestamp(), Environment.TickCount64, Environment.CurrentManagedThreadId, TimeProvider.System];

    public static object[] Randomness() => [Random.Shared, Guid.NewGuid(), HashCode.Combine(1, 2)];

    public static bool InputAndOutput(Stream stream, Socket? socket)
    {
        Console.WriteLine(stream);
        return File.Exists("name") && socket is null;
    }

    public static Thread Locks(object gate)
    {
        lock (s_lock)
        lock (gate)
            return Thread.CurrentThread;
    }

    public static Task Tasks(Timer timer, CancellationToken cancellation) =>
        timer.DisposeAsync().AsTask().WaitAsync(cancellation);

    public static DynamicMethod? CodeAtRunTime() => Process.GetCurrentProcess().HasExited && NativeId() == 0 ? null : new DynamicMethod("name", null, null);

    [DllImport("libc", EntryPoint = "getpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeId();
}
