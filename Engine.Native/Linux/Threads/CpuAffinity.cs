namespace Engine.Native.Linux.Threads;

/// <summary>Which processors the calling thread may run on. Every member speaks of the thread that calls it.</summary>
public static unsafe class CpuAffinity
{
    /// <summary>Processors a mask of the kernel's usual size can name: numbers 0 to 1023.</summary>
    public const int MaxCpus = 1024;

    private const int Words = MaxCpus / 64;

    /// <summary>The processor the calling thread is on at this moment; -1 where the kernel does not say.</summary>
    public static int CurrentCpu => HostCalls.sched_getcpu();

    /// <summary>Binds the calling thread to one processor. A processor that is absent, offline or outside the container's set is <see cref="HostOutcome.OutOfRange"/>.</summary>
    /// <param name="cpu">The kernel's number of the processor, from 0.</param>
    public static HostResult PinTo(int cpu)
    {
        if (cpu is < 0 or >= MaxCpus)
            return new HostResult("sched_setaffinity", HostOutcome.OutOfRange, 22, $"processor {cpu} does not exist: choose one of {CpuList.Format(Allowed())}");
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        mask[cpu / 64] = 1UL << (cpu % 64);
        return Apply(mask, cpu);
    }

    /// <summary>Lets the calling thread run on any of <paramref name="cpus"/>, as <see cref="Allowed"/> returned them before a pin.</summary>
    public static HostResult Allow(IReadOnlyCollection<int> cpus)
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        foreach (var cpu in cpus)
            if (cpu is >= 0 and < MaxCpus) mask[cpu / 64] |= 1UL << (cpu % 64);
        return Apply(mask, cpus.Count == 1 ? cpus.First() : -1);
    }

    /// <summary>The processors the calling thread may run on, in order; empty where the kernel does not say.</summary>
    public static IReadOnlyList<int> Allowed()
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        if (HostCalls.sched_getaffinity(0, Words * sizeof(ulong), mask) == -1) return [];
        var cpus = new List<int>();
        for (var cpu = 0; cpu < MaxCpus; cpu++)
            if ((mask[cpu / 64] >> (cpu % 64) & 1) != 0) cpus.Add(cpu);
        return cpus;
    }

    private static HostResult Apply(ulong* mask, int cpu) =>
        HostResult.From("sched_setaffinity", HostCalls.sched_setaffinity(0, Words * sizeof(ulong), mask), outcome => outcome switch
        {
            HostOutcome.OutOfRange => $"processor {cpu} is absent, offline or outside this container's set: choose one of {CpuList.Format(Allowed())}",
            HostOutcome.NotPermitted => "the container forbids it: give it the processors (docker run --cpuset-cpus=...)",
            _ => "",
        });
}
