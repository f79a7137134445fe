namespace Engine.Core.Simulation.Network;

/// <summary>Sees what the trader writes, before any of it leaves. Has no say in it.</summary>
internal interface ILinkWatcher
{
    /// <summary>A request was written.</summary>
    void OnWritten(Connection connection, ReadOnlySpan<byte> request, long nowNs);
}
