namespace Engine.Core.Link.Feed;

/// <summary>Where a full event ring is emptied: the same thread polls it, or another one is waited for.</summary>
public interface IRingDrain
{
    /// <summary>Makes room in the ring.</summary>
    void Drain();
}
