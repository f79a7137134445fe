using Engine.Native.Commands;
using Engine.Native.Commands.Killing;
using Xunit;

namespace Engine.Tests.Commands;

public class KillCommandTests
{
    [Theory]
    [InlineData("--clear goes with --db or --config alone", "--clear", "--all")]
    [InlineData("--clear goes with --db or --config alone", "--clear", "--status", "x.status")]
    [InlineData("--db and --config belong to --clear", "--db", "x.db")]
    [InlineData("give --status FILE or --all", "--status", "x.status", "--all")]
    [InlineData("--timeout", "--timeout", "soon")]
    public void A_command_line_that_cannot_be_meant_is_refused(string expected, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = EngineCommandLine.Run(EngineCommandLine.Create(KillCommand.Create()), ["kill", .. arguments], output, error);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_file_that_is_not_there_or_none_is_named()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        SessionKill kill = new(TimeSpan.FromSeconds(1), output, error);
        Assert.Equal(ExitCode.Failed, kill.Run(folder.PathOf("no.status"), isAll: false));
        Assert.Equal(ExitCode.Failed, kill.Run(folder.Write("other.status", "text"), isAll: false));
        Assert.Equal(ExitCode.Failed, kill.Run(folder.Root, isAll: false));
        Assert.Contains($"engine kill: {folder.PathOf("no.status")}: no such file; ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"engine kill: {folder.Root}: a directory, not a session's status file", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"engine kill: {folder.PathOf("other.status")}: not a status file", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }
}
