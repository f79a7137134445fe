using Engine.Native.Commands;
using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Commands;

public class ConfigCommandTests
{
    [Fact]
    public void The_example_it_prints_passes_its_own_check()
    {
        using var folder = new TemporaryFolder();
        var example = CommandRun.Of(ConfigCommand.Create(), "config", "--example");
        Assert.Equal((ExitCode.Done, ""), (example.Code, example.Error));
        var check = CommandRun.Of(ConfigCommand.Create(), "config", "--check", folder.Write("engine.toml", example.Output));
        Assert.Equal((ExitCode.Done, ""), (check.Code, check.Error));
        Assert.Equal(ConfigText.Of(ConfigFile.Defaults), check.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("--example", "--check", "x")]
    public void One_of_its_two_tasks_has_to_be_chosen(params string[] arguments)
    {
        var run = CommandRun.Of(ConfigCommand.Create(), ["config", .. arguments]);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains("either --example or --check", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_file_prints_nothing_but_its_faults()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("engine.toml", "[riks]\n");
        var run = CommandRun.Of(ConfigCommand.Create(), "config", "--check", path);
        Assert.Equal((ExitCode.Usage, ""), (run.Code, run.Output));
        Assert.Contains($"{path}:1: riks", run.Error, StringComparison.Ordinal);
    }
}
