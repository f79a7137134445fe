using System.Runtime.CompilerServices;

namespace Engine.Native.Status.Blocks;

/// <summary>The distributions of a tick's stages in the status page, in the order of <see cref="Names"/>.</summary>
[InlineArray(Count)]
public struct StageStatuses
{
    /// <summary>Number of stages.</summary>
    public const int Count = 7;

    private LatencyStatus _first;

    /// <summary>What each stage is, from the kernel to the kernel.</summary>
    public static IReadOnlyList<string> Names { get; } = ["in kernel", "framed", "decoded", "published", "decided", "encoded", "sent"];
}
