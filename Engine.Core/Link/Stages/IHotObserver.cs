namespace Engine.Core.Link.Stages;

/// <summary>Looks at the hot thread's state from time to time, on the hot thread: copies out what others may see. Must not wait.</summary>
public interface IHotObserver
{
    /// <summary>Now is a good moment.</summary>
    void Observe(long nowNs);
}
