using Engine.Core.Trading;

namespace Engine.Core.Simulation;

/// <summary>What one run is.</summary>
public sealed record SimulationOptions
{
    /// <summary>Where everything in it comes from.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How much goes wrong.</summary>
    public FaultLevel Level { get; init; } = FaultLevel.Extreme;

    /// <summary>Protections of the engine that are left out, for tests alone.</summary>
    internal Guard Without { get; init; }

    /// <summary>Is told each thing that happens, a line each, with its time; null while nobody reads it.</summary>
    public Action<string>? Trace { get; init; }
}
