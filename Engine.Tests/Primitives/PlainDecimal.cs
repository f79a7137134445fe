using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Engine.Tests.Primitives;

/// <summary>The plain twin of <c>Decimals.TryParse</c>: a regular expression for the grammar, big integers for the value.</summary>
internal static partial class PlainDecimal
{
    public static bool TryParse(string text, out long valueE9, out bool exact)
    {
        valueE9 = 0;
        exact = true;
        Match match = JsonNumber().Match(text);
        if (!match.Success)
            return false;
        string fraction = match.Groups["fraction"].Value;
        BigInteger mantissa = Integer(match.Groups["whole"].Value + fraction);
        if (mantissa.IsZero)
            return true;
        BigInteger power = Integer(match.Groups["exponent"].Value) - fraction.Length + 9;
        BigInteger digits = power + mantissa.ToString(CultureInfo.InvariantCulture).Length;
        exact = digits >= 0;
        if (digits < 0)
            return true;
        if (digits > 19)
            return false;
        BigInteger unit = BigInteger.Pow(10, (int)BigInteger.Abs(power));
        BigInteger scaled = mantissa * unit;
        if (power.Sign < 0)
        {
            scaled = BigInteger.DivRem(mantissa, unit, out BigInteger rest);
            exact = rest.IsZero;
            if (rest * 2 >= unit)
                scaled++;
        }

        if (scaled > long.MaxValue)
            return false;
        valueE9 = (long)scaled * (match.Groups["sign"].Length == 0 ? 1 : -1);
        return true;
    }

    private static BigInteger Integer(string digits) => digits.Length == 0 ? 0 : BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<sign>-?)(?<whole>0|[1-9][0-9]*)(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex JsonNumber();
}
