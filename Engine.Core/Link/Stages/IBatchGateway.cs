using Engine.Core.Trading;

namespace Engine.Core.Link.Stages;

/// <summary>A gateway that is told where the engine's batches end. Implement it as a struct.</summary>
public interface IBatchGateway : IGateway
{
    /// <summary>The engine has taken in its batch: what it sent goes together, and what follows was decided later.</summary>
    void EndBatch();
}
