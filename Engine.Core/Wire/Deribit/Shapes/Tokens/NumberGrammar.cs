using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Engine.Core.Wire.Deribit.Shapes.Tokens;

/// <summary>Whether what nobody reads is a JSON number all the same.</summary>
internal static class NumberGrammar
{
    private const int Longest = Numbers.Longest;

    /// <summary>Whether this is a number of any form, or null; of the frame there are so many bytes from here on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsAny(ref byte token, int length, int rest) =>
        (uint)(length - 1) < Longest && ((rest >= 32 && IsScientific(Vector256.LoadUnsafe(ref token), length)) || IsNumberOrNull(ref token, length));

    /// <summary>Whether a window begins with a number of this length: digits, perhaps with a dot among them. False says nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlain(Vector256<byte> window, int length)
    {
        if ((uint)(length - 1) >= Longest)
            return false;
        uint end = 1u << length;
        uint others = Others(window) & (end - 1);
        int whole = BitOperations.TrailingZeroCount(others | end);
        if ((others & (others - 1)) != 0 || whole == 0 || (window.ToScalar() == '0' && whole != 1))
            return false;
        return others == 0 || ((others & Places(window, '.')) != 0 && whole + 1 < length);
    }

    /// <summary>The same with a sign and an exponent; both may be there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsScientific(Vector256<byte> window, int length)
    {
        int sign = window.ToScalar() == '-' ? 1 : 0;
        int first = window.GetElement(sign);
        uint end = 1u << length;
        uint others = Others(window) & (end - 1) & ~(uint)sign;
        int whole = BitOperations.TrailingZeroCount(others | end);
        if (length > Longest || whole == sign || (first == '0' && whole != sign + 1))
            return false;
        if (others == 0)
            return true;
        uint behind = others & (others - 1);
        if (((Places(window, '.') >> whole) & 1) == 0 || whole + 1 >= length)
            return false;
        if (behind == 0)
            return true;
        int exponent = BitOperations.TrailingZeroCount(behind);
        if (((Places(window, 'e') >> exponent) & 1) == 0 || exponent == whole + 1)
            return false;
        behind &= behind - 1;
        if (behind == 0)
            return exponent + 1 < length;
        return behind == 2u << exponent && (behind & Places(window, '-')) != 0 && exponent + 2 < length;
    }

    /// <summary>Whether this is a number by the whole grammar, or null.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsNumberOrNull(ref byte token, int length)
    {
        if (length is < 1 or > Longest)
            return false;
        ReadOnlySpan<byte> text = Span(ref token, length);
        if (text[0] == 'n')
            return text.SequenceEqual("null"u8);
        int at = text[0] == '-' ? 1 : 0;
        int whole = Digits(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
            return false;
        at += whole;
        if (at < length && text[at] == '.')
        {
            int fraction = Digits(text[(at + 1)..]);
            at += fraction + 1;
            if (fraction == 0)
                return false;
        }

        if (at == length)
            return true;
        if (text[at++] != 'e')
            return false;
        if (at < length && text[at] == '-')
            at++;
        int exponent = Digits(text[at..]);
        return exponent > 0 && at + exponent == length;
    }

    /// <summary>Where a window has no digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Others(Vector256<byte> window)
    {
        Vector256<byte> digits = window - Vector256.Create((byte)'0');
        return ~Vector256.Equals(Vector256.Min(digits, Vector256.Create((byte)9)), digits).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Places(Vector256<byte> window, char of) => Vector256.Equals(window, Vector256.Create((byte)of)).ExtractMostSignificantBits();

    private static int Digits(ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }

    private static ReadOnlySpan<byte> Span(ref byte token, int length) => MemoryMarshal.CreateReadOnlySpan(ref token, length);
}
