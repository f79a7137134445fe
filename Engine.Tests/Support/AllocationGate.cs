using Xunit;

namespace Engine.Tests.Support;

/// <summary>
/// Holds code to zero heap bytes. The runtime counts this thread's allocations exactly, whatever other threads allocate and collect,
/// as long as no collection runs in the background, which the project's settings see to; the warm-up lets type initialisers and
/// lazily made tables happen first. The gate itself is held by positive controls: see <c>AllocationGateTests</c>.
/// </summary>
public static class AllocationGate
{
    public const int Operations = 100_000;

    private const int WarmUp = 2_000;

    /// <summary>Fails, naming the bytes, when the operation allocates.</summary>
    public static void HoldsAtZero(Action operation, int operations = Operations)
    {
        long bytes = BytesOf(operation, operations);
        Assert.True(bytes == 0, $"{bytes} bytes allocated in {operations} operations ({(double)bytes / operations:0.###} each)");
    }

    /// <summary>Heap bytes that the operations allocate on this thread, after a warm-up.</summary>
    public static long BytesOf(Action operation, int operations = Operations)
    {
        for (int i = 0; i < WarmUp; i++)
            operation();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < operations; i++)
            operation();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
