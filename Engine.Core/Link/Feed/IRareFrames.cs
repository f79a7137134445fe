using Engine.Core.Wire.Deribit;

namespace Engine.Core.Link.Feed;

/// <summary>Who is told of frames that are rare: answers, heartbeats, what is of no known shape, what cannot be read.</summary>
public interface IRareFrames
{
    /// <summary>
    /// A frame follows that takes tens of microseconds to read: what the batch has brought so far may be acted on first. Fills come
    /// together with the account's figures, and the new quotes do not wait for these.
    /// </summary>
    void BeforeSlow(long nowNs);

    /// <summary>A frame after its events have been committed.</summary>
    void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs);
}
