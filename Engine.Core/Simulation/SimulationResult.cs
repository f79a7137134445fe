namespace Engine.Core.Simulation;

/// <summary>What became of a run.</summary>
/// <param name="Violation">The first invariant that did not hold; null when all did.</param>
/// <param name="Counts">What happened in it.</param>
/// <param name="Hash">Hash of everything that passed between trader and venue and when: equal runs have equal ones.</param>
public sealed record SimulationResult(Violation? Violation, RunCounts Counts, ulong Hash);
