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

    /// <summary>Time between timer events, ns.</summary>
    public long TimerNs { get; init; } = 5_000_000;

    /// <summary>Time between looks of the observer, ns.</summary>
    public long ObserveNs { get; init; } = 50_000_000;

    /// <summary>First pause before connecting again, ns.</summary>
    public long ReconnectNs { get; init; } = 250_000_000;

    /// <summary>Longest pause before connecting again, ns.</summary>
    public long ReconnectCapNs { get; init; } = 10_000_000_000;

    /// <summary>How long a first connection is tried for before the start is given up, ns. A connection lost later is tried for without end.</summary>
    public long FirstConnectNs { get; init; } = 15_000_000_000;

    /// <summary>A connection silent for longer is given up, ns.</summary>
    public long SilenceNs { get; init; } = 25_000_000_000;

    /// <summary>Longest time a clean stop may take, ns.</summary>
    public long StopNs { get; init; } = 5_000_000_000;
}
