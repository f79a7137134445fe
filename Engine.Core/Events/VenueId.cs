using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    /// <summary>Bytes of the text.</summary>
    public int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _b == 0 ? LengthOf(_a) : _c == 0 ? 8 + LengthOf(_b) : 16 + LengthOf(_c);
    }

    /// <summary>The id of words that hold its text, zeros behind it; that the text may be kept has been verified.</summary>
    internal static VenueId Of(Vector256<ulong> words) => new(words[0], words[1], words[2]);

    /// <summary>Writes the text; returns its length.</summary>
    public int Format(Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[MaxLength];
        int length = Write(ref MemoryMarshal.GetReference(padded));
        padded[..length].CopyTo(destination);
        return length;
    }

    /// <summary><see cref="Format"/> where <see cref="MaxLength"/> bytes of room are known to be there: all of them are touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Write(ref byte at)
    {
        Unsafe.WriteUnaligned(ref at, _a);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 8), _b);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 16), _c);
        return Length;
    }

    // The text is printable and zero filled: the zeros behind its last byte are the word's high ones, big-endian its low ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOf(ulong word) =>
        8 - ((BitConverter.IsLittleEndian ? BitOperations.LeadingZeroCount(word) : BitOperations.TrailingZeroCount(word)) >> 3);

    /// <summary>The text. Allocates: for display.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Format(text)]);
    }
}
