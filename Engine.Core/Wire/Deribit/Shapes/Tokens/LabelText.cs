using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>
/// Our order labels, read as two vectors: the sixteen hexadecimal digits of <c>mm-SSSSSS-II-s-LL-GGGGGG</c> are gathered into one
/// and packed; what stands between them is compared. Gives what <see cref="OrderLabel.TryParse"/> gives.
/// </summary>
internal static class LabelText
{
    /// <summary>The label of a text of its length; none for one that is not ours.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static OrderLabel Read(ref byte first)
    {
        if (!Ssse3.IsSupported)
            return OrderLabel.TryParse(MemoryMarshal.CreateReadOnlySpan(ref first, OrderLabel.TextLength), out OrderLabel label) ? label : OrderLabel.None;
        Vector128<byte> front = Vector128.LoadUnsafe(ref first);
        Vector128<byte> back = Vector128.LoadUnsafe(ref first, 8);
        ulong head = front.AsUInt64().ToScalar();
        ulong middle = back.AsUInt64().ToScalar();
        ulong side = (middle >> 40) & 0xFF;

        // "mm-", then of bytes 8 to 15 the dashes at 9, 12, 14, and the one at 17.
        bool framed = (head & 0xFF_FFFF) == 0x2D_6D6D && (middle & 0x00FF_00FF_0000_FF00) == 0x002D_002D_0000_2D00 && Unsafe.Add(ref first, 17) == '-' && side is 'b' or 's';
        Vector128<byte> digits =
            Ssse3.Shuffle(front, Vector128.Create((byte)3, 4, 5, 6, 7, 8, 10, 11, 15, 255, 255, 255, 255, 255, 255, 255))
            | Ssse3.Shuffle(back, Vector128.Create((byte)255, 255, 255, 255, 255, 255, 255, 255, 255, 8, 10, 11, 12, 13, 14, 15));
        if (!framed || !TryNibbles(digits, out Vector128<byte> nibbles))
            return OrderLabel.None;
        ulong packed = ((ulong)Pack(nibbles.AsUInt64().ToScalar()) << 32) | Pack(nibbles.AsUInt64().GetElement(1));
        if (packed >> 40 == 0 || (packed & 0x8000_0000) != 0)
            return OrderLabel.None;
        return new OrderLabel(packed | (side == 's' ? 0x8000_0000UL : 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNibbles(Vector128<byte> digits, out Vector128<byte> nibbles)
    {
        Vector128<byte> number = digits - Vector128.Create((byte)'0');
        Vector128<byte> letter = digits - Vector128.Create((byte)'a');
        Vector128<byte> isNumber = Vector128.LessThan(number, Vector128.Create((byte)10));
        Vector128<byte> isLetter = Vector128.LessThan(letter, Vector128.Create((byte)6));
        nibbles = Vector128.ConditionalSelect(isNumber, number, letter + Vector128.Create((byte)10));
        return (isNumber | isLetter) == Vector128<byte>.AllBitsSet;
    }

    /// <summary>Eight nibbles, the highest in the lowest byte, as one word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Pack(ulong nibbles)
    {
        nibbles = ((nibbles << 4) | (nibbles >> 8)) & 0x00FF_00FF_00FF_00FF;
        nibbles = ((nibbles << 8) | (nibbles >> 16)) & 0x0000_FFFF_0000_FFFF;
        return (uint)((nibbles << 16) | (nibbles >> 32));
    }
}
