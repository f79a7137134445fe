using System.Runtime.CompilerServices;
using System.Text;

namespace Engine.Native.Status.Blocks;

/// <summary>Short UTF-8 text in the status page: as many bytes as its field has, filled up with zeros, cut where it is longer.</summary>
public static class StatusText
{
    /// <summary>Replaces a field's text. Allocates nothing.</summary>
    public static void Write(Span<byte> field, ReadOnlySpan<byte> text)
    {
        if (text.Length > field.Length)
            text = text[..Boundary(text, field.Length)];
        text.CopyTo(field);
        field[text.Length..].Clear();
    }

    /// <summary>Replaces a field's text. Allocates nothing.</summary>
    public static void Write(Span<byte> field, ReadOnlySpan<char> text)
    {
        System.Text.Unicode.Utf8.FromUtf16(text, field, out _, out int written);
        field[written..].Clear();
    }

    /// <summary>The bytes of a field's text.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    /// <summary>A field's text. Allocates: for display.</summary>
    public static string ToText(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(Read(field));

    // Not in the middle of a character: continuation bytes are 10xxxxxx.
    private static int Boundary(ReadOnlySpan<byte> text, int length)
    {
        while (length > 0 && (text[length] & 0xC0) == 0x80)
            length--;
        return length;
    }
}

/// <summary>16 bytes of text; see <see cref="StatusText"/>.</summary>
[InlineArray(16)]
public struct Text16
{
    private byte _first;
}

/// <summary>32 bytes of text; see <see cref="StatusText"/>.</summary>
[InlineArray(32)]
public struct Text32
{
    private byte _first;
}

/// <summary>64 bytes of text; see <see cref="StatusText"/>.</summary>
[InlineArray(64)]
public struct Text64
{
    private byte _first;
}

/// <summary>192 bytes of text; see <see cref="StatusText"/>.</summary>
[InlineArray(192)]
public struct Text192
{
    private byte _first;
}
