using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>
/// Up to sixteen characters of a number in one vector, which is loaded so that it ends with them: what is in front of the number is
/// masked away, and nothing behind it is read. <see cref="DigitWords"/> is its plain twin.
/// </summary>
internal static class DigitVector
{
    private const int NoDot = 15; // a dot at the end would be none either
    private const byte Dot = unchecked((byte)('.' - '0'));

    /// <summary>The largest power of ten that a number may be multiplied by here.</summary>
    public const int MaxExponent = 7;

    /// <summary>Whether the processor has the instructions; without them the twin is at work.</summary>
    public static bool IsSupported => Sse41.IsSupported && Ssse3.IsSupported;

    /// <summary>Sixteen bytes of nothing and sixteen of everything: from place n on, the mask of the last n.</summary>
    private static ReadOnlySpan<byte> LastBytes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>For a dot at place n, row n: what is in front of it moves up by one. The last row is for none: all stays.</summary>
    private static ReadOnlySpan<byte> WithoutDot =>
    [
        255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15,
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>
    /// Digits, perhaps with a dot among them, times a power of ten of at most <see cref="MaxExponent"/>, in 1e-9 units. Negative for
    /// anything else, for more than eight digits before the point, for more than nine behind it, and for a digit all alone.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long E9(ref byte first, int length, int exponent)
    {
        if ((uint)(length - 1) >= 16)
            return -1;
        Vector128<byte> digits = Last(ref first, length);
        uint others = Others(digits);
        uint dots = Vector128.Equals(digits, Vector128.Create(Dot)).ExtractMostSignificantBits();
        int dot = BitOperations.TrailingZeroCount(others | (1 << NoDot));
        int power = dot - 6 + exponent;
        if (others != dots || (others & ((others - 1) | 0x8000)) != 0 || !IsNumber(ref first, dot, length, power, exponent))
            return -1;
        return (long)(Value(Ssse3.Shuffle(digits, Row(dot))) * Power(power));
    }

    /// <summary>
    /// A price and an amount, <c>76904.0,3.513e4</c>, side by side, which <see cref="E9"/> would read; false when it would not read
    /// one of them, or the price has an exponent.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTwoE9(ref byte first, int length, int secondLength, out long firstE9, out long secondE9)
    {
        ref byte second = ref Unsafe.Add(ref first, (nuint)(uint)length + 1);
        int raised = Unsafe.Add(ref second, (nuint)(uint)secondLength - 2) == 'e' ? 1 : 0;
        int exponent = (Unsafe.Add(ref second, (nuint)(uint)secondLength - 1) - '0') & -raised;
        secondLength -= 2 * raised;
        (firstE9, secondE9) = (-1, -1);
        if ((uint)(length - 1) >= 16 || (uint)(secondLength - 1) >= 16 || (uint)exponent > MaxExponent)
            return false;
        Vector256<byte> digits = Vector256.Create(Last(ref first, length), Last(ref second, secondLength));
        uint others = Others(digits);
        uint dots = Vector256.Equals(digits, Vector256.Create(Dot)).ExtractMostSignificantBits();
        int dot = BitOperations.TrailingZeroCount(others | (1 << NoDot)), secondDot = BitOperations.TrailingZeroCount((others >> 16) | (1 << NoDot));
        int power = dot - 6, secondPower = secondDot - 6 + exponent;
        digits = Avx2.Shuffle(digits, Vector256.Create(Row(dot), Row(secondDot)));
        if (others != dots || (Others(digits) | (others & 0x8000_8000)) != 0 || !IsNumber(ref first, dot, length, power, 0)
            || !IsNumber(ref second, secondDot, secondLength, secondPower, exponent))
            return false;
        Vector256<short> pairs = Avx2.MultiplyAddAdjacent(digits, Vector256.Create((short)0x010A).AsSByte());
        Vector256<int> fours = Avx2.MultiplyAddAdjacent(pairs, Vector256.Create(0x0001_0064).AsInt16());
        Vector256<ushort> packed = Avx2.PackUnsignedSaturate(fours, fours);
        Vector256<ulong> eights = Avx2.MultiplyAddAdjacent(packed.AsInt16(), Vector256.Create(0x0001_2710).AsInt16()).AsUInt64();
        firstE9 = (long)(All(eights.ToScalar()) * Power(power));
        secondE9 = (long)(All(eights.GetUpper().ToScalar()) * Power(secondPower));
        return true;
    }

    /// <summary>One to sixteen digits; negative for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Integer(ref byte first, int length)
    {
        if ((uint)(length - 1) >= 16)
            return -1;
        Vector128<byte> digits = Last(ref first, length);
        bool zeros = first == '0' & length != 1;
        return Others(digits) != 0 | zeros ? -1 : (long)Value(digits);
    }

    /// <summary>A digit in front of the dot but no zero in front of a digit, and neither more digits nor more decimals than fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNumber(ref byte first, int dot, int length, int power, int exponent) =>
        power >= 0 && (uint)(dot + length - 17) <= (uint)(7 - exponent) && (Unsafe.ReadUnaligned<ushort>(ref first) & 0xF0FF) != 0x3030;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Row(int dot) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(WithoutDot), (nuint)(uint)dot << 4);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Power(int exponent) => Unsafe.Add(ref MemoryMarshal.GetReference(Powers), (nuint)(uint)exponent);

    /// <summary>The last characters less '0', zero in front of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Last(ref byte first, int length)
    {
        nuint count = (nuint)(uint)length;
        Vector128<byte> text = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref Unsafe.Add(ref first, count), 16));
        return (text - Vector128.Create((byte)'0')) & Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(LastBytes), count);
    }

    /// <summary>Where there are no digits: from ten on, the sum reaches the high bit and stays there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector128<byte> digits) => Sse2.AddSaturate(digits, Vector128.Create((byte)(0x80 - 10))).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> digits) => Avx2.AddSaturate(digits, Vector256.Create((byte)(0x80 - 10))).ExtractMostSignificantBits();

    /// <summary>Sixteen digits to pairs, fours, eights and all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Value(Vector128<byte> digits)
    {
        Vector128<short> pairs = Ssse3.MultiplyAddAdjacent(digits, Vector128.Create((short)0x010A).AsSByte());
        Vector128<int> fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x0001_0064).AsInt16());
        Vector128<ushort> packed = Sse41.PackUnsignedSaturate(fours, fours);
        ulong eights = Sse2.MultiplyAddAdjacent(packed.AsInt16(), Vector128.Create(0x0001_2710).AsInt16()).AsUInt64().ToScalar();
        return All(eights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong All(ulong eights) => ((ulong)(uint)eights * 100_000_000) + (eights >> 32);
}
