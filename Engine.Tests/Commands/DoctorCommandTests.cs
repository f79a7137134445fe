using System.Text.Json;
using Engine.Native.Commands;
using Xunit;

namespace Engine.Tests.Commands;

public class DoctorCommandTests
{
    [Fact]
    public void It_examines_this_host_and_ends_well_whatever_it_finds()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of(DoctorCommand.Create(), "doctor", "--json", "--db", folder.PathOf("d.db"));
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        using var report = JsonDocument.Parse(run.Output);
        var findings = report.RootElement.GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("findings").EnumerateArray()).ToArray();
        string[] needed = ["cores", "instruction set", "isolated cores", "real-time throttling", "memory lock", "clock source", "steadiness", "net.core.busy_read", "TLS library", "SQLite", "database"];
        var names = findings.Select(finding => finding.GetProperty("name").GetString()!).ToArray();
        Assert.All(needed, name => Assert.Contains(name, names));
        Assert.All(findings, finding => Assert.Contains(finding.GetProperty("verdict").GetString(), (string[])["good", "could be better", "matters", "unknown"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root));
    }

    [Fact]
    public void A_core_that_is_not_there_is_a_usage_error()
    {
        var run = CommandRun.Of(DoctorCommand.Create(), "doctor", "--cpu", "1023");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("--cpu 1023", run.Error, StringComparison.Ordinal);
    }
}
