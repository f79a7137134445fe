namespace Engine.Core.Events;

/// <summary>
/// Where decoded events go. A frame's events are claimed, filled in place and then committed together, or abandoned when the
/// frame turns out bad. Implement it as a struct.
/// </summary>
public interface IEventSink
{
    /// <summary>A cleared slot for the next event of the frame. A full ring is the sink's matter, never the decoder's.</summary>
    ref EngineEvent Claim();

    /// <summary>The frame's events are complete.</summary>
    void Commit();

    /// <summary>The frame was bad: its events, as far as they are still held back, never happened. False when some are out already.</summary>
    bool Abandon();
}
