using System.Globalization;

namespace Engine.Native.Status.View.Painting;

/// <summary>Writes UTF-8 into memory of the caller, without allocating; what does not fit is cut.</summary>
internal ref struct Utf8Line(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Text(scoped ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, _buffer.Length - Length)];
        text.CopyTo(_buffer[Length..]);
        Length += text.Length;
    }

    public void Integer(long value, ReadOnlySpan<char> format = default)
    {
        if (value.TryFormat(_buffer[Length..], out int written, format, CultureInfo.InvariantCulture))
            Length += written;
    }

    /// <summary>A fixed number of decimals, at most nine.</summary>
    public void Number(double value, int decimals)
    {
        if (value.TryFormat(_buffer[Length..], out int written, "F0F1F2F3F4F5F6F7F8F9".AsSpan(2 * decimals, 2), CultureInfo.InvariantCulture))
            Length += written;
    }

    public void Signed(double value, int decimals)
    {
        if (value > 0)
            Text("+"u8);
        Number(value, decimals);
    }

    /// <summary>Nanoseconds with the unit that suits them.</summary>
    public void Duration(long ns)
    {
        if (ns < 1_000_000)
        {
            Number(ns / 1e3, 1);
            Text("us"u8);
        }
        else
        {
            Number(ns / 1e6, 1);
            Text("ms"u8);
        }
    }

    /// <summary>UTC time of day.</summary>
    public void TimeOfDay(long unixNs)
    {
        long seconds = unixNs / 1_000_000_000 % 86_400;
        Integer(seconds / 3_600, "00");
        Text(":"u8);
        Integer(seconds / 60 % 60, "00");
        Text(":"u8);
        Integer(seconds % 60, "00");
    }
}
