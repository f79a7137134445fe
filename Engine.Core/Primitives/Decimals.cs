using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Core.Primitives;

/// <summary>
/// UTF-8 JSON numbers to integers in units of 1e-9 and back, without floating point. The venue writes shortest-form floats
/// (<c>3.2e4</c>, <c>1.0002e6</c>, <c>-4.0e-7</c>), so exponents are ordinary. Range: +-9223372036.854775807, nine decimals.
/// </summary>
public static class Decimals
{
    /// <summary>One unit, in the scale all decimals share: 1e9.</summary>
    public const long One = 1_000_000_000;

    /// <summary>Bytes that <see cref="Format"/> may need: sign, 10 digits, point, 9 digits.</summary>
    public const int MaxText = 21;

    // Larger ones saturate: far above any count of digits, and ten times it still fits.
    private const int LargestExponent = 100_000_000;

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>
    /// Reads a whole JSON number. Digits beyond nine decimals are rounded half away from zero and reported through <paramref name="exact"/>.
    /// False when the text is not a JSON number or does not fit.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long valueE9, out bool exact)
    {
        valueE9 = 0;
        exact = true;
        int i = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        if (negative)
            i++;
        int firstDigit = i;
        ulong mantissa = 0;
        int dropped = 0;
        bool droppedNonZero = false;
        int roundDigit = 0;
        int fraction = 0;
        while (i < text.Length && IsDigit(text[i]))
            Push(text[i++] - '0', ref mantissa, ref dropped, ref droppedNonZero, ref roundDigit);
        int wholeDigits = i - firstDigit;
        if (wholeDigits == 0 || (wholeDigits > 1 && text[firstDigit] == '0'))
            return false;
        if (i < text.Length && text[i] == '.')
        {
            int start = ++i;
            while (i < text.Length && IsDigit(text[i]))
                Push(text[i++] - '0', ref mantissa, ref dropped, ref droppedNonZero, ref roundDigit);
            fraction = i - start;
            if (fraction == 0)
                return false;
        }

        int exponent = 0;
        if (i < text.Length && (text[i] | 0x20) == 'e' && !TryExponent(text, ref i, out exponent))
            return false;
        if (i != text.Length)
            return false;
        return TryScale(mantissa, exponent - fraction + dropped + 9, negative, roundDigit, droppedNonZero, out valueE9, out exact);
    }

    /// <summary>Reads a number that must be exact to nine decimals; used for prices and amounts.</summary>
    public static bool TryParseExact(ReadOnlySpan<byte> text, out long valueE9) => TryParse(text, out valueE9, out bool exact) && exact;

    /// <summary>
    /// Writes the shortest plain decimal (<c>83212.5</c>, <c>10</c>, <c>0.0001</c>); returns the bytes written. Throws when they
    /// do not fit: see <see cref="MaxText"/>.
    /// </summary>
    public static int Format(long valueE9, Span<byte> destination) =>
        destination.Length >= MaxText ? Write(valueE9, ref MemoryMarshal.GetReference(destination)) : FormatInNarrowRoom(valueE9, destination);

    /// <summary><see cref="Format"/> where the room of <see cref="MaxText"/> bytes is known to be there: all of it may be touched.</summary>
    internal static int Write(long valueE9, ref byte at)
    {
        if (valueE9 < 0)
            return WriteNegative(valueE9, ref at);
        ulong whole = (ulong)valueE9 / One;
        uint fraction = (uint)((ulong)valueE9 - (whole * One));
        int length = Digits.Write(whole, ref at);
        if (fraction == 0)
            return length;
        Unsafe.Add(ref at, length) = (byte)'.';
        return length + 1 + Digits.WriteFraction(fraction, ref Unsafe.Add(ref at, length + 1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteNegative(long valueE9, ref byte at)
    {
        if (valueE9 == long.MinValue)
            return FormatInNarrowRoom(valueE9, MemoryMarshal.CreateSpan(ref at, MaxText)); // has no positive counterpart
        at = (byte)'-';
        return 1 + Write(-valueE9, ref Unsafe.Add(ref at, 1));
    }

    /// <summary>Digit by digit: the twin without wide stores.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FormatInNarrowRoom(long valueE9, Span<byte> destination)
    {
        int at = 0;
        ulong magnitude = (ulong)valueE9;
        if (valueE9 < 0)
        {
            destination[at++] = (byte)'-';
            magnitude = 0 - magnitude;
        }

        ulong whole = magnitude / One;
        ulong fraction = magnitude - (whole * One);
        at += Integers.Format(whole, destination[at..]);
        if (fraction == 0)
            return at;
        destination[at++] = (byte)'.';
        for (ulong unit = One / 10; fraction != 0; unit /= 10)
        {
            ulong digit = fraction / unit;
            destination[at++] = (byte)('0' + digit);
            fraction -= digit * unit;
        }

        return at;
    }

    /// <summary>The nearest double; for display and for models, never for orders.</summary>
    public static double ToDouble(long valueE9) => valueE9 / 1e9;

    /// <summary>The nearest 1e-9 unit of a double; half to even.</summary>
    public static long FromDouble(double value) => (long)Math.Round(value * 1e9);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    private static void Push(int digit, ref ulong mantissa, ref int dropped, ref bool droppedNonZero, ref int roundDigit)
    {
        if (mantissa < 1_000_000_000_000_000_000)
        {
            mantissa = (mantissa * 10) + (uint)digit;
            return;
        }

        if (dropped++ == 0)
            roundDigit = digit;
        else
            droppedNonZero |= digit != 0;
    }

    private static bool TryExponent(ReadOnlySpan<byte> text, ref int i, out int exponent)
    {
        exponent = 0;
        i++;
        bool negative = false;
        if (i < text.Length && text[i] is (byte)'+' or (byte)'-')
            negative = text[i++] == '-';
        int start = i;
        for (; i < text.Length && IsDigit(text[i]); i++)
            exponent = Math.Min((exponent * 10) + (text[i] - '0'), LargestExponent);
        if (negative)
            exponent = -exponent;
        return i > start;
    }

    private static bool TryScale(ulong mantissa, int power, bool negative, int roundDigit, bool droppedNonZero, out long value, out bool exact)
    {
        value = 0;
        exact = true;
        bool tail = roundDigit != 0 || droppedNonZero;
        if (mantissa == 0)
            return true;
        ulong scaled;
        if (power >= 0)
        {
            // Digits were dropped only behind nineteen others; if they still count before the point, the value is out of range.
            UInt128 wide = power > 18 ? UInt128.MaxValue : (UInt128)mantissa * Powers[power];
            if (wide > long.MaxValue)
                return false;
            exact = !tail;
            scaled = (ulong)wide;
            if (roundDigit >= 5)
                scaled++;
        }
        else if (power < -19)
        {
            exact = false;
            return true;
        }
        else
        {
            ulong unit = Powers[-power];
            scaled = mantissa / unit;
            ulong rest = mantissa - (scaled * unit);
            exact = rest == 0 && !tail;
            if (rest >= unit - rest)
                scaled++;
        }

        if (scaled > long.MaxValue)
            return false;
        value = negative ? -(long)scaled : (long)scaled;
        return true;
    }
}
