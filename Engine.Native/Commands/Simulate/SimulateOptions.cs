using Engine.Core.Simulation;

namespace Engine.Native.Commands.Simulate;

/// <summary>What <c>engine simulate</c> was asked for.</summary>
public sealed record SimulateOptions
{
    /// <summary>The first seed.</summary>
    public ulong From { get; init; } = 1;

    /// <summary>How many seeds, one after the other.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How much goes wrong.</summary>
    public FaultLevel Level { get; init; } = FaultLevel.Extreme;

    /// <summary>Threads that run seeds.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether everything that happens is printed; one seed only.</summary>
    public bool Trace { get; init; }
}
