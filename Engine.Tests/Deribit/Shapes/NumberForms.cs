using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Text;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>Numbers in the forms the venue writes, in others that are as valid, and in some that are not.</summary>
internal static class NumberForms
{
    private static readonly string[] Odd =
    [
        "null", "-0.0", "0", "-0", "00", "01.5", "1.", ".5", "1e", "1e-", "e5", "--1", "-", "+1", "1.0e+3", "1.0E3", "1E-2", "1.0e10", "1.0e-10", "0.0e0",
        "1.5e400", "12345678901234567890", "9223372036.854775807", "9223372036.854775808", "0.1234567891", "0.12345678949", "1234567.12345678", "12345678.1234567",
        "123456789012345.6", "1234567890123456", "12345678901234567", "0.000000000000000000000000000001", "1.0000000000000000000000000000000000001", "true", "\"5\"",
        "{}", "[]", "1.2.3", "1e5e5", "1-5", "1.0e3.0", "NaN", "92233720368547758070", "100000000.0", "99999999", "1.0e9", "4.0e-9", "4.0e-8", "1e3", "5 ", " 5",
    ];

    /// <summary>As the venue writes a float.</summary>
    public static string Venue(long valueE9)
    {
        Span<byte> text = stackalloc byte[ErlangNumber.MaxText];
        return Encoding.ASCII.GetString(text[..ErlangNumber.FormatE9(valueE9, text)]);
    }

    /// <summary>Mostly as the venue writes it; odd ones at the given rate.</summary>
    public static string Any(ref Prng random, long valueE9, double odd)
    {
        if (random.Chance(odd))
            return Odd[random.Below(Odd.Length)];
        decimal value = valueE9 / 1_000_000_000m;
        return random.Below(12) switch
        {
            0 => value.ToString("0.#########", CultureInfo.InvariantCulture),
            1 => value.ToString("0.0########", CultureInfo.InvariantCulture),
            2 => value.ToString("0.000000000", CultureInfo.InvariantCulture),
            _ => Venue(valueE9),
        };
    }

    /// <summary>A decimal of any size with any number of digits.</summary>
    public static long Money(ref Prng random) => ((long)(random.Next() >> (2 + random.Below(60))) * (random.Chance(0.3) ? -1 : 1)) / Power(random.Below(8)) * Power(random.Below(3));

    private static long Power(int exponent) => exponent == 0 ? 1 : 10 * Power(exponent - 1);
}
