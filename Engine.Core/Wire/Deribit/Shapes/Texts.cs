using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>The extent of strings that are plain ASCII without escapes; any other is the reference decoder's.</summary>
internal static class Texts
{
    /// <summary>Bytes before the closing quote; negative when it is not in the window or a byte before it is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(Vector256<byte> window)
    {
        uint quotes = Vector256.Equals(window, Vector256.Create((byte)'"')).ExtractMostSignificantBits();

        // As signed bytes, control characters and everything beyond ASCII are below a space.
        uint strange = (Vector256.LessThan(window.AsSByte(), Vector256.Create((sbyte)' ')).AsByte() | Vector256.Equals(window, Vector256.Create((byte)'\\')))
            .ExtractMostSignificantBits();
        uint before = quotes ^ (quotes - 1);
        return quotes != 0 && (strange & before) == 0 ? BitOperations.TrailingZeroCount(quotes) : -1;
    }

    /// <summary>The same for a string of any length.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Length(ReadOnlySpan<byte> rest)
    {
        int length = rest.IndexOf((byte)'"');
        if (length < 0)
            return -1;
        ReadOnlySpan<byte> text = rest[..length];
        return text.ContainsAnyExceptInRange((byte)' ', (byte)0x7F) || text.Contains((byte)'\\') ? -1 : length;
    }
}
