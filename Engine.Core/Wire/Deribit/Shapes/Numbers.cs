using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// JSON numbers whose extent is known, eight digits at a time in one register. The words are loaded so that they end with the
/// token: its last digit always lies in the highest byte, and what is in front is masked away, so nothing behind is ever read.
/// What is rarer than sixteen digits with a one-digit exponent goes to <see cref="Decimals"/>, as in the reference decoder.
/// </summary>
internal static class Numbers
{
    /// <summary>What a text that is no such number gives; no number does.</summary>
    public const long Invalid = long.MinValue;

    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const int Dot = '.' ^ '0';
    private const int Longest = 31;

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>A number in 1e-9 units, rounded beyond nine decimals.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long E9(ref byte token, int length)
    {
        long value = Short(ref token, length);
        return value >= 0 ? value : Long(ref token, length, exact: false);
    }

    /// <summary>As <see cref="E9"/>, with null as 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long E9OrNull(ref byte token, int length)
    {
        long value = Short(ref token, length);
        if (value >= 0)
            return value;
        return length == 4 && Span(ref token, 4).SequenceEqual("null"u8) ? 0 : Long(ref token, length, exact: false);
    }

    /// <summary>A number in 1e-9 units that must be exact.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ExactE9(ref byte token, int length)
    {
        long value = Short(ref token, length);
        return value >= 0 ? value : Long(ref token, length, exact: true);
    }

    /// <summary>An integer of one to sixteen digits; <see cref="Invalid"/> for anything else.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Integer(ref byte token, int length)
    {
        if ((uint)(length - 1) >= 16)
            return Invalid;
        Words(ref token, length, out ulong low, out ulong high);
        if ((NonDigits(low) | NonDigits(high)) != 0 || (token == '0' && length > 1))
            return Invalid;
        return (long)((Eight(low) * 100_000_000) + Eight(high));
    }

    /// <summary>Whether a window begins with a number of this length: digits, perhaps with a dot among them. False says nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(Vector256<byte> window, int length)
    {
        uint end = 1u << length; // a length of 32 wraps to 1, and nothing is then in front of it
        uint others = Others(window) & (end - 1);
        int whole = BitOperations.TrailingZeroCount(others | end);
        if ((others & (others - 1)) != 0 || whole == 0 || (window.ToScalar() == '0' && whole != 1))
            return false;
        return others == 0 || ((others & Places(window, '.')) != 0 && whole + 1 < length);
    }

    /// <summary>The same with a sign and an exponent; both may be there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsScientific(Vector256<byte> window, int length)
    {
        int sign = window.ToScalar() == '-' ? 1 : 0;
        int first = window.GetElement(sign);
        uint end = 1u << length;
        uint others = Others(window) & (end - 1) & ~(uint)sign;
        int whole = BitOperations.TrailingZeroCount(others | end);
        if (length > Longest || whole == sign || (first == '0' && whole != sign + 1))
            return false;
        if (others == 0)
            return true;
        uint behind = others & (others - 1);
        if (((Places(window, '.') >> whole) & 1) == 0 || whole + 1 >= length)
            return false;
        if (behind == 0)
            return true;
        int exponent = BitOperations.TrailingZeroCount(behind);
        if (((Places(window, 'e') >> exponent) & 1) == 0 || exponent == whole + 1)
            return false;
        behind &= behind - 1;
        if (behind == 0)
            return exponent + 1 < length;
        return behind == 2u << exponent && (behind & Places(window, '-')) != 0 && exponent + 2 < length;
    }

