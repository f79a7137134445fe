using System.Runtime.InteropServices;

namespace Engine.Core.Memory;

/// <summary>
/// One long alone on its cache lines: 128 bytes before and after, because the adjacent-line prefetcher pulls lines in pairs.
/// Not generic on purpose: a generic type with explicit layout fails to load.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 264)]
public struct PaddedLong
{
    /// <summary>The value.</summary>
    [FieldOffset(128)]
    public long Value;
}
