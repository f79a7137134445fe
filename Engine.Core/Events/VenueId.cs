using System.Runtime.Intrinsics;
using System.Text;

namespace Engine.Core.Events;

/// <summary>
/// An id the venue gives to an order or a trade (<c>74311538594</c>, <c>USDC-104819327443</c>): opaque text of up to 24 bytes,
/// kept inline so that events need no reference.
/// </summary>
public readonly record struct VenueId
{
    /// <summary>The longest id that can be kept.</summary>
    public const int MaxLength = 24;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;

    private VenueId(ulong a, ulong b, ulong c) => (_a, _b, _c) = (a, b, c);

    /// <summary>No id.</summary>
    public static VenueId None => default;

    /// <summary>Whether there is one.</summary>
    public bool IsSome => _a != 0;

    /// <summary>Keeps an id; false when it is empty, too long or not printable ASCII.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> text, out VenueId id)
    {
        id = default;
        if (text.IsEmpty || text.Length > MaxLength || text.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E))
            return false;
        Span<byte> padded = stackalloc byte[MaxLength];
        padded.Clear();
        text.CopyTo(padded);
        id = new VenueId(BitConverter.ToUInt64(padded), BitConverter.ToUInt64(padded[8..]), BitConverter.ToUInt64(padded[16..]));
        return true;
    }

    /// <summary>The id of words that hold its text, zeros behind it; that the text may be kept has been verified.</summary>
    internal static VenueId Of(Vector256<ulong> words) => new(words[0], words[1], words[2]);

    /// <summary>Writes the text; returns its length.</summary>
    public int Format(Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[MaxLength];
        BitConverter.TryWriteBytes(padded, _a);
        BitConverter.TryWriteBytes(padded[8..], _b);
        BitConverter.TryWriteBytes(padded[16..], _c);
        int length = padded.IndexOf((byte)0);
        if (length < 0)
            length = MaxLength;
        padded[..length].CopyTo(destination);
        return length;
    }

    /// <summary>The text. Allocates: for display.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }
}
