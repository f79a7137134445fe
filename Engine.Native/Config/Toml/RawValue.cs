using Tomlyn.Syntax;

namespace Engine.Native.Config.Toml;

/// <summary>One value as it stands in the file, before any key has judged it.</summary>
/// <param name="Kind">Its TOML type; the field of that name is the value.</param>
/// <param name="Found">Its text in the file, cut to a length that fits a message.</param>
internal readonly record struct RawValue(RawKind Kind, string Found)
{
    private const int MaxFoundLength = 60;

    internal string Text { get; private init; } = "";

    internal long Integer { get; private init; }

    internal double Number { get; private init; }

    internal bool Flag { get; private init; }

    /// <summary>Lowers a node of the syntax tree.</summary>
    internal static RawValue From(ValueSyntax? value) => value switch
    {
        StringValueSyntax text => new RawValue(RawKind.Text, Cut(text)) { Text = text.Value ?? "" },
        IntegerValueSyntax integer => new RawValue(RawKind.Integer, Cut(integer)) { Integer = integer.Value, Number = integer.Value },
        FloatValueSyntax number => new RawValue(RawKind.Number, Cut(number)) { Number = number.Value },
        BooleanValueSyntax flag => new RawValue(RawKind.Flag, Cut(flag)) { Flag = flag.Value },
        ArraySyntax => new RawValue(RawKind.Other, "an array"),
        InlineTableSyntax => new RawValue(RawKind.Other, "a table"),
        null => new RawValue(RawKind.Other, "nothing"),
        _ => new RawValue(RawKind.Other, Cut(value)),
    };

    private static string Cut(ValueSyntax value)
    {
        var text = value.ToString()?.Trim() ?? "";
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        if (end >= 0) text = text[..end] + "...";
        return text.Length <= MaxFoundLength ? text : text[..MaxFoundLength] + "...";
    }
}
