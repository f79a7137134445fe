using Engine.Core.Link;
using Engine.Native.Config.Sections;

namespace Engine.Native.Hosting;

/// <summary>How the hot thread runs.</summary>
public sealed record HotOptions
{
    /// <summary>What it does when idle.</summary>
    public WaitKind Wait { get; init; } = WaitKind.Yield;

    /// <summary>The processor it is pinned to; null leaves it to the kernel.</summary>
    public int? Cpu { get; init; }

    /// <summary>1: the connection's thread quotes as well. 2: a second thread quotes.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The processor the second thread is pinned to; null leaves it to the kernel.</summary>
    public int? QuoteCpu { get; init; }

    /// <summary>How long the idle hot thread rests between two rehearsals, ns; 0 for none.</summary>
    public long RehearseNs { get; init; }

    /// <summary>Whether they ask for SCHED_FIFO.</summary>
    public bool Fifo { get; init; }

    /// <summary>Time between looks of the observer, ns.</summary>
    public long ObserveNs { get; init; } = 50_000_000;

    /// <summary>The patience with the connection and the session.</summary>
    public LinkOptions Link { get; init; } = new();
}
