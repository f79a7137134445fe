using Engine.Core.Events;

namespace Engine.Core.Trading;

/// <summary>Where intents go. Implement it as a struct.</summary>
public interface IGateway
{
    /// <summary>Takes an intent; false when there is no room now, in which case nothing was sent.</summary>
    bool TrySend(in OrderIntent intent);
}
