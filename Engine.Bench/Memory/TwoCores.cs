using Engine.Native.Linux.Threads;

namespace Engine.Bench.Memory;

/// <summary>Runs two sides of a hand-off at the same time, each pinned to a core of its own where there are two.</summary>
internal static class TwoCores
{
    /// <summary>Returns what the far side returned.</summary>
    public static long Run(Action near, Func<long> far)
    {
        IReadOnlyList<int> cpus = CpuAffinity.Allowed();
        long result = 0;
        Exception? failure = null;
        using var start = new Barrier(2);
        Thread[] threads =
        [
            Side(cpus.Count > 1 ? cpus[0] : -1, near),
            Side(cpus.Count > 1 ? cpus[^1] : -1, () => result = far()),
        ];
        foreach (Thread thread in threads)
            thread.Join();
        return failure is null ? result : throw new InvalidOperationException("a side of the hand-off failed", failure);

        Thread Side(int cpu, Action body)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    if (cpu >= 0)
                        CpuAffinity.PinTo(cpu);
                    start.SignalAndWait();
                    body();
                }
                catch (Exception e)
                {
                    failure = e;
                }
            });
            thread.Start();
            return thread;
        }
    }
}
