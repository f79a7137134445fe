using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Engine.Native.Latency;
using Engine.Native.Latency.Figures;
using HdrHistogram;
using Xunit;

namespace Engine.Tests.Latency;

public class HistogramFileTests
{
    [Fact]
    public void The_log_holds_every_distribution_under_its_name_and_comes_back_as_it_was()
    {
        PaceFigures figures = new(new Pace(1_000));
        for (int i = 1; i <= 1_000; i++)
        {
            figures.Engine.Last.Add(10_000 + i);
            figures.Floor.Last.Add(8_000 + i);
        }

        using MemoryStream file = new();
        DateTime startedUtc = new(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);
        HistogramFile.Write(file, startedUtc, startedUtc.AddSeconds(9), [figures]);
        string text = Encoding.ASCII.GetString(file.ToArray());
        Assert.StartsWith("#[Histogram log format version 1.3]", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', text);
        file.Position = 0;
        using HistogramLogReader reader = new(file);
        HistogramBase[] read = [.. reader.ReadHistograms()];
        Assert.Equal(2, read.Length); // what was not measured is left out
        HistogramBase order = read.Single(histogram => histogram.Tag == "1000-a-second.tick-to-last-order");
        HistogramBase floor = read.Single(histogram => histogram.Tag == "1000-a-second.echo-floor");
        Assert.Equal(9_000, order.EndTimeStamp - order.StartTimeStamp);
        Assert.Equal((1_000L, 1_000L), (order.TotalCount, floor.TotalCount));
        foreach (double percent in (double[])[1, 50, 99, 99.9, 100])
        {
            Assert.Equal(figures.Engine.Last.Histogram.GetValueAtPercentile(percent), order.GetValueAtPercentile(percent));
            Assert.Equal(figures.Floor.Last.Histogram.GetValueAtPercentile(percent), floor.GetValueAtPercentile(percent));
        }
    }

    [Fact]
    public void Every_stream_of_the_log_is_whole_to_its_checksum()
    {
        PaceFigures figures = new(new Pace(1_000));
        figures.Engine.Last.Add(10_000);
        figures.Floor.Last.Add(9_000);
        using MemoryStream file = new();
        HistogramFile.Write(file, DateTime.UnixEpoch, DateTime.UnixEpoch.AddSeconds(9), [figures]);
        string[] lines = [.. Encoding.ASCII.GetString(file.ToArray()).Split('\n').Where(line => line.StartsWith("Tag=", StringComparison.Ordinal))];
        Assert.Equal(2, lines.Length);
        foreach (string line in lines)
        {
            byte[] bytes = Convert.FromBase64String(line[(line.LastIndexOf(',') + 1)..]);
            Assert.Equal(bytes.Length - 8, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4)));
            using MemoryStream plain = new();
            using (ZLibStream reading = new(new MemoryStream(bytes, 8, bytes.Length - 8), CompressionMode.Decompress))
                reading.CopyTo(plain);
            Assert.Equal(Adler(plain.ToArray()), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(bytes.Length - 4))); // RFC 1950
        }
    }

    private static uint Adler(byte[] bytes)
    {
        (uint low, uint high) = (1, 0);
        foreach (byte b in bytes)
        {
            low = (low + b) % 65_521;
            high = (high + low) % 65_521;
        }

        return (high << 16) | low;
    }

    [Fact]
    public void Percentiles_are_within_a_thousandth_and_the_ends_exact()
    {
        Distribution values = new();
        for (long ns = 1; ns <= 100_000; ns++)
            values.Add(ns * 100);
        Assert.Equal((100_000L, 10_000_000L), (values.Count, values.MaxNs));
        Assert.InRange(values.At(50), 4_995_000, 5_005_000);
        Assert.InRange(values.At(99), 9_890_000, 9_910_000);
        Assert.InRange(values.MeanNs, 5_000_050 - 1, 5_000_050 + 1);
        Assert.Equal(values.Count, values.Values().Sum(pair => pair.Count));
    }

    [Theory]
    [InlineData(100, 99, true)]
    [InlineData(99, 99, false)]
    [InlineData(1_000, 99.9, true)]
    [InlineData(999, 99.9, false)]
    public void A_percentile_needs_values_above_it(int count, double percent, bool supports)
    {
        Distribution values = new();
        for (int i = 0; i < count; i++)
            values.Add(1);
        Assert.Equal(supports, values.Supports(percent));
    }
}
