using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

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

    /// <summary>An id and its length; not positive when it is none, or one that the reference decoder has to look at. Reads 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Id(ref byte first, out VenueId id)
    {
        Vector256<byte> window = Vector256.LoadUnsafe(ref first);
        int length = Length(window);
        Vector256<byte> inside = Vector256.LessThan(Vector256<byte>.Indices.AsSByte(), Vector256.Create((sbyte)length)).AsByte();

        // Length has seen that nothing is below a space, beyond ASCII or escaped.
        Vector256<byte> blank = (Vector256.Equals(window, Vector256.Create((byte)' ')) | Vector256.Equals(window, Vector256.Create((byte)0x7F))) & inside;
        Vector256<ulong> words = (window & inside).AsUInt64();
        id = VenueId.Of(words);
        return length <= VenueId.MaxLength && blank == Vector256<byte>.Zero ? length : -1;
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
