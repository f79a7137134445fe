using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Engine.Core.Primitives;

/// <summary>Integers to and from UTF-8 digits.</summary>
public static class Integers
{
    /// <summary>
    /// Writes the decimal digits of an unsigned integer; returns the bytes written (at most 20). Throws
    /// <see cref="ArgumentException"/> when they do not fit: a number with digits missing must not leave.
    /// </summary>
    public static int Format(ulong value, Span<byte> destination)
    {
        if (!Utf8Formatter.TryFormat(value, destination, out int written))
            DoesNotFit();
        return written;
    }

    /// <summary>Writes the decimal digits of a signed integer; see <see cref="Format(ulong, Span{byte})"/>.</summary>
    public static int Format(long value, Span<byte> destination)
    {
        if (!Utf8Formatter.TryFormat(value, destination, out int written))
            DoesNotFit();
        return written;
    }

    /// <summary>Reads a whole span as a signed integer; false on anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;

    [DoesNotReturn]
    private static void DoesNotFit() => throw new ArgumentException("the destination is too small for the number");
}
