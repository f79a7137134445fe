using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>A name of up to 31 bytes with the quote that closes it, to be compared in one vector.</summary>
internal readonly struct QuotedName
{
    private readonly Vector256<byte> _text;
    private readonly Vector256<byte> _mask;

    /// <summary>Keeps a name; one that is too long is never found.</summary>
    public QuotedName(ReadOnlySpan<byte> name)
    {
        Span<byte> text = stackalloc byte[32];
        Span<byte> mask = stackalloc byte[32];
        text.Clear();
        mask.Clear();
        Length = name.Length + 1;
        if (Length <= text.Length)
        {
            name.CopyTo(text);
            text[name.Length] = (byte)'"';
            mask[..Length].Fill(255);
        }
        else
        {
            text.Fill(255); // no ASCII
            mask.Fill(255);
        }

        _text = Vector256.Create<byte>(text);
        _mask = Vector256.Create<byte>(mask);
    }

    /// <summary>Bytes of the name and the quote.</summary>
    public int Length { get; }

    /// <summary>Whether it stands here; 32 bytes can be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ref byte here) => ((Vector256.LoadUnsafe(ref here) ^ _text) & _mask) == Vector256<byte>.Zero;
}
