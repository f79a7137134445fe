using Engine.Core.Events;

namespace Engine.Core.Link.Feed;

/// <summary>The struct that the decoder is generic over.</summary>
public readonly struct RingSink(EventFeed feed) : IEventSink
{
    /// <inheritdoc/>
    public ref EngineEvent Claim() => ref feed.Claim();

    /// <inheritdoc/>
    public void Commit() => feed.Commit();

    /// <inheritdoc/>
    public bool Abandon() => feed.Abandon();
}
