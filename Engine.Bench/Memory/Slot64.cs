using System.Runtime.InteropServices;

namespace Engine.Bench.Memory;

/// <summary>A slot of one cache line, filled at both ends.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct Slot64 : ISlot
{
    [FieldOffset(0)]
    private long _head;

    [FieldOffset(56)]
    private long _tail;

    public long Value
    {
        readonly get => _head == _tail ? _head : throw new InvalidOperationException("a slot arrived torn");
        set => _head = _tail = value;
    }
}
