using System.Runtime.InteropServices;

namespace Engine.Bench.Memory;

/// <summary>A slot of two cache lines, as an event is, filled at both ends.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct Slot128 : ISlot
{
    [FieldOffset(0)]
    private long _head;

    [FieldOffset(120)]
    private long _tail;

    public long Value
    {
        readonly get => _head == _tail ? _head : throw new InvalidOperationException("a slot arrived torn");
        set => _head = _tail = value;
    }
}
