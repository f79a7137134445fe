using System.Buffers.Text;

namespace Engine.Core.Primitives;

/// <summary>Integers to and from UTF-8 digits.</summary>
public static class Integers
{
    /// <summary>Writes the decimal digits of an unsigned integer; returns the bytes written (at most 20).</summary>
    public static int Format(ulong value, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(value, destination, out int written);
        return written;
    }

    /// <summary>Writes the decimal digits of a signed integer; returns the bytes written (at most 20).</summary>
    public static int Format(long value, Span<byte> destination)
    {
        Utf8Formatter.TryFormat(value, destination, out int written);
        return written;
    }

    /// <summary>Reads a whole span as a signed integer; false on anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out int consumed) && consumed == text.Length;
}
