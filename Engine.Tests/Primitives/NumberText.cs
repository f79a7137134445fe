using System.Globalization;
using System.Text;
using Engine.Core.Primitives;

namespace Engine.Tests.Primitives;

/// <summary>Generates texts of numbers, good and bad.</summary>
internal static class NumberText
{
    /// <summary>A JSON number in any form the grammar knows.</summary>
    public static string Valid(ref Prng random)
    {
        var text = new StringBuilder();
        if (random.Chance(0.3))
            text.Append('-');
        if (random.Chance(0.25))
            text.Append('0');
        else
            Digits(ref random, text.Append((char)('1' + random.Below(9))), random.Below(random.Chance(0.1) ? 30 : 10));
        if (random.Chance(0.6))
            Digits(ref random, text.Append('.'), 1 + random.Below(random.Chance(0.1) ? 40 : 12));
        if (random.Chance(0.5))
            Exponent(ref random, text);
        return text.ToString();
    }

    /// <summary>A number with a few bytes changed, inserted or removed; now and then still a number.</summary>
    public static string Damaged(ref Prng random)
    {
        var text = new StringBuilder(Valid(ref random));
        for (int damage = 1 + random.Below(2); damage > 0; damage--)
        {
            int at = random.Below(text.Length + 1);
            if (at == text.Length || random.Chance(0.4))
                text.Insert(at, Byte(ref random));
            else if (random.Chance(0.5))
                text[at] = Byte(ref random);
            else
                text.Remove(at, 1);
        }

        return text.ToString();
    }

    /// <summary>Bytes that like to look like a number.</summary>
    public static string Noise(ref Prng random)
    {
        var text = new StringBuilder();
        for (int length = random.Below(8); length > 0; length--)
            text.Append(Byte(ref random));
        return text.ToString();
    }

    /// <summary>A value whose count of digits is uniform, not the value.</summary>
    public static long AnyMagnitude(ref Prng random)
    {
        long value = (long)(random.Next() >> (1 + random.Below(63)));
        if (random.Chance(0.3))
            value = value / 1_000_000_000 * 1_000_000_000;
        return random.Chance(0.4) ? -value : value;
    }

    private static void Exponent(ref Prng random, StringBuilder text)
    {
        text.Append(random.Chance(0.5) ? 'e' : 'E');
        text.Append(random.Below(3) switch { 0 => "+", 1 => "-", _ => "" });
        if (random.Chance(0.1))
            text.Append("00");
        int size = random.Below(20) switch { 0 => 400, 1 => 40, _ => 12 };
        text.Append(random.Below(size).ToString(CultureInfo.InvariantCulture));
        if (random.Chance(0.01))
            text.Append("99999999999");
    }

    private static void Digits(ref Prng random, StringBuilder text, int count)
    {
        // Runs of noughts and nines are where rounding and carrying go wrong.
        char repeated = "09"[random.Below(2)];
        bool run = random.Chance(0.2);
        for (int i = 0; i < count; i++)
            text.Append(run && i > 0 ? repeated : (char)('0' + random.Below(10)));
    }

    private static char Byte(ref Prng random) =>
        random.Chance(0.9) ? "0123456789+-.eE 1050"[random.Below(20)] : (char)random.Below(256);
}
