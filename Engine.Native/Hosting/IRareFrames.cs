using Engine.Core.Wire.Deribit;

namespace Engine.Native.Hosting;

/// <summary>Who is told of frames that are no notifications: answers, heartbeats, what cannot be read.</summary>
public interface IRareFrames
{
    /// <summary>A frame after its events have been committed.</summary>
    void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs);
}
