using Engine.Core.Simulation;
using Engine.Core.Trading;
using Engine.Native.Commands;
using Engine.Native.Commands.Simulate;
using Engine.Native.Hosting;
using Xunit;

namespace Engine.Tests.Commands;

public class SimulateCommandTests
{
    private static (CommandRun Run, SimulateOptions? Options) Of(params string[] arguments)
    {
        SimulateOptions? seen = null;
        var run = CommandRun.Of(SimulateCommand.Create((options, _, _) => (seen = options) is not null), ["simulate", .. arguments]);
        return (run, seen);
    }

    [Fact]
    public void Without_options_it_runs_a_thousand_seeds_with_all_faults_on_all_processors()
    {
        var (run, options) = Of();
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal(new SimulateOptions { From = 1, Seeds = 1000, Level = FaultLevel.Extreme, Threads = Environment.ProcessorCount }, options);
    }

    [Fact]
    public void Every_option_arrives()
    {
        Assert.Equal(new SimulateOptions { From = 16, Seeds = 7, Level = FaultLevel.Light, Threads = 3 }, Of("--seeds", "7", "--from", "0x10", "--faults", "light", "--threads", "3").Options);
        Assert.Equal(new SimulateOptions { From = 9, Seeds = 1, Level = FaultLevel.None, Threads = 1, Trace = true }, Of("--seed", "9", "--faults", "none", "--trace").Options);
    }

    [Theory]
    [InlineData("--seeds", "0", "found \"0\", expected a whole number from 1 to")]
    [InlineData("--from", "-1", "found \"-1\", expected a whole number from 0 to")]
    [InlineData("--from", "18446744073709551615", "expected a seed with 999 more behind it")]
    [InlineData("--faults", "some", "found \"some\", expected extreme, heavy, light or none")]
    [InlineData("--threads", "many", "found \"many\", expected a whole number")]
    public void What_cannot_be_meant_is_one_sentence_and_a_usage_error(string option, string value, string sentence)
    {
        var (run, options) = Of(option, value);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Null(options);
    }

    [Fact]
    public void A_trace_wants_one_seed_and_one_seed_is_not_many()
    {
        Assert.Contains("--trace: expected --seed N with it", Of("--trace").Run.Error, StringComparison.Ordinal);
        Assert.Contains("--seeds: found together with --seed", Of("--seed", "4", "--seeds", "5").Run.Error, StringComparison.Ordinal);
        Assert.Contains("--from: found together with --seed", Of("--seed", "3", "--from", "2").Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_is_a_failure() =>
        Assert.Equal(ExitCode.Failed, CommandRun.Of(SimulateCommand.Create((_, _, _) => false), "simulate").Code);

    [Fact]
    public void Clean_seeds_are_summed_up_with_their_speed_and_what_struck()
    {
        using StringWriter output = new(), error = new();
        Assert.True(new SimulationReport(new SimulateOptions { From = 1, Seeds = 4, Threads = 2 }, output, error, hasBar: false).Run(null));
        Assert.Contains("4 seeds from 1, faults extreme: every invariant held", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("times real time", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("lost_fill", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(error.ToString());
    }

    [Fact]
    public void What_was_interrupted_says_after_how_many_seeds_and_is_no_success()
    {
        using StringWriter output = new(), error = new();
        using StopSignal stop = new();
        SimulationReport report = new(new SimulateOptions { From = 1, Seeds = 100, Level = FaultLevel.None }, output, error, hasBar: false, run =>
        {
            stop.Request(StopReason.Terminate);
            return SimulationRun.Run(run);
        });
        Assert.False(report.Run(stop));
        Assert.Contains("1 seed from 1, faults none: interrupted after 1 of 100 seeds; in those that ran, every invariant held", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(" s on 1 thread: ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_violation_is_told_with_its_last_events_and_the_command_that_shows_it_again()
    {
        using StringWriter output = new(), error = new();
        var options = new SimulateOptions { From = 1, Seeds = 40, Threads = 2 };
        Assert.False(new SimulationReport(options, output, error, hasBar: true, run => SimulationRun.Run(run with { Without = Guard.Passive })).Run(null));
        Assert.Contains("seed 1: Passive violated at ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  writes ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("again: engine simulate --seed 1 --faults extreme --trace", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_traced_seed_shows_everything()
    {
        using StringWriter output = new();
        Assert.True(SimulationReport.Trace(new SimulateOptions { From = 3, Level = FaultLevel.None, Trace = true }, output));
        Assert.Contains("public/hello", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("seed 3: every invariant held; hash ", output.ToString(), StringComparison.Ordinal);
    }
}
