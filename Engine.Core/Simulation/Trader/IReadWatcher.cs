namespace Engine.Core.Simulation.Trader;

/// <summary>Sees each message that the trader reads, before it is decoded. Has no say in it.</summary>
internal interface IReadWatcher
{
    /// <summary>A message was read.</summary>
    void OnRead(ReadOnlySpan<byte> message);
}
