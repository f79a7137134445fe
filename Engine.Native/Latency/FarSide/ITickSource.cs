using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Latency.FarSide;

/// <summary>Book frames to be played, one a tick, each following on the one before.</summary>
internal interface ITickSource
{
    /// <summary>The instrument.</summary>
    Terms Terms { get; }

    /// <summary>Best bid after the last tick written, 1e-9 units.</summary>
    long BidE9 { get; }

    /// <summary>Best ask after the last tick written, 1e-9 units.</summary>
    long AskE9 { get; }

    /// <summary>A mark price near which all ticks stay, 1e-9 units.</summary>
    long MarkE9 { get; }

    /// <summary>The interval in the names of the channels: raw or 100ms.</summary>
    string Interval { get; }

    /// <summary>Writes the book as it stands as a snapshot; returns its length.</summary>
    int WriteSnapshot(Span<byte> destination, long nowNs);

    /// <summary>Writes the next tick; returns its length. Allocates nothing.</summary>
    int WriteNext(Span<byte> destination, long nowNs);
}
