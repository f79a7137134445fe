using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HdrHistogram;

namespace Engine.Native.Latency.Figures;

/// <summary>
/// The histograms as a log of the HdrHistogram tools (format 1.3, compressed V2 encoding, values in ns): one interval a
/// distribution, told apart by its tag.
/// </summary>
internal static class HistogramFile
{
    private const int HeaderBytes = 8;

    /// <summary>Writes the log.</summary>
    public static void Write(Stream file, DateTime startedUtc, DateTime endedUtc, IEnumerable<PaceFigures> figures)
    {
        using MemoryStream wide = new();
        using (HistogramLogWriter writer = new(wide))
            writer.Write(startedUtc, [.. figures.SelectMany(Tagged).Where(histogram => histogram.TotalCount > 0).Select(histogram => Over(histogram, startedUtc, endedUtc))]);
        // The library writes UTF-16, which no other tool of the family reads.
        foreach (string line in Encoding.Unicode.GetString(wide.ToArray()).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries))
            file.Write(Encoding.ASCII.GetBytes($"{Completed(line.TrimEnd('\r'))}\n"));
    }

    /// <summary>
    /// A line with its compressed stream made whole: the library leaves out the stream's last block and checksum, and readers that look
    /// for them refuse it. In front of the stream stand a cookie and the stream's length, four bytes each.
    /// </summary>
    private static string Completed(string line)
    {
        int at = line.LastIndexOf(',') + 1;
        if (line[0] is '#' or '"' || at == 0)
            return line;
        byte[] encoded = Convert.FromBase64String(line[at..]);
        using MemoryStream plain = new();
        using (ZLibStream reading = new(new MemoryStream(encoded, HeaderBytes, encoded.Length - HeaderBytes), CompressionMode.Decompress))
            reading.CopyTo(plain);
        using MemoryStream whole = new();
        whole.Write(encoded, 0, HeaderBytes);
        using (ZLibStream writing = new(whole, CompressionLevel.Optimal, leaveOpen: true))
            writing.Write(plain.GetBuffer(), 0, (int)plain.Length);
        byte[] bytes = whole.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(sizeof(int)), bytes.Length - HeaderBytes);
        return line[..at] + Convert.ToBase64String(bytes);
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
