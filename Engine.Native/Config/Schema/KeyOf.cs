using System.Globalization;
using Engine.Native.Config.Toml;

namespace Engine.Native.Config.Schema;

/// <summary>The kinds of keys there are. Each takes the meaning, the range, and how the section holds the value.</summary>
internal static class KeyOf<TSection>
    where TSection : class
{
    internal static ConfigKey<TSection> Number(string name, string meaning, Bounds bounds, Func<TSection, double> get, Func<TSection, double, TSection> with) =>
        new(name, meaning, "", section => TomlText.Of(get(section)), (section, value) =>
            value.Kind is RawKind.Integer or RawKind.Number && bounds.Contains(value.Number)
                ? KeyOutcome<TSection>.Taken(with(section, value.Number))
                : KeyOutcome<TSection>.Refused(bounds.Describe("a number")));

    internal static ConfigKey<TSection> Integer(string name, string meaning, Bounds bounds, Func<TSection, int> get, Func<TSection, int, TSection> with) =>
        new(name, meaning, "", section => get(section).ToString(CultureInfo.InvariantCulture), (section, value) => TakeInteger(section, value, bounds, with));

    internal static ConfigKey<TSection> OptionalInteger(
        string name, string meaning, string sample, Bounds bounds, Func<TSection, int?> get, Func<TSection, int, TSection> with) =>
        new(name, meaning, sample, section => get(section)?.ToString(CultureInfo.InvariantCulture), (section, value) => TakeInteger(section, value, bounds, with));

    internal static ConfigKey<TSection> Flag(string name, string meaning, Func<TSection, bool> get, Func<TSection, bool, TSection> with) =>
        new(name, meaning, "", section => get(section) ? "true" : "false", (section, value) =>
            value.Kind == RawKind.Flag ? KeyOutcome<TSection>.Taken(with(section, value.Flag)) : KeyOutcome<TSection>.Refused("true or false, without quotes"));

    /// <summary>A text; <paramref name="check"/> returns null for a good one, else what is expected.</summary>
    internal static ConfigKey<TSection> Text(
        string name, string meaning, string sample, Func<string, string?> check, Func<TSection, string?> get, Func<TSection, string, TSection> with) =>
        new(name, meaning, sample, section => get(section) is { } text ? TomlText.Quote(text) : null, (section, value) =>
        {
            if (value.Kind != RawKind.Text) return KeyOutcome<TSection>.Refused("a text in double quotes");
            return check(value.Text) is { } expected ? KeyOutcome<TSection>.Refused(expected) : KeyOutcome<TSection>.Taken(with(section, value.Text));
        });

    /// <summary>One of a few words, each standing for a value.</summary>
    internal static ConfigKey<TSection> Choice<TValue>(
        string name, string meaning, IReadOnlyList<(string Word, TValue Value)> words, Func<TSection, TValue> get, Func<TSection, TValue, TSection> with)
        where TValue : struct, Enum
    {
        var expected = words.Count == 1 ? TomlText.Quote(words[0].Word) : "one of " + string.Join(", ", words.Select(word => TomlText.Quote(word.Word)));
        return new ConfigKey<TSection>(name, meaning, "", Show, Apply);

        string Show(TSection section) => TomlText.Quote(words.First(word => word.Value.Equals(get(section))).Word);

        KeyOutcome<TSection> Apply(TSection section, RawValue value)
        {
            foreach (var (word, meant) in words)
                if (value.Kind == RawKind.Text && value.Text == word) return KeyOutcome<TSection>.Taken(with(section, meant));
            return KeyOutcome<TSection>.Refused(expected);
        }
    }

    private static KeyOutcome<TSection> TakeInteger(TSection section, RawValue value, Bounds bounds, Func<TSection, int, TSection> with) =>
        value.Kind == RawKind.Integer && bounds.Contains(value.Integer)
            ? KeyOutcome<TSection>.Taken(with(section, (int)value.Integer))
            : KeyOutcome<TSection>.Refused(bounds.Describe("a whole number"));
}
