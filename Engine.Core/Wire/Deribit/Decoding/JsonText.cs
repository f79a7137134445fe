using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>A cursor that appends UTF-8 to a caller's buffer. Running out of room is a broken invariant: callers size the buffer.</summary>
public ref struct JsonText(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_destination[Length..]);
        Length += text.Length;
    }

    /// <summary>A string value, quoted and escaped.</summary>
    public void Quoted(scoped ReadOnlySpan<byte> text)
    {
        Raw("\""u8);
        foreach (byte b in text)
        {
            if (b is (byte)'"' or (byte)'\\')
                Raw("\\"u8);
            if (b >= 0x20)
                _destination[Length++] = b;
        }

        Raw("\""u8);
    }

    /// <summary>A string value; only a long one allocates.</summary>
    public void Quoted(string text)
    {
        Span<byte> room = stackalloc byte[256];
        if (text.Length * 3 <= room.Length)
            Quoted(room[..Encoding.UTF8.GetBytes(text, room)]);
        else
            Quoted(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>An integer.</summary>
    public void Number(long value) => Length += Integers.Format(value, _destination[Length..]);

    /// <summary>A decimal in 1e-9 units.</summary>
    public void Decimal(long valueE9) => Length += Decimals.Format(valueE9, _destination[Length..]);

    /// <summary>A venue's id, quoted.</summary>
    public void Id(VenueId id)
    {
        Raw("\""u8);
        Length += id.Format(_destination[Length..]);
        Raw("\""u8);
    }

    /// <summary>A label of ours, quoted.</summary>
    public void Label(OrderLabel label)
    {
        Raw("\""u8);
        label.Format(_destination[Length..]);
        Length += OrderLabel.TextLength;
        Raw("\""u8);
    }

    /// <summary>Opens a request up to and including the params' brace.</summary>
    public void Request(long id, ReadOnlySpan<byte> method)
    {
        Raw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        Number(id);
        Raw(",\"method\":\""u8);
        Raw(method);
        Raw("\",\"params\":{"u8);
    }

    /// <summary>Closes a request.</summary>
    public void End() => Raw("}}"u8);
}
