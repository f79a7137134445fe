namespace Engine.Core.Simulation.Trader;

/// <summary>What differs between the processes of a run.</summary>
/// <param name="WorldNs">When it starts, in the world's time.</param>
/// <param name="AheadNs">How far its clock is ahead of the world's.</param>
/// <param name="SessionId">The number in its labels.</param>
internal readonly record struct TraderBirth(long WorldNs, long AheadNs, int SessionId);
