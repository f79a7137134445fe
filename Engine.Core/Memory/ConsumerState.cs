using System.Runtime.InteropServices;

namespace Engine.Core.Memory;

/// <summary>What only the reader of a ring touches, on cache lines of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 280)]
internal struct ConsumerState
{
    [FieldOffset(128)]
    public long Next;

    [FieldOffset(136)]
    public int IdlePolls;

    [FieldOffset(140)]
    public int RestPauses;
}
