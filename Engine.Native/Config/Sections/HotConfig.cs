namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[hot]</c>: the thread that trades.</summary>
public sealed record HotConfig
{
    /// <summary>The processor it is pinned to; null leaves it to the kernel.</summary>
    public int? Cpu { get; init; }

    /// <summary>What it does when idle.</summary>
    public WaitKind Wait { get; init; } = WaitKind.Yield;

    /// <summary>Run it under SCHED_FIFO.</summary>
    public bool Fifo { get; init; }

    /// <summary>Lock the process in memory.</summary>
    public bool Mlock { get; init; }

    /// <summary>1: the connection's thread quotes as well; 2: a second thread quotes.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The processor the second thread is pinned to; null leaves it to the kernel.</summary>
    public int? QuoteCpu { get; init; }

    /// <summary>How often the idle thread rehearses a tick to keep caches warm, us; 0 for never.</summary>
    public int WarmUs { get; init; } = 50;

    /// <summary>Ask the kernel when it received each tick.</summary>
    public bool KernelStamps { get; init; }
}
