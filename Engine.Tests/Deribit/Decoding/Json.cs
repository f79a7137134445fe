using System.Text;
using Engine.Core.Primitives;

namespace Engine.Tests.Deribit.Decoding;

/// <summary>A JSON value that can be spelled in any of the ways the grammar allows.</summary>
internal abstract record Json
{
    /// <summary>An object; its keys may come in any order.</summary>
    public static Json Of(params (string Key, Json Value)[] members) => new Members(members);

    public static Json List(params IEnumerable<Json> items) => new Items([.. items]);

    /// <summary>A string whose characters may be escaped.</summary>
    public static Json Text(string text) => new Words(text, true);

    /// <summary>A string that the venue never escapes: ids, labels.</summary>
    public static Json Plain(string text) => new Words(text, false);

    /// <summary>A decimal in 1e-9 units, in any spelling.</summary>
    public static Json Decimal(long valueE9) => new Number(valueE9);

    /// <summary>An integer, digits only.</summary>
    public static Json Integer(long value) => new Verbatim(value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static Json Raw(string text) => new Verbatim(text);

    public abstract void Spell(StringBuilder to, ref Prng random);

    public string Spell(ref Prng random)
    {
        var text = new StringBuilder();
        Spell(text, ref random);
        return text.ToString();
    }

    private static void Space(StringBuilder to, ref Prng random)
    {
        while (random.Chance(0.15))
            to.Append(" \t\r\n"[random.Below(4)]);
    }

    private static void Quote(StringBuilder to, string text, bool escape, ref Prng random)
    {
        to.Append('"');
        foreach (char c in text)
        {
            if (escape && random.Chance(0.1))
                to.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                to.Append(c);
        }

        to.Append('"');
    }

    /// <summary>A value nobody asked for, nested as it likes.</summary>
    private static Json Noise(int depth, ref Prng random) => random.Below(depth > 0 ? 9 : 6) switch
    {
        0 => Raw("null"),
        1 => Raw("true"),
        2 => Raw("false"),
        3 => Raw("-12.5e+300"),
        4 => Text("market_price"),
        5 => Text("} ] , : { ["),
        6 => List(Noise(depth - 1, ref random), Noise(depth - 1, ref random)),
        7 => List(),
        _ => Of(("price", Noise(depth - 1, ref random)), ("amount", Noise(depth - 1, ref random))),
    };

    private sealed record Members((string Key, Json Value)[] All) : Json
    {
        public override void Spell(StringBuilder to, ref Prng random)
        {
            List<(string Key, Json Value)> order = [.. All];
            for (int unknown = random.Below(3); unknown > 0; unknown--)
                order.Add(($"unknown_{unknown}", Noise(2, ref random)));
            to.Append('{');
            bool first = true;
            while (order.Count > 0)
            {
                int at = random.Below(order.Count);
                (string key, Json value) = order[at];
                order.RemoveAt(at);
                to.Append(first ? "" : ",");
                first = false;
                Space(to, ref random);
                Quote(to, key, true, ref random);
                Space(to, ref random);
                to.Append(':');
                Space(to, ref random);
                value.Spell(to, ref random);
                Space(to, ref random);
            }

            to.Append('}');
        }
    }

    private sealed record Items(Json[] All) : Json
    {
        public override void Spell(StringBuilder to, ref Prng random)
        {
            to.Append('[');
            for (int i = 0; i < All.Length; i++)
            {
                to.Append(i == 0 ? "" : ",");
                Space(to, ref random);
                All[i].Spell(to, ref random);
                Space(to, ref random);
            }

            to.Append(']');
        }
    }

    private sealed record Words(string Value, bool MayEscape) : Json
    {
        public override void Spell(StringBuilder to, ref Prng random) => Quote(to, Value, MayEscape, ref random);
    }

    private sealed record Verbatim(string Value) : Json
    {
        public override void Spell(StringBuilder to, ref Prng random) => to.Append(Value);
    }

    private sealed record Number(long ValueE9) : Json
    {
        public override void Spell(StringBuilder to, ref Prng random)
        {
            decimal value = ValueE9 / 1_000_000_000m;
            string plain = value.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture);
            switch (random.Below(4))
            {
                case 0:
                    to.Append(plain);
                    break;
                case 1:
                    to.Append(plain).Append(plain.Contains('.', StringComparison.Ordinal) ? "00" : ".0");
                    break;
                default:
                    int exponent = random.Below(13) - 6;
                    decimal scale = 1;
                    for (int i = 0; i < Math.Abs(exponent); i++)
                        scale *= 10;
                    decimal mantissa = exponent < 0 ? value * scale : value / scale;
                    to.Append(mantissa.ToString("0.0###################", System.Globalization.CultureInfo.InvariantCulture));
                    to.Append("eE"[random.Below(2)]).Append(exponent >= 0 && random.Chance(0.5) ? "+" : "").Append(exponent);
                    break;
            }
        }
    }
}
