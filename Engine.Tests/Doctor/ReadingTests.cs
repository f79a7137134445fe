using Engine.Native.Doctor;
using Xunit;

namespace Engine.Tests.Doctor;

public class ReadingTests
{
    [Fact]
    public void The_place_of_a_database_is_tried_and_left_clean()
    {
        using var folder = new TemporaryFolder();
        var reading = DiskReading.Probe(folder.PathOf("new.db"));
        Assert.Equal("", reading.Problem);
        Assert.True(reading.FreeBytes > 0 && reading.SyncNs > 0);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public void A_place_that_cannot_hold_a_database_is_explained()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("does not exist", DiskReading.Probe(folder.PathOf("no/such/place.db")).Problem, StringComparison.Ordinal);
        Assert.Contains("directory", DiskReading.Probe(folder.Root).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, true)]
    public void A_file_of_credentials_that_others_can_read_is_noticed(UnixFileMode mode, bool others)
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        var path = folder.Write(".env", "");
        File.SetUnixFileMode(path, mode);
        Assert.Equal(new KeyFileReading(path, true, others), KeyFileReading.Look(path));
        Assert.False(KeyFileReading.Look(path + "x").Exists);
    }

    [Fact]
    public void A_spin_lasts_as_long_as_asked_and_its_figures_agree()
    {
        var reading = JitterReading.Measure(5_000_000);
        Assert.True(reading.SpanNs >= 5_000_000);
        Assert.True(reading.LostNs <= reading.SpanNs);
        Assert.True(reading.Gaps == 0 ? reading.WorstNs <= JitterReading.GapNs : reading.WorstNs > JitterReading.GapNs && reading.LostNs >= reading.WorstNs);
    }

    [Fact]
    public void The_report_shows_each_finding_with_its_advice_below_and_counts_the_verdicts()
    {
        FindingGroup[] groups =
        [
            new("One", [new Finding("a", "1", Verdict.Good, ""), new Finding("b", "2", Verdict.Matters, "do \"this\"")]),
            new("Two", [new Finding("c", "3", Verdict.Unknown, "")]),
        ];
        using var output = new StringWriter();
        ExaminationReport.WriteText(output, groups, colour: false);
        var lines = output.ToString().Split(Environment.NewLine);
        Assert.Equal("One", lines[0]);
        Assert.Matches("^  good +a +1$", lines[1]);
        Assert.Matches("^  matters +b +2$", lines[2]);
        Assert.Matches("^ +-> do \"this\"$", lines[3]);
        Assert.Contains("1 good, 0 could be better, 1 matters, 1 unknown", lines);
        Assert.DoesNotContain('\e', output.ToString());
    }
}
