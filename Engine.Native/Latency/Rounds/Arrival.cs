namespace Engine.Native.Latency.Rounds;

/// <summary>When an answer arrived, Unix ns.</summary>
/// <param name="FirstNs">The last byte of its first order; 0 where the tick asked for none.</param>
/// <param name="LastNs">The last byte of its last order; 0 where the tick asked for none.</param>
internal readonly record struct Arrival(long FirstNs, long LastNs);
