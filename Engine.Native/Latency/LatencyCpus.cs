using Engine.Native.Linux.Threads;

namespace Engine.Native.Latency;

/// <summary>Which processor each thread of the measurement has; null leaves a thread to the kernel.</summary>
/// <param name="Sender">The sender's.</param>
/// <param name="Engine">That of the thread that reads the engine's socket.</param>
/// <param name="Quoting">That of the quoting thread, where there are two.</param>
internal sealed record LatencyCpus(int? Sender, int? Engine, int? Quoting)
{
    /// <summary>Nothing is pinned.</summary>
    public static LatencyCpus None { get; } = new(null, null, null);

    /// <summary>Chooses processors: isolated ones first, then the last ones, since interrupts prefer the first. Too few: none is pinned.</summary>
    public static LatencyCpus Choose(IReadOnlyList<int> allowed, IReadOnlyList<int> isolated, int threads)
    {
        int[] best = [.. allowed.OrderByDescending(isolated.Contains).ThenByDescending(cpu => cpu).Take(threads + 1)];
        return best.Length < threads + 1 ? None : new LatencyCpus(best[^1], best[0], threads > 1 ? best[1] : null);
    }

    /// <summary>Takes the processors of <c>--pin</c>; false with a sentence for a person when they cannot be meant.</summary>
    public static bool TryTake(IReadOnlyList<int> pin, IReadOnlyList<int> allowed, int threads, out LatencyCpus cpus, out string problem)
    {
        cpus = None;
        problem = "";
        if (pin.Count != threads + 1)
            problem = $"found {pin.Count} processors, expected {threads + 1}: the sender's, the engine's{(threads > 1 ? " and its quoting thread's" : "")}";
        else if (pin.Distinct().Count() != pin.Count)
            problem = $"found processor {pin.GroupBy(cpu => cpu).First(same => same.Count() > 1).Key} twice, expected one for each thread";
        else if (pin.Where(cpu => !allowed.Contains(cpu)).ToArray() is { Length: > 0 } absent)
            problem = $"processor {absent[0]} is not there for this process, expected some of {CpuList.Format(allowed)}";
        else
            cpus = new LatencyCpus(pin[0], pin[1], threads > 1 ? pin[2] : null);
        return problem.Length == 0;
    }

    /// <summary>For the head of the report.</summary>
    public override string ToString() => Sender is null
        ? "no thread is pinned"
        : $"sender on processor {Sender}, engine on {Engine}{(Quoting is { } quoting ? $", its quoting thread on {quoting}" : "")}";
}
