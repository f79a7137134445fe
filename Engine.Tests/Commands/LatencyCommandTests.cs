using Engine.Native.Commands;
using Engine.Native.Latency;
using Xunit;

namespace Engine.Tests.Commands;

public class LatencyCommandTests
{
    private static (CommandRun Run, LatencyOptions? Options) Of(params string[] arguments)
    {
        LatencyOptions? seen = null;
        var run = CommandRun.Of(LatencyCommand.Create((options, _, _) => (seen = options) is not null), ["latency", .. arguments]);
        return (run, seen);
    }

    [Fact]
    public void Without_options_it_measures_the_usual_paces_plain_and_warm()
    {
        var (run, options) = Of();
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal([0.0, 10_000, 1_000, 100], options!.Paces.Select(pace => pace.TicksPerSecond));
        Assert.Equal((false, false, 1, 1UL, null), (options.Tls, options.Cold, options.Threads, options.Seed, options.Out));
        Assert.Empty(options.Pin);
    }

    [Theory]
    [InlineData("max", 0)]
    [InlineData("0", 0)]
    [InlineData("250", 250)]
    [InlineData("1e4", 10_000)]
    public void A_rate_is_measured_alone(string text, double rate) => Assert.Equal([rate], Of("--rate", text).Options!.Paces.Select(pace => pace.TicksPerSecond));

    [Fact]
    public void Every_option_arrives()
    {
        var options = Of("--duration", "2s", "--tls", "--cold", "--seed", "0x10", "--out", "x.hlog").Options!;
        Assert.Equal((TimeSpan.FromSeconds(2), true, true, 16UL, "x.hlog"), (options.Duration, options.Tls, options.Cold, options.Seed, options.Out));
    }

    [Theory]
    [InlineData("--pin", "0,0", "processor 0 twice")]
    [InlineData("--pin", "1022,1023", "processor 1022 is not there")]
    [InlineData("--pin", "0", "found 1 processors, expected 2")]
    [InlineData("--pin", "a,b", "found \"a,b\", expected processor numbers")]
    [InlineData("--pin", "-1,0", "found \"-1,0\", expected processor numbers")]
    [InlineData("--rate", "-1", "found \"-1\", expected ticks a second from 1 to 1000000")]
    [InlineData("--rate", "fast", "found \"fast\", expected ticks a second")]
    [InlineData("--rate", "nan", "found \"nan\", expected ticks a second")]
    [InlineData("--duration", "0s", "found \"0s\", expected a duration above zero")]
    [InlineData("--duration", "10ms", "found 10 ms, expected 200 ms or more")]
    [InlineData("--threads", "3", "found \"3\", expected a whole number from 1 to 2")]
    public void What_cannot_be_meant_is_one_sentence_and_a_usage_error(string option, string value, string sentence)
    {
        var (run, options) = Of(option, value);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Null(options);
    }

    [Fact]
    public void A_measurement_that_failed_is_a_failure() =>
        Assert.Equal(ExitCode.Failed, CommandRun.Of(LatencyCommand.Create((_, _, _) => false), "latency").Code);

    [Fact]
    public void Processors_are_chosen_isolated_first_and_then_from_the_end()
    {
        Assert.Equal(new LatencyCpus(0, 1, null), LatencyCpus.Choose([0, 1], [], threads: 1));
        Assert.Equal(new LatencyCpus(6, 7, null), LatencyCpus.Choose([0, 1, 2, 3, 4, 5, 6, 7], [], threads: 1));
        Assert.Equal(new LatencyCpus(2, 3, null), LatencyCpus.Choose([0, 1, 2, 3, 4, 5, 6, 7], [2, 3], threads: 1));
        Assert.Equal(new LatencyCpus(5, 7, 6), LatencyCpus.Choose([0, 1, 2, 3, 4, 5, 6, 7], [], threads: 2));
        Assert.Equal(LatencyCpus.None, LatencyCpus.Choose([0], [], threads: 1));
        Assert.Equal(LatencyCpus.None, LatencyCpus.Choose([0, 1], [], threads: 2));
    }
}
