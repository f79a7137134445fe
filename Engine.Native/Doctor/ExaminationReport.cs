using System.Text.Json;

namespace Engine.Native.Doctor;

/// <summary>
/// Writes the findings: as text whose advice stands unwrapped on lines of its own, so that a command can be copied, or as JSON.
/// </summary>
public static class ExaminationReport
{
    private const int VerdictWidth = 15, NameWidth = 24;

    /// <summary>Writes text.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="groups">What was found.</param>
    /// <param name="colour">True for a terminal.</param>
    public static void WriteText(TextWriter output, IReadOnlyList<FindingGroup> groups, bool colour)
    {
        foreach (var group in groups)
        {
            output.WriteLine(group.Title);
            foreach (var finding in group.Findings) WriteText(output, finding, colour);
            output.WriteLine();
        }
        output.WriteLine(Summary(groups));
    }

    /// <summary>Writes one JSON object: <c>groups</c> of <c>findings</c> with name, value, verdict and advice.</summary>
    public static void WriteJson(Stream output, IReadOnlyList<FindingGroup> groups)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("groups");
        foreach (var group in groups)
        {
            json.WriteStartObject();
            json.WriteString("title", group.Title);
            json.WriteStartArray("findings");
            foreach (var finding in group.Findings)
            {
                json.WriteStartObject();
                json.WriteString("name", finding.Name);
                json.WriteString("value", finding.Value);
                json.WriteString("verdict", Word(finding.Verdict));
                json.WriteString("advice", finding.Advice);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(TextWriter output, Finding finding, bool colour)
    {
        var verdict = Word(finding.Verdict).PadRight(VerdictWidth);
        output.WriteLine($"  {(colour ? Paint(finding.Verdict, verdict) : verdict)}  {finding.Name.PadRight(NameWidth)}  {finding.Value}");
        if (finding.Advice.Length > 0) output.WriteLine($"  {new string(' ', VerdictWidth)}  {new string(' ', NameWidth)}  -> {finding.Advice}");
    }

    private static string Summary(IReadOnlyList<FindingGroup> groups)
    {
        var counts = groups.SelectMany(group => group.Findings).CountBy(finding => finding.Verdict).ToDictionary();
        return string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{counts.GetValueOrDefault(verdict)} {Word(verdict)}"));
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Good => "good",
        Verdict.CouldBeBetter => "could be better",
        Verdict.Matters => "matters",
        _ => "unknown",
    };

    private static string Paint(Verdict verdict, string text) => verdict switch
    {
        Verdict.Good => $"\e[32m{text}\e[0m",
        Verdict.CouldBeBetter => $"\e[33m{text}\e[0m",
        Verdict.Matters => $"\e[31m{text}\e[0m",
        _ => $"\e[2m{text}\e[0m",
    };
}
