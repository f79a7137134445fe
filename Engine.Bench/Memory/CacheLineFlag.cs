using System.Runtime.InteropServices;

namespace Engine.Bench.Memory;

/// <summary>The least there is: a number and its value in one cache line each way, which the other side spins on.</summary>
internal sealed unsafe class CacheLineFlag : IDisposable
{
    private const int Longs = 16;

    private readonly long* _there = (long*)NativeMemory.AlignedAlloc(4 * Longs * sizeof(long), 256);
    private readonly long* _back;

    public CacheLineFlag()
    {
        _back = _there + (2 * Longs);
        NativeMemory.Clear(_there, 4 * Longs * sizeof(long));
    }

    public void Ping(int trips)
    {
        for (int i = 1; i <= trips; i++)
        {
            Send(_there, i);
            Await(_back, i);
        }
    }

    public long Pong(int trips)
    {
        long total = 0;
        for (int i = 1; i <= trips; i++)
        {
            total += Await(_there, i);
            Send(_back, i);
        }

        return total;
    }

    public void Dispose() => NativeMemory.AlignedFree(_there);

    private static void Send(long* line, long value)
    {
        line[7] = value;
        Volatile.Write(ref *line, value);
    }

    private static long Await(long* line, long value)
    {
        while (Volatile.Read(ref *line) != value)
        {
        }

        return line[7];
    }
}
