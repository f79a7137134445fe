using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// One level, <c>["change",76914.0,1.0002e6]</c>, seen as a whole: two commas and a bracket say where everything is, so that the
/// next level's place waits for nothing but this bracket.
/// </summary>
internal static class BookLevelShape
{
    private const int Delete = 'd' & 3;

    /// <summary>By the lowest bits of an action's first letter: the eight bytes behind the bracket.</summary>
    private static ReadOnlySpan<ulong> Words => [0x22_6574_656C_6564_22, 0, 0x2C22_7765_6E22, 0x22_6567_6E61_6863_22];

    /// <summary>Which of their bits count.</summary>
    private static ReadOnlySpan<ulong> Masks => [ulong.MaxValue, 0, 0xFFFF_FFFF_FFFF, ulong.MaxValue];

    /// <summary>Where the first comma is.</summary>
    private static ReadOnlySpan<int> Commas => [9, -1, 6, 9];

    /// <summary>Bytes of the level; 0 when it is not of this shape, or longer than the 32 bytes that can be read.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Read(ref byte here, Instrument instrument, ref BookLevel level)
    {
        Vector256<byte> window = Vector256.LoadUnsafe(ref here);
        uint commas = Vector256.Equals(window, Vector256.Create((byte)',')).ExtractMostSignificantBits();
        uint brackets = Vector256.Equals(window, Vector256.Create((byte)']')).ExtractMostSignificantBits();
        int first = BitOperations.TrailingZeroCount(commas);
        int second = BitOperations.TrailingZeroCount(commas & (commas - 1));
        int end = BitOperations.TrailingZeroCount(brackets);

        // No branch on which action it is: they come in no order that could be predicted.
        ulong action = DigitWords.Word(ref here, 1);
        nuint which = (nuint)(action >> 8) & 3;
        bool known = (action & At(Masks, which)) == At(Words, which) && first == At(Commas, which) && here == '[';
        if (!known || second >= end || end >= 32)
            return 0;

        ref byte price = ref Unsafe.Add(ref here, (nuint)(uint)first + 1);
        int length = second - first - 1, sizeLength = end - second - 1;
        if (!Avx2.IsSupported || !DigitVector.TryTwoE9(ref price, length, sizeLength, out long priceE9, out long sizeE9))
            (priceE9, sizeE9) = (Numbers.ExactE9(ref price, length), Numbers.ExactE9(ref Unsafe.Add(ref price, length + 1), sizeLength));
        bool onGrid = instrument.TryExactPrice(priceE9, out Price ticks) && ticks.IsSome && instrument.TryExactSize(sizeE9, out level.Size);
        if (!onGrid)
            return 0;
        level.Price = ticks;
        level.Size = which == Delete ? Size.Zero : level.Size;
        return end + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T At<T>(ReadOnlySpan<T> table, nuint at) => Unsafe.Add(ref MemoryMarshal.GetReference(table), at);
}
