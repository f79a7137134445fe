using System.Runtime.InteropServices;

namespace Engine.Tests.Memory;

/// <summary>A slot of two cache lines whose first and last word are equal unless it is torn.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct Pair
{
    [FieldOffset(0)]
    public long Head;

    [FieldOffset(64)]
    public long Middle;

    [FieldOffset(120)]
    public long Tail;

    public readonly bool IsTorn => Head != Tail || Head != Middle;

    public void Fill(long value) => Tail = Middle = Head = value;
}
