using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>
/// The twin of <see cref="DigitVector"/> in plain arithmetic, eight digits at a time in one register. The words are loaded so that
/// they end with the token: its last digit always lies in the highest byte, and what is in front is masked away.
/// </summary>
internal static class DigitWords
{
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const int Dot = '.' ^ '0';

    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    /// <summary>As <see cref="DigitVector.E9"/>.</summary>
    public static long E9(ref byte first, int length, int exponent)
    {
        if (!TryMantissa(ref first, length, out ulong mantissa, out int fraction))
            return -1;
        int power = 9 - fraction + exponent;
        int whole = fraction == 0 ? length : length - 1 - fraction;
        return (uint)power > 18 || whole + exponent > 9 ? -1 : (long)(mantissa * Powers[power]);
    }

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

    /// <summary>One to sixteen digits; negative for anything else.</summary>
    public static long Integer(ref byte first, int length)
    {
        if ((uint)(length - 1) >= 16)
            return -1;
        Words(ref first, length, out ulong low, out ulong high);
        if ((NonDigits(low) | NonDigits(high)) != 0 || (first == '0' && length > 1))
            return -1;
        return (long)((Eight(low) * 100_000_000) + Eight(high));
    }

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
}
