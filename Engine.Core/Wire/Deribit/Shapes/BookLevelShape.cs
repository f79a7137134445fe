using System.Numerics;
using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// One level, <c>["change",76914.0,1.0002e6]</c>, seen as a whole: two commas and a bracket say where everything is, so that the
/// next level's place waits for nothing but this bracket.
/// </summary>
internal static class BookLevelShape
{
    private const ulong New = 0x2277_656E_225B; // ["new"
    private const ulong NewMask = 0xFFFF_FFFF_FFFF;
    private const ulong Change = 0x6567_6E61_6863_225B; // ["change
    private const ulong Delete = 0x6574_656C_6564_225B; // ["delete

    /// <summary>Bytes of the level; 0 when it is not of this shape, or longer than the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref byte here, uint commas, uint brackets, Instrument instrument, ref BookLevel level)
    {
        int first = BitOperations.TrailingZeroCount(commas);
        int second = BitOperations.TrailingZeroCount(commas & (commas - 1));
        int end = BitOperations.TrailingZeroCount(brackets);
        if (first < 6 || second >= end || end >= 32)
            return 0;

        // No branch on which action it is: they come in no order that could be predicted.
        ulong action = Numbers.Word(ref here, 0);
        bool isNew = first == 6 & (action & NewMask) == New;
        bool isDelete = action == Delete;
        bool isOther = (isDelete | action == Change) & first == 9 & Unsafe.Add(ref here, 8) == '"';
        if (!(isNew | isOther))
            return 0;
        bool onGrid = instrument.TryPrice(Numbers.ExactE9(ref Unsafe.Add(ref here, first + 1), second - first - 1), out level.Price)
            & instrument.TrySize(Numbers.ExactE9(ref Unsafe.Add(ref here, second + 1), end - second - 1), out Size size);
        level.Size = isDelete ? Size.Zero : size;
        return onGrid & level.Price.IsSome ? end + 1 : 0;
    }
}
