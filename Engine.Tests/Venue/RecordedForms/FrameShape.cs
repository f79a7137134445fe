using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue.Text;

namespace Engine.Tests.Venue.RecordedForms;

/// <summary>Compares the forms of two frames: keys and their order, kinds of values, integers and floats; values are nothing to it.</summary>
/// <param name="Ordered">Whether the order of keys counts.</param>
/// <param name="MayMiss">Keys that one of the two may lack.</param>
internal sealed record FrameShape(bool Ordered, IReadOnlyCollection<string> MayMiss)
{
    /// <summary>Members whose keys are names of indexes, and ids that a client chose.</summary>
    private static readonly string[] s_free = ["id", "delta_total_map", "estimated_liquidation_ratio_map"];

    /// <summary>The differences, each with its path.</summary>
    public IEnumerable<string> Differences(JsonElement recorded, JsonElement ours, string path = "")
    {
        if (Form(recorded) != Form(ours))
            return [$"{path}: recorded {Form(recorded)}, ours {Form(ours)}"];
        return recorded.ValueKind switch
        {
            JsonValueKind.Object => Objects(recorded, ours, path),
            JsonValueKind.Array => Arrays(recorded, ours, path),
            _ => [],
        };
    }

    /// <summary>Floats that the venue would have written otherwise.</summary>
    public static IEnumerable<string> OddNumbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => OddNumbers(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(OddNumbers),
        JsonValueKind.Number when Form(element) == "float" && Written(element) != element.GetRawText() => [element.GetRawText()],
        _ => [],
    };

    private static string Written(JsonElement number)
    {
        Span<byte> text = stackalloc byte[ErlangNumber.MaxText];
        return Encoding.ASCII.GetString(text[..ErlangNumber.Format(double.Parse(number.GetRawText(), CultureInfo.InvariantCulture), text)]);
    }

    private static string Form(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "float" : "int",
        JsonValueKind.String when value.GetString() == "***REDACTED***" => "int",
        _ => value.ValueKind.ToString(),
    };

    private IEnumerable<string> Objects(JsonElement recorded, JsonElement ours, string path)
    {
        string[] theirs = [.. recorded.EnumerateObject().Select(member => member.Name)];
        string[] mine = [.. ours.EnumerateObject().Select(member => member.Name)];
        string[] lacking = [.. theirs.Except(mine).Except(MayMiss)];
        string[] more = [.. mine.Except(theirs).Except(MayMiss)];
        foreach (string name in lacking)
            yield return $"{path}.{name}: not in ours";
        foreach (string name in more)
            yield return $"{path}.{name}: not in the recording";
        if (Ordered && !theirs.Intersect(mine).SequenceEqual(mine.Intersect(theirs)))
            yield return $"{path}: recorded order {string.Join(',', theirs)}, ours {string.Join(',', mine)}";
        foreach (string name in theirs.Intersect(mine).Except(s_free))
        {
            foreach (string difference in Differences(recorded.GetProperty(name), ours.GetProperty(name), $"{path}.{name}"))
                yield return difference;
        }
    }

    /// <summary>A list without elements fits any; lists of lists (price levels) go by place, others by their elements' common form.</summary>
    private IEnumerable<string> Arrays(JsonElement recorded, JsonElement ours, string path)
    {
        if (recorded.GetArrayLength() == 0 || ours.GetArrayLength() == 0)
            return [];
        bool isTuple = recorded[0].ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && recorded.EnumerateArray().Select(Form).Distinct().Count() > 1;
        if (isTuple)
        {
            return recorded.GetArrayLength() != ours.GetArrayLength()
                ? [$"{path}: {recorded.GetArrayLength()} places recorded, ours {ours.GetArrayLength()}"]
                : recorded.EnumerateArray().Zip(ours.EnumerateArray()).SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{path}[{i}]"));
        }

        return recorded.EnumerateArray().SelectMany(element => Differences(element, ours[0], $"{path}[]"))
            .Concat(ours.EnumerateArray().SelectMany(element => Differences(recorded[0], element, $"{path}[]"))).Distinct();
    }
}
