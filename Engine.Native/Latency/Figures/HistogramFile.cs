using System.Text;
using HdrHistogram;

namespace Engine.Native.Latency.Figures;

/// <summary>
/// The histograms as a log of the HdrHistogram tools (format 1.3, compressed V2 encoding, values in ns): one interval a
/// distribution, told apart by its tag.
/// </summary>
internal static class HistogramFile
{
    /// <summary>Writes the log.</summary>
    public static void Write(Stream file, DateTime startedUtc, DateTime endedUtc, IEnumerable<PaceFigures> figures)
    {
        using MemoryStream wide = new();
        using (HistogramLogWriter writer = new(wide))
            writer.Write(startedUtc, [.. figures.SelectMany(Tagged).Select(histogram => Over(histogram, startedUtc, endedUtc))]);
        // The library writes UTF-16, which no other tool of the family reads.
        file.Write(Encoding.ASCII.GetBytes(Encoding.Unicode.GetString(wide.ToArray()).TrimStart('\uFEFF')));
    }

    private static HistogramBase Over(HistogramBase histogram, DateTime startedUtc, DateTime endedUtc)
    {
        histogram.StartTimeStamp = new DateTimeOffset(startedUtc).ToUnixTimeMilliseconds();
        histogram.EndTimeStamp = new DateTimeOffset(endedUtc).ToUnixTimeMilliseconds();
        return histogram;
    }

    private static IEnumerable<HistogramBase> Tagged(PaceFigures figures)
    {
        yield return Tag(figures.Engine.Last, figures.Pace, "tick-to-last-order");
        yield return Tag(figures.Engine.First, figures.Pace, "tick-to-first-order");
        yield return Tag(figures.Floor.Last, figures.Pace, "echo-floor");
        foreach (Stage stage in Enum.GetValues<Stage>())
            yield return Tag(figures.Stages[stage], figures.Pace, $"stage-{Words(stage)}");
    }

    private static HistogramBase Tag(Distribution distribution, Pace pace, string name)
    {
        distribution.Histogram.Tag = $"{pace}.{name}";
        return distribution.Histogram;
    }

    private static string Words(Stage stage)
    {
        StringBuilder text = new();
        foreach (char letter in stage.ToString())
            text.Append(char.IsUpper(letter) && text.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        return text.ToString();
    }
}
