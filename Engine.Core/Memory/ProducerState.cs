using System.Runtime.InteropServices;

namespace Engine.Core.Memory;

/// <summary>What only the producer of a ring touches, on cache lines of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 280)]
internal struct ProducerState
{
    [FieldOffset(128)]
    public long Claimed;

    [FieldOffset(136)]
    public long Published;

    [FieldOffset(144)]
    public long Limit;
}