    /// <summary>Whether this is a number by the whole grammar, or null.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsNumberOrNull(ref byte token, int length)
    {
        if (length is < 1 or > Longest)
            return false;
        ReadOnlySpan<byte> text = Span(ref token, length);
        if (text[0] == 'n')
            return text.SequenceEqual("null"u8);
        int at = text[0] == '-' ? 1 : 0;
        int whole = Digits(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
            return false;
        at += whole;
        if (at < length && text[at] == '.')
        {
            int fraction = Digits(text[(at + 1)..]);
            at += fraction + 1;
            if (fraction == 0)
                return false;
        }

        if (at == length)
            return true;
        if (text[at++] != 'e')
            return false;
        if (at < length && text[at] == '-')
            at++;
        int exponent = Digits(text[at..]);
        return exponent > 0 && at + exponent == length;
    }

    /// <summary>A number of up to eight characters; negative for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Short(ref byte token, int length) =>
        TryShort(ref token, length, out ulong mantissa, out int fraction) ? (long)(mantissa * Powers[9 - fraction]) : Invalid;

    /// <summary>Up to eight characters: digits, perhaps with a dot among them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryShort(ref byte token, int length, out ulong mantissa, out int fraction)
    {
        (mantissa, fraction) = (0, 0);
        if ((uint)(length - 1) >= 8)
            return false;
        int free = (-8 * length) & 63; // bits in front of the token
        ulong text = (Word(ref token, length - 8) ^ Zeros) & (ulong.MaxValue << free);
        ulong dot = NonDigits(text);
        if (dot == 0)
        {
            mantissa = Eight(text);
            return token != '0' || length == 1;
        }

        int place = BitOperations.TrailingZeroCount(dot) - 7;
        int whole = (place - free) >> 3;
        if ((dot & (dot - 1)) != 0 || ((text >> place) & 0xFF) != Dot || whole == 0 || place == 56 || (token == '0' && whole != 1))
            return false;
        fraction = 7 - (place >> 3);
        mantissa = Eight((text & ~((dot << 1) - 1)) | ((text & ((dot >> 7) - 1)) << 8));
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Long(ref byte token, int length, bool exact)
    {
        if (length is < 1 or > Longest)
            return Invalid;
        bool negative = token == '-';
        ref byte first = ref Unsafe.Add(ref token, negative ? 1 : 0);
        int digits = length - (negative ? 1 : 0);
        int exponent = Exponent(ref first, ref digits);
        if (!TryShort(ref first, digits, out ulong mantissa, out int fraction) && !TryMantissa(ref first, digits, out mantissa, out fraction))
            return General(ref token, length, exact);
        int power = 9 - fraction + exponent;
        if ((uint)power > 18)
            return General(ref token, length, exact);
        ulong high = Math.BigMul(mantissa, Powers[power], out ulong low);
        if (high != 0 || low > long.MaxValue)
            return Invalid;
        return negative ? -(long)low : (long)low;
    }

    /// <summary>An exponent of one digit at the end: its value, and the digits without it.</summary>
    private static int Exponent(ref byte first, ref int digits)
    {
        if (digits < 4)
            return 0;
        int last = Unsafe.Add(ref first, digits - 1) - '0';
        if (Unsafe.Add(ref first, digits - 2) == 'e' && (uint)last <= 9)
        {
            digits -= 2;
            return last;
        }

        if (Unsafe.Add(ref first, digits - 2) != '-' || Unsafe.Add(ref first, digits - 3) != 'e' || (uint)last > 9)
            return 0;
        digits -= 3;
        return -last;
    }

    /// <summary>Up to sixteen characters: digits, perhaps with a dot among them.</summary>
    private static bool TryMantissa(ref byte first, int length, out ulong mantissa, out int fraction)
    {
        (mantissa, fraction) = (0, 0);
        if ((uint)(length - 1) >= 16)
            return false;
        Words(ref first, length, out ulong low, out ulong high);
        ulong dotLow = NonDigits(low);
        ulong dotHigh = NonDigits(high);
        if (BitOperations.PopCount(dotLow) + BitOperations.PopCount(dotHigh) > 1)
            return false;
        int whole = length;
        if ((dotLow | dotHigh) != 0)
        {
            UInt128 text = new(high, low);
            UInt128 dot = new(dotHigh, dotLow);
            int place = (int)UInt128.TrailingZeroCount(dot) - 7;
            fraction = 15 - (place >> 3);
            whole = length - 1 - fraction;
            if ((byte)(text >> place) != Dot || fraction == 0 || whole == 0)
                return false;
            UInt128 below = (UInt128.One << place) - 1;
            text = (text & ~((below << 8) | 0xFF)) | ((text & below) << 8);
            (high, low) = ((ulong)(text >> 64), (ulong)text);
        }

        mantissa = (Eight(low) * 100_000_000) + Eight(high);
        return first != '0' || whole == 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long General(ref byte token, int length, bool exact) =>
        Decimals.TryParse(Span(ref token, length), out long value, out bool isExact) && (isExact || !exact) ? value : Invalid;

    /// <summary>A token's last sixteen characters less '0', zero in front of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Words(ref byte token, int length, out ulong low, out ulong high)
    {
        high = Word(ref token, length - 8) ^ Zeros;
        low = 0;
        if (length < 8)
            high &= ulong.MaxValue << (64 - (8 * length));
        else if (length > 8)
            low = (Word(ref token, length - 16) ^ Zeros) & (ulong.MaxValue << (128 - (8 * length)));
    }

    /// <summary>Eight bytes as a little-endian word, wherever this runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Word(ref byte token, int offset)
    {
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref token, offset));
        return BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
    }

    /// <summary>The high bit of each byte that is above nine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NonDigits(ulong word) => (((word & ~HighBits) + 0x7676_7676_7676_7676) | word) & HighBits;

    /// <summary>Eight digits, the first in the lowest byte: pairs, then fours, then all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(ulong digits)
    {
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064) + (((digits >> 16) & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001)) >> 32;
    }

    /// <summary>Where a window has no digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> window)
    {
        Vector256<byte> digits = window - Vector256.Create((byte)'0');
        return ~Vector256.Equals(Vector256.Min(digits, Vector256.Create((byte)9)), digits).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Places(Vector256<byte> window, char of) => Vector256.Equals(window, Vector256.Create((byte)of)).ExtractMostSignificantBits();

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }

    private static ReadOnlySpan<byte> Span(ref byte token, int length) => MemoryMarshal.CreateReadOnlySpan(ref token, length);
}
