using Xunit;

namespace Engine.Tests.Support;

/// <summary>
/// Holds code to zero heap bytes. The warm-up lets type initialisers and lazily made tables happen first. A collection that another
/// test sets off can book the unused rest of this thread's allocation buffer as allocated, so the least of several attempts
/// counts: code that allocates does so in each. The gate itself is held by a positive control: see <c>AllocationGateTests</c>.
/// </summary>
public static class AllocationGate
{
    public const int Operations = 100_000;

    private const int WarmUp = 2_000;
    private const int Attempts = 5;

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
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < operations; i++)
                operation();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
