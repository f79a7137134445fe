using Engine.Core.Events;
using Engine.Core.Link.Sending;
using Engine.Core.Link.Stages;

namespace Engine.Core.Simulation.Trader;

/// <summary>The engine's intents straight into the link's output, as in the trading process with one thread.</summary>
internal readonly struct VirtualGateway(IntentWriter writer, TraderClock clock) : IBatchGateway
{
    /// <inheritdoc/>
    public bool TrySend(in OrderIntent intent) => writer.TryWrite(intent, clock.NowNs);

    /// <inheritdoc/>
    public void EndBatch()
    {
    }
}
