using System.Runtime.CompilerServices;

namespace Engine.Native.Status.Blocks;

/// <summary>One channel of an instrument in the status page.</summary>
public struct ChannelStatus
{
    /// <summary>Since it last brought something, ns; -1 while it has not.</summary>
    public long AgeNs;

    /// <summary>How long after it happened the newest change on it was read, ns; -1 where it tells no time or the venue's clock is not known.</summary>
    public long DelayNs;
}

/// <summary>The channels of an instrument, in the order of <see cref="Names"/>.</summary>
[InlineArray(Count)]
public struct ChannelStatuses
{
    /// <summary>Number of channels.</summary>
    public const int Count = 4;

    private ChannelStatus _first;

    /// <summary>What each channel is: <c>book</c>, <c>ticker</c>, <c>trades</c>, and <c>orders</c> for user.changes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["book", "ticker", "trades", "orders"];
}
