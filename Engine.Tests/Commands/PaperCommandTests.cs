using Engine.Native.Commands;
using Engine.Native.Commands.Options;
using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Xunit;

namespace Engine.Tests.Commands;

public class PaperCommandTests
{
    private static (CommandRun Run, PaperOptions? Options) Paper(params string[] arguments)
    {
        PaperOptions? seen = null;
        var run = CommandRun.Of(PaperCommand.Create(options =>
        {
            seen = options;
            return ExitCode.Killed;
        }), ["paper", .. arguments]);
        return (run, seen);
    }

    [Fact]
    public void Without_options_it_trades_the_defaults_until_it_is_stopped()
    {
        var (run, options) = Paper();
        Assert.Equal(ExitCode.Killed, run.Code);
        Assert.NotNull(options);
        Assert.Same(ConfigFile.Defaults.Instruments, options.Config.Instruments);
        Assert.Null(options.Duration);
        Assert.Equal((1UL, 1.0, false, false), (options.Seed, options.Speed, options.Headless, options.PrintQuotes));
    }

    [Fact]
    public void Every_option_reaches_the_session()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("e.toml", "[venue]\nenv = \"prod\"\n[[instrument]]\nname = \"ETH-PERPETUAL\"\n");
        var (run, options) = Paper("--config", config, "--duration", "1m30s", "--db", "x.db", "--seed", "0xFFFFFFFFFFFFFFFF", "--speed", "2.5", "--regime", "jumpy", "--headless", "--print-quotes");
        Assert.Equal("", run.Error);
        Assert.NotNull(options);
        Assert.Equal("ETH-PERPETUAL", options.Config.Instruments.Single().Name);
        Assert.Equal("x.db", options.Config.Journal.Path);
        Assert.Equal(TimeSpan.FromSeconds(90), options.Duration);
        Assert.Equal((ulong.MaxValue, 2.5, true, true), (options.Seed, options.Speed, options.Headless, options.PrintQuotes));
        Assert.Equal("jumpy", options.Regime);
        Assert.Equal(new VenueConfig { Env = VenueEnv.Paper }, options.Config.Venue);
    }

    [Fact]
    public void An_instrument_that_the_embedded_venue_does_not_list_is_named_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("e.toml", "[[instrument]]\nname = \"ETH-PERPETUAL\"\n[[instrument]]\nspread = 0.001\nname = \"BTC-PERP\"\n");
        var (run, options) = Paper("--config", config);
        Assert.Null(options);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.StartsWith($"{config}:5: instrument.name: found \"BTC-PERP\", expected what the embedded venue lists: BTC-PERPETUAL, ETH-PERPETUAL, ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--duration", "30")]
    [InlineData("--duration", "0s")]
    [InlineData("--duration", "-5s")]
    [InlineData("--duration", "soon")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "1.5")]
    [InlineData("--seed", "0x")]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "NaN")]
    [InlineData("--speed", "1001")]
    [InlineData("--regime", "wild")]
    public void A_bad_value_is_named_and_nothing_is_started(string option, string value)
    {
        var (run, options) = Paper($"{option}={value}");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains($"engine paper: {option}: found \"{value}\", expected ", run.Error, StringComparison.Ordinal);
        Assert.Contains("engine paper --help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--hedless", "--headless")]
    [InlineData("--durration", "--duration")]
    public void A_mistyped_option_is_recognised(string typed, string meant)
    {
        var (run, options) = Paper(typed);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains($"did you mean {meant}?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_faulty_configuration_is_reported_fault_by_fault_and_nothing_is_started()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("e.toml", "[[instrument]]\nname = \"X\"\nspread = -1\nsize = -1\n");
        var (run, options) = Paper("--config", config);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains($"{config}:3: instrument.spread", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{config}:4: instrument.size", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_where_the_status_file_is_meant_to_be_is_refused()
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("e.toml", "[status]\npath = \"same\"\n[[instrument]]\nname = \"X\"\n");
        Assert.Equal(ExitCode.Usage, Paper("--config", config, "--db", "same").Run.Code);
        Assert.Equal(ExitCode.Usage, Paper("--db", "").Run.Code);
    }
}
