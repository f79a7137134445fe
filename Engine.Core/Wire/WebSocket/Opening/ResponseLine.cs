using System.Buffers;
using System.Text;

namespace Engine.Core.Wire.WebSocket.Opening;

/// <summary>The line grammar of an HTTP/1.1 answer (RFC 9112): status line, field lines, comma-separated lists.</summary>
internal static class ResponseLine
{
    // RFC 9110, section 5.6.2: what a field name is made of.
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    /// <summary>What each answer begins with.</summary>
    public static ReadOnlySpan<byte> Prefix => "HTTP/1.1 "u8;

    /// <summary>Reads <c>HTTP/1.1 SP three digits [SP reason]</c>.</summary>
    public static bool TryParseStatus(ReadOnlySpan<byte> line, out int status)
    {
        status = 0;
        if (!line.StartsWith(Prefix))
            return false;
        ReadOnlySpan<byte> rest = line[Prefix.Length..];
        if (rest.Length < 3 || (rest.Length > 3 && rest[3] != (byte)' ') || HasControlBytes(rest))
            return false;
        for (int i = 0; i < 3; i++)
        {
            int digit = rest[i] - '0';
            if ((uint)digit > 9)
                return false;
            status = (status * 10) + digit;
        }
        return status >= 100;
    }

    /// <summary>Splits <c>name: value</c>; folded lines, empty names and space before the colon are malformed.</summary>
    public static bool TryParseField(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return false;
        name = line[..colon];
        value = line[(colon + 1)..].Trim(" \t"u8);
        return !name.ContainsAnyExcept(TokenBytes) && !HasControlBytes(value);
    }

    /// <summary>Whether a comma-separated list has a token, in any case.</summary>
    public static bool ListHas(ReadOnlySpan<byte> list, ReadOnlySpan<byte> token)
    {
        while (true)
        {
            int comma = list.IndexOf((byte)',');
            ReadOnlySpan<byte> item = comma < 0 ? list : list[..comma];
            if (Ascii.EqualsIgnoreCase(item.Trim(" \t"u8), token))
                return true;
            if (comma < 0)
                return false;
            list = list[(comma + 1)..];
        }
    }

    private static bool HasControlBytes(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
        {
            if (b is (< 0x20 and not (byte)'\t') or 0x7F)
                return true;
        }
        return false;
    }
}
