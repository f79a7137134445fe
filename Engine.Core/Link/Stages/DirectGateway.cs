using Engine.Core.Events;
using Engine.Core.Link.Sending;

namespace Engine.Core.Link.Stages;

/// <summary>Intents straight into the link's output, decided at the time of what caused them.</summary>
public readonly struct DirectGateway(IntentWriter writer) : IBatchGateway
{
    /// <inheritdoc/>
    public bool TrySend(in OrderIntent intent) => writer.TryWrite(intent, intent.CauseNs);

    /// <inheritdoc/>
    public void EndBatch()
    {
    }
}
