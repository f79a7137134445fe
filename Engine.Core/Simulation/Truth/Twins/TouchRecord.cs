namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>Best bid and ask after a change of a book; prices in 1e-9 units, 0 for an empty side.</summary>
internal readonly record struct TouchRecord(long ChangeId, long AtNs, long BidE9, long AskE9, long BidLots, long AskLots);
