namespace Engine.Core.Simulation.Network;

/// <summary>Sees what passes a connection at the venue's end. Has no say in it.</summary>
internal interface IConnectionWatcher
{
    /// <summary>A request has arrived whole; the exchange is about to get it.</summary>
    void OnArrived(Connection connection, ReadOnlySpan<byte> request);

    /// <summary>The exchange has said something; it is about to leave.</summary>
    void OnAnswered(Connection connection, ReadOnlySpan<byte> message);
}
