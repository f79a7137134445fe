using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Engine.Core.Primitives;

/// <summary>
/// Decimal digits of unsigned integers, eight at a time in one register and without a branch for each. The stores are whole words, so
/// the caller owns more room than the text needs; <see cref="Integers"/> is the careful twin.
/// </summary>
internal static class Digits
{
    /// <summary>Bytes that <see cref="Write"/> may touch.</summary>
    public const int Room = 24;

    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const uint Block = 100_000_000;

    /// <summary>Writes the digits without leading zeros; returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ulong value, ref byte at) => value < Block ? WriteShort((uint)value, ref at) : WriteLong(value, ref at);

    /// <summary>Writes nine digits, leading zeros included, and returns how many there are up to the last that is not zero; of a value below 1e9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteFraction(uint value, ref byte at)
    {
        uint first = value / Block;
        ulong rest = Split(value - (first * Block));
        at = (byte)('0' + first);
        Store(rest + Zeros, ref at, 1);
        return 9 - (BitOperations.LeadingZeroCount(rest) >> 3); // in memory order the last digit is the highest byte
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteShort(uint value, ref byte at)
    {
        ulong digits = Split(value);
        int leading = BitOperations.TrailingZeroCount(digits | (1UL << 56)) >> 3; // the last digit stays, also of zero
        Store((digits + Zeros) >> (8 * leading), ref at, 0);
        return 8 - leading;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteLong(ulong value, ref byte at)
    {
        ulong high = value / Block;
        int written = high < Block ? WriteShort((uint)high, ref at) : WriteLong(high, ref at);
        Store(Split((uint)(value - (high * Block))) + Zeros, ref at, written);
        return written + 8;
    }

    /// <summary>The eight digits of a value below 1e8, one a byte, the first in the lowest byte: halves, then quarters, then eighths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Split(uint value)
    {
        uint high = value / 10_000;
        ulong halves = high | ((ulong)(value - (high * 10_000)) << 32);
        ulong hundreds = ((halves * 10_486) >> 20) & 0x0000_007F_0000_007F; // n / 100 for n below 10 000
        ulong quarters = hundreds | ((halves - (hundreds * 100)) << 16);
        ulong tens = ((quarters * 103) >> 10) & 0x000F_000F_000F_000F; // n / 10 for n below 100
        return tens | ((quarters - (tens * 10)) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ulong text, ref byte at, int offset) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, offset), BitConverter.IsLittleEndian ? text : BinaryPrimitives.ReverseEndianness(text));
}
