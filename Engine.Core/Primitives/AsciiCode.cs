using System.Text;

namespace Engine.Core.Primitives;

/// <summary>A short name (a currency such as <c>BTC</c>) of up to eight ASCII bytes as one integer, so that events can carry it.</summary>
/// <param name="Packed">The bytes, first byte lowest, zero filled.</param>
public readonly record struct AsciiCode(ulong Packed)
{
    /// <summary>No name.</summary>
    public static AsciiCode None => default;

    /// <summary>Upper-cases and packs; <see cref="None"/> when empty, longer than eight bytes or not ASCII.</summary>
    public static AsciiCode Upper(ReadOnlySpan<byte> text)
    {
        if (text.Length > 8)
            return None;
        ulong packed = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b is 0 or > 127)
                return None;
            if (b is >= (byte)'a' and <= (byte)'z')
                b -= 32;
            packed |= (ulong)b << (8 * i);
        }

        return new AsciiCode(packed);
    }

    /// <summary>Packs text; see <see cref="Upper(ReadOnlySpan{byte})"/>.</summary>
    public static AsciiCode Upper(string text) => Upper(Encoding.UTF8.GetBytes(text));

    /// <summary>The text. Allocates: for display.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[8];
        int length = 0;
        for (ulong rest = Packed; rest != 0; rest >>= 8)
            text[length++] = (char)(rest & 0xFF);
        return new string(text[..length]);
    }
}
