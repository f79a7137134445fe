namespace Engine.Native.Latency.Figures;

/// <summary>What the sender knows of one tick that was answered, Unix ns.</summary>
/// <param name="RequestId">Id of the last order it caused.</param>
/// <param name="PlannedNs">When it was due.</param>
/// <param name="SentNs">When its send began.</param>
/// <param name="ArrivedNs">When the last byte of its last order was there.</param>
internal readonly record struct TickTimes(long RequestId, long PlannedNs, long SentNs, long ArrivedNs);
