using System.CommandLine;
using System.CommandLine.Parsing;
using Engine.Native.Commands;
using Engine.Native.Commands.Killing;
using Engine.Native.Config;
using Xunit;

namespace Engine.Tests.Commands;

public class EngineCommandLineTests
{
    public static TheoryData<string> VerbNames => ["paper", "trade", "kill", "doctor", "config"];

    private static Verb[] Verbs() => [PaperCommand.Create(_ => 0), TradeCommand.Create(_ => 0, _ => null), KillCommand.Create(), DoctorCommand.Create(), ConfigCommand.Create()];

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = EngineCommandLine.Run(EngineCommandLine.Create(Verbs()), arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void Every_verb_explains_itself_with_examples_and_exit_codes(string name)
    {
        var (code, output, error) = Run(name, "--help");
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Contains($"engine {name}", output, StringComparison.Ordinal);
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", output, StringComparison.Ordinal);
        foreach (var option in Verbs().Single(verb => verb.Name == name).Options) Assert.Contains(option.Name, output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(VerbNames))]
    public void Every_example_in_the_help_is_a_command_line_that_is_understood(string name)
    {
        var root = EngineCommandLine.Create(Verbs());
        foreach (var (commandLine, meaning) in Verbs().Single(verb => verb.Name == name).Examples)
        {
            var words = CommandLineParser.SplitCommandLine(commandLine.Split('|', '>')[0]).SkipWhile(word => word.Contains('=', StringComparison.Ordinal)).ToArray();
            Assert.Equal("engine", words[0]);
            Assert.Empty(root.Parse(words[1..]).Errors);
            Assert.NotEmpty(meaning);
        }
    }

    [Fact]
    public void The_root_lists_its_verbs()
    {
        var (code, output, _) = Run("--help");
        Assert.Equal(ExitCode.Done, code);
        Assert.All(VerbNames, name => Assert.Contains($"  {name.Data} ", output, StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_is_printed()
    {
        var (code, output, _) = Run("--version");
        Assert.Equal(ExitCode.Done, code);
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }

    [Fact]
    public void A_mistyped_verb_is_recognised()
    {
        var (code, output, error) = Run("docter", "--json", "x");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.DoesNotContain("--json", error, StringComparison.Ordinal);
        Assert.Contains("did you mean doctor?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_verb_at_all_is_a_usage_error_that_points_to_the_help()
    {
        var (code, _, error) = Run();
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("engine --help", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_that_is_no_ones_fault_is_not_disguised()
    {
        var verb = new Command("fail", "Fails.");
        verb.SetAction(new Func<ParseResult, int>(_ => throw new InvalidOperationException("broken")));
        Assert.Throws<InvalidOperationException>(() => CommandRun.Of(verb, "fail"));
    }

    [Fact]
    public void Configuration_faults_and_usage_errors_from_inside_a_verb_end_with_the_usage_code()
    {
        var faulty = new Command("faulty", "Throws.");
        faulty.SetAction(new Func<ParseResult, int>(_ => throw new ConfigException([new ConfigFault("f", 3, "k", "x", "y")])));
        Assert.Equal((ExitCode.Usage, "f:3: k: found x, expected y"), CommandRun.Of(faulty, "faulty") is var run ? (run.Code, run.Error.Trim()) : default);
        var misused = new Command("misused", "Throws.");
        misused.SetAction(new Func<ParseResult, int>(_ => throw new UsageException("why")));
        Assert.Equal((ExitCode.Usage, "engine misused: why"), CommandRun.Of(misused, "misused") is var other ? (other.Code, other.Error.Trim()) : default);
    }
}
