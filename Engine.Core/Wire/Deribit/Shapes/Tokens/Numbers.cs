using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>
/// JSON numbers whose extent is known. What is rarer than sixteen digits with a one-digit exponent goes to <see cref="Decimals"/>, as
/// in the reference decoder. The frame has sixteen bytes in front of the number; nothing behind it is read.
/// </summary>
internal static class Numbers
{
    /// <summary>What a text that is no such number gives; no number does.</summary>
    public const long Invalid = long.MinValue;

    /// <summary>The longest text that is taken for a number.</summary>
    public const int Longest = 31;

    /// <summary>A number in 1e-9 units, rounded beyond nine decimals.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long E9(ref byte token, int length)
    {
        long value = Usual(ref token, length);
        return value >= 0 ? value : Long(ref token, length, exact: false);
    }

    /// <summary>As <see cref="E9OrNull"/>, for a number that is as often negative or tiny.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SignedE9OrNull(ref byte token, int length) =>
        length == 4 && Span(ref token, 4).SequenceEqual("null"u8) ? 0 : SignedE9(ref token, length);

    /// <summary>As <see cref="E9"/>, for a number that is as often negative or tiny.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long SignedE9(ref byte token, int length)
    {
        if ((uint)(length - 1) >= Longest)
            return Invalid;

        // No branch on sign or exponent: they come in no order that could be predicted.
        int sign = token == '-' ? 1 : 0;
        int last = Unsafe.Add(ref token, length - 1) - '0';
        byte mark = Unsafe.Add(ref token, length - 2);
        bool raised = mark == 'e';
        bool lowered = mark == '-' & Unsafe.Add(ref token, length - 3) == 'e';
        int exponent = raised ? last : lowered ? -last : 0;
        int tail = raised ? 2 : lowered ? 3 : 0;
        bool known = (uint)last <= 9 & exponent <= DigitVector.MaxExponent & length - tail > sign;
        long value = known ? Scaled(ref Unsafe.Add(ref token, sign), length - sign - tail, exponent) : Invalid;
        if (value >= 0)
            return (value ^ -sign) + sign;
        return Long(ref token, length, exact: false);
    }

    /// <summary>As <see cref="E9"/>, with null as 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long E9OrNull(ref byte token, int length)
    {
        long value = Usual(ref token, length);
        if (value >= 0)
            return value;
        return length == 4 && Span(ref token, 4).SequenceEqual("null"u8) ? 0 : Long(ref token, length, exact: false);
    }

    /// <summary>A number in 1e-9 units that must be exact.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ExactE9(ref byte token, int length)
    {
        long value = Usual(ref token, length);
        return value >= 0 ? value : Long(ref token, length, exact: true);
    }

    /// <summary>Whether this is a number of the usual form. False says nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsUsual(ref byte token, int length) => Usual(ref token, length) >= 0;

    /// <summary>An integer of one to sixteen digits; negative for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Integer(ref byte token, int length) =>
        DigitVector.IsSupported ? DigitVector.Integer(ref token, length) : DigitWords.Integer(ref token, length);

    /// <summary>What prices and amounts usually are: digits, perhaps with a dot, perhaps with an exponent of one digit. Negative for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Usual(ref byte token, int length)
    {
        if ((uint)(length - 1) >= Longest)
            return Invalid;
        // A number is behind a colon, a comma or a bracket: what looks like its exponent is not in front of it.
        nuint end = (nuint)(uint)length;
        int raised = Unsafe.Add(ref token, end - 2) == 'e' ? 1 : 0;
        int exponent = (Unsafe.Add(ref token, end - 1) - '0') & -raised;
        return (uint)exponent <= DigitVector.MaxExponent ? Scaled(ref token, length - (2 * raised), exponent) : Invalid;
    }

    /// <summary>Digits, perhaps with a dot, times a power of ten; negative for anything else, and for what is too large or too small.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Scaled(ref byte first, int length, int exponent) =>
        DigitVector.IsSupported ? DigitVector.E9(ref first, length, exponent) : DigitWords.E9(ref first, length, exponent);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Long(ref byte token, int length, bool exact)
    {
        if (length is < 1 or > Longest)
            return Invalid;
        return Decimals.TryParse(Span(ref token, length), out long value, out bool isExact) && (isExact || !exact) ? value : Invalid;
    }

    private static ReadOnlySpan<byte> Span(ref byte token, int length) => MemoryMarshal.CreateReadOnlySpan(ref token, length);
}
