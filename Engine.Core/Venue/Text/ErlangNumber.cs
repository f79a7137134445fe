using System.Globalization;
using Engine.Core.Primitives;

namespace Engine.Core.Venue.Text;

/// <summary>
/// Numbers as the venue writes its floats: the shortest digits that round-trip, as a plain decimal with at least one fractional
/// digit (<c>10.0</c>, <c>33580.0</c>, <c>0.0005</c>) unless <c>d.ddde±N</c> is strictly shorter (<c>1.0e3</c>, <c>2.5e-4</c>).
/// </summary>
public static class ErlangNumber
{
    /// <summary>Bytes that one number may need.</summary>
    public const int MaxText = 40;

    private const int MaxDigits = 24;

    /// <summary>Writes a finite double; returns the bytes written. Throws <see cref="InvariantException"/> on infinity and NaN.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        Check.That(double.IsFinite(value));
        if (value == 0)
            return Zero(destination);
        Span<byte> text = stackalloc byte[MaxText];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxDigits];
        int count = Digits(text[..length], digits, out int point);
        return Layout(value < 0, digits[..count], point, destination);
    }

    /// <summary>Writes an integer in units of 1e-9 as the float it stands for; the same text as the nearest double's. Returns the bytes written.</summary>
    public static int FormatE9(long valueE9, Span<byte> destination)
    {
        if (valueE9 == 0)
            return Zero(destination);
        Span<byte> digits = stackalloc byte[MaxDigits];
        int count = Integers.Format(valueE9 < 0 ? 0 - (ulong)valueE9 : (ulong)valueE9, digits);
        int point = count - 9;
        while (digits[count - 1] == '0')
            count--;
        return count > 15 ? FormatNearest(valueE9, destination) : Layout(valueE9 < 0, digits[..count], point, destination);
    }

    /// <summary>Beyond 15 digits a double may not hold the decimal: the nearest double's own digits are written.</summary>
    private static int FormatNearest(long valueE9, Span<byte> destination)
    {
        Span<byte> text = stackalloc byte[Decimals.MaxText];
        int length = Decimals.Format(valueE9, text);
        return Format(double.Parse(text[..length], CultureInfo.InvariantCulture), destination);
    }

    private static int Zero(Span<byte> destination)
    {
        "0.0"u8.CopyTo(destination);
        return 3;
    }

    /// <summary>Significant digits of a formatted double, without leading or trailing zeros; value = 0.digits * 10^point.</summary>
    private static int Digits(ReadOnlySpan<byte> text, Span<byte> digits, out int point)
    {
        int count = 0;
        int whole = 0;
        bool fraction = false;
        int exponent = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '.')
                fraction = true;
            else if (b == 'E')
            {
                exponent = int.Parse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else if (b != '-')
            {
                if (count > 0 || b != '0')
                    digits[count++] = b;
                if (!fraction && count > 0)
                    whole++;
                else if (fraction && count == 0)
                    whole--;
            }
        }

        while (count > 1 && digits[count - 1] == '0')
            count--;
        point = whole + exponent;
        return count;
    }

    private static int Layout(bool negative, ReadOnlySpan<byte> digits, int point, Span<byte> destination)
    {
        int at = 0;
        if (negative)
            destination[at++] = (byte)'-';
        int n = digits.Length;
        int plain = point <= 0 ? 2 - point + n : point >= n ? point + 2 : n + 1;
        int exponent = point - 1;
        int magnitude = Math.Abs(exponent);
        int scientific = 3 + Math.Max(n - 1, 1) + (exponent < 0 ? 1 : 0) + (magnitude < 10 ? 1 : magnitude < 100 ? 2 : 3);
        return at + (scientific < plain ? Scientific(digits, exponent, destination[at..]) : Plain(digits, point, destination[at..]));
    }

    private static int Plain(ReadOnlySpan<byte> digits, int point, Span<byte> destination)
    {
        int at = 0;
        if (point <= 0)
        {
            destination[at++] = (byte)'0';
            destination[at++] = (byte)'.';
            destination.Slice(at, -point).Fill((byte)'0');
            at -= point;
            digits.CopyTo(destination[at..]);
            return at + digits.Length;
        }

        int whole = Math.Min(point, digits.Length);
        digits[..whole].CopyTo(destination);
        destination[whole..point].Fill((byte)'0');
        at = point;
        destination[at++] = (byte)'.';
        if (whole == digits.Length)
        {
            destination[at++] = (byte)'0';
            return at;
        }

        digits[whole..].CopyTo(destination[at..]);
        return at + digits.Length - whole;
    }

    private static int Scientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        int at = 0;
        destination[at++] = digits[0];
        destination[at++] = (byte)'.';
        if (digits.Length == 1)
            destination[at++] = (byte)'0';
        else
        {
            digits[1..].CopyTo(destination[at..]);
            at += digits.Length - 1;
        }

        destination[at++] = (byte)'e';
        return at + Integers.Format((long)exponent, destination[at..]);
    }
}
