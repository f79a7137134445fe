using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Text;

namespace Engine.Native.Latency.FarSide;

/// <summary>A cursor that writes what the venue would write into a caller's buffer, without allocation.</summary>
internal ref struct FarText(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Raw(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_destination[Length..]);
        Length += text.Length;
    }

    /// <summary>Text of a cold path.</summary>
    public void Raw(string text) => Length += Encoding.UTF8.GetBytes(text, _destination[Length..]);

    public void Number(long value) => Length += Integers.Format(value, _destination[Length..]);

    /// <summary>A number in 1e-9 units in the venue's own form: <c>65012.5</c>, <c>6.5e4</c>.</summary>
    public void Float(long valueE9) => Length += ErlangNumber.FormatE9(valueE9, _destination[Length..]);

    /// <summary>Opens a reply: the request's id stands, its result follows.</summary>
    public void BeginReply(long requestId)
    {
        Raw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        Number(requestId);
        Raw(",\"result\":"u8);
    }

    /// <summary>Closes a reply with the venue's times.</summary>
    public void EndReply(long nowNs)
    {
        long us = nowNs / 1000;
        Raw(",\"usIn\":"u8);
        Number(us - 1);
        Raw(",\"usOut\":"u8);
        Number(us);
        Raw(",\"usDiff\":1,\"testnet\":false}"u8);
    }
}
