using System.Runtime.InteropServices;

namespace Engine.Native.Status.Blocks;

/// <summary>A latency distribution in the status page, ns.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LatencyStatus
{
    /// <summary>Measurements.</summary>
    public long Count;

    /// <summary>Median.</summary>
    public long P50Ns;

    /// <summary>90th percentile.</summary>
    public long P90Ns;

    /// <summary>99th percentile.</summary>
    public long P99Ns;

    /// <summary>99.9th percentile.</summary>
    public long P999Ns;

    /// <summary>The largest.</summary>
    public long MaxNs;
}
