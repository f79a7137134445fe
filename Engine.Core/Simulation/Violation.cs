using System.Globalization;

namespace Engine.Core.Simulation;

/// <summary>An invariant that did not hold.</summary>
/// <param name="Invariant">Which.</param>
/// <param name="AtNs">When, simulated ns since the run began.</param>
/// <param name="Sentence">What was seen.</param>
public sealed record Violation(Invariant Invariant, long AtNs, string Sentence)
{
    /// <summary>All of it in a line.</summary>
    public string Words => string.Create(CultureInfo.InvariantCulture, $"{Invariant} violated at {AtNs / 1e9:0.000000} s: {Sentence}");
}
