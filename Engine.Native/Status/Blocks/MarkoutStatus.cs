using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Native.Status.Blocks;

/// <summary>A mean markout in the status page.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MarkoutStatus
{
    /// <summary>Fills whose horizon has been reached.</summary>
    public long Count;

    /// <summary>Their mean, basis points of the fill price; positive is good for us.</summary>
    public double MeanBps;
}

/// <summary>A mean markout for each horizon of <see cref="Seconds"/>.</summary>
[InlineArray(Horizons)]
public struct MarkoutStatuses
{
    /// <summary>Number of horizons.</summary>
    public const int Horizons = 3;

    private MarkoutStatus _first;

    /// <summary>The horizons, seconds, ascending.</summary>
    public static ReadOnlySpan<int> Seconds => [1, 5, 30];
}
