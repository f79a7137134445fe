namespace Engine.Core.Simulation;

/// <summary>An invariant that did not hold.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="AtNs">When, simulated ns since the run began.</param>
/// <param name="Sentence">What was seen.</param>
public sealed record Violation(Invariant Invariant, long AtNs, string Sentence);
