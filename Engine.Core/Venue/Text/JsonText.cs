using System.Buffers;
using System.Text;
using Engine.Core.Primitives;

namespace Engine.Core.Venue.Text;

/// <summary>
/// Compact JSON in the venue's own number forms, written into a buffer that grows and is used again. Commas are placed by the
/// writer; the caller closes what it opens. Owned by the venue's thread.
/// </summary>
public sealed class JsonText
{
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>Bytes written so far.</summary>
    public int Length => _length;

    /// <summary>The text so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Starts afresh.</summary>
    public void Clear() => _length = 0;

    /// <summary>Takes back everything after a length seen earlier.</summary>
    public void Rewind(int length) => _length = length;

    /// <summary>Opens an object.</summary>
    public void BeginObject() => Open((byte)'{');

    /// <summary>Opens an object as a member's value.</summary>
    public void BeginObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        Open((byte)'{');
    }

    /// <summary>Closes an object.</summary>
    public void EndObject() => Put((byte)'}');

    /// <summary>Opens an array.</summary>
    public void BeginArray() => Open((byte)'[');

    /// <summary>Opens an array as a member's value.</summary>
    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Open((byte)'[');
    }

    /// <summary>Closes an array.</summary>
    public void EndArray() => Put((byte)']');

    /// <summary>A member's name; plain ASCII that needs no escape.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Span<byte> to = Reserve(name.Length + 3);
        to[0] = (byte)'"';
        name.CopyTo(to[1..]);
        to[name.Length + 1] = (byte)'"';
        to[name.Length + 2] = (byte)':';
        _length += name.Length + 3;
    }

    /// <summary>Text that needs no escape.</summary>
    public void Ascii(ReadOnlySpan<byte> text)
    {
        Separate();
        Span<byte> to = Reserve(text.Length + 2);
        to[0] = (byte)'"';
        text.CopyTo(to[1..]);
        to[text.Length + 1] = (byte)'"';
        _length += text.Length + 2;
    }

    /// <summary>Any text, escaped where JSON asks for it.</summary>
    public void Text(string text)
    {
        Span<byte> utf8 = text.Length <= 128 ? stackalloc byte[384] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        Text(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Any UTF-8 text, escaped where JSON asks for it.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.ContainsAny(s_escaped))
        {
            Ascii(utf8);
            return;
        }

        Separate();
        Put((byte)'"');
        foreach (byte b in utf8)
            Escape(b);
        Put((byte)'"');
    }

    /// <summary>A float.</summary>
    public void Float(double value)
    {
        Separate();
        _length += ErlangNumber.Format(value, Reserve(ErlangNumber.MaxText));
    }

    /// <summary>A float held as an integer in units of 1e-9.</summary>
    public void FloatE9(long valueE9)
    {
        Separate();
        _length += ErlangNumber.FormatE9(valueE9, Reserve(ErlangNumber.MaxText));
    }

    /// <summary>An integer.</summary>
    public void Int(long value)
    {
        Separate();
        _length += Integers.Format(value, Reserve(20));
    }

    /// <summary>A truth value.</summary>
    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A null.</summary>
    public void Null() => Raw("null"u8);

    /// <summary>A member that is a float.</summary>
    public void Float(ReadOnlySpan<byte> name, double value)
    {
        Name(name);
        Float(value);
    }

    /// <summary>A member that is a float held in units of 1e-9.</summary>
    public void FloatE9(ReadOnlySpan<byte> name, long valueE9)
    {
        Name(name);
        FloatE9(valueE9);
    }

    /// <summary>A member that is money, shown with the given number of decimals.</summary>
    public void Money(ReadOnlySpan<byte> name, decimal value, int decimals)
    {
        Name(name);
        Float((double)Math.Round(value, decimals, MidpointRounding.AwayFromZero));
    }

    /// <summary>A member that is an integer.</summary>
    public void Int(ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        Int(value);
    }

    /// <summary>A member that is a truth value.</summary>
    public void Bool(ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        Bool(value);
    }

    /// <summary>A member that is null.</summary>
    public void Null(ReadOnlySpan<byte> name)
    {
        Name(name);
        Null();
    }

    /// <summary>A member that is text without need of escapes.</summary>
    public void Ascii(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        Name(name);
        Ascii(text);
    }

    /// <summary>A member that is any text.</summary>
    public void Text(ReadOnlySpan<byte> name, string text)
    {
        Name(name);
        Text(text);
    }

    /// <summary>A value that is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        json.CopyTo(Reserve(json.Length));
        _length += json.Length;
    }

    /// <summary>A member whose value is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name);
        Raw(json);
    }

    private void Open(byte bracket)
    {
        Separate();
        Put(bracket);
    }

    private void Separate()
    {
        if (_length == 0)
            return;
        byte last = _buffer[_length - 1];
        if (last is not ((byte)'{' or (byte)'[' or (byte)':'))
            Put((byte)',');
    }

    private void Escape(byte b)
    {
        if (b is (byte)'"' or (byte)'\\')
        {
            Put((byte)'\\');
            Put(b);
        }
        else if (b >= 32)
            Put(b);
        else
        {
            ReadOnlySpan<byte> hex = "0123456789abcdef"u8;
            Span<byte> to = Reserve(6);
            "\\u00"u8.CopyTo(to);
            to[4] = hex[b >> 4];
            to[5] = hex[b & 15];
            _length += 6;
        }
    }

    private void Put(byte b)
    {
        Reserve(1)[0] = b;
        _length++;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        return _buffer.AsSpan(_length);
    }
}
