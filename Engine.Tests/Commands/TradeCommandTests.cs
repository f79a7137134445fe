using System.Text;
using Engine.Native.Commands;
using Engine.Native.Commands.Options;
using Engine.Native.Config.Sections;
using Xunit;

namespace Engine.Tests.Commands;

public class TradeCommandTests
{
    private const string Consent = "--i-understand-this-trades-real-money";

    private static (CommandRun Run, TradeOptions? Options) Trade(string venue, bool withKeys, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var config = folder.Write("e.toml", $"[venue]\n{venue}\n[[instrument]]\nname = \"BTC-PERPETUAL\"\n");
        TradeOptions? seen = null;
        var verb = TradeCommand.Create(options =>
        {
            seen = options;
            return ExitCode.Done;
        }, name => withKeys ? $"value-of-{name}" : null, folder.Root);
        return (CommandRun.Of(verb, ["trade", "--config", config, .. arguments]), seen);
    }

    [Fact]
    public void The_test_network_is_traded_with_the_keys_of_the_environment()
    {
        var (run, options) = Trade("env = \"test\"", true, "--db", "t.db", "--reconnect-ms", "7", "--duration", "2h", "--headless");
        Assert.Equal("", run.Error);
        Assert.NotNull(options);
        Assert.Equal("wss://test.deribit.com/ws/api/v2", options.Address.ToString());
        Assert.Equal("value-of-DERIBIT_API_KEY", Encoding.ASCII.GetString(options.Keys.ClientId));
        Assert.Equal((7, "t.db"), (options.Config.Session.ReconnectMs, options.Config.Journal.Path));
        Assert.Equal(TimeSpan.FromHours(2), options.Duration);
        Assert.DoesNotContain("value-of", $"{options}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("env = \"prod\"")]
    [InlineData("env = \"test\"", "--env", "prod")]
    [InlineData("env = \"test\"", "--url", "wss://www.deribit.com/ws/api/v2")]
    [InlineData("env = \"paper\"", "--url", "wss://www.deribit.com")]
    [InlineData("env = \"test\"", "--url", "wss://exchange.example.com/")]
    [InlineData("env = \"prod\"\nurl = \"wss://test.deribit.com/\"")]
    public void Real_money_needs_consent_before_anything_is_started(string venue, params string[] arguments)
    {
        var (run, options) = Trade(venue, true, arguments);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains(Consent, run.Error, StringComparison.Ordinal);

        var (agreed, started) = Trade(venue, true, [.. arguments, Consent]);
        Assert.Equal(ExitCode.Done, agreed.Code);
        Assert.NotNull(started);
    }

    [Theory]
    [InlineData("env = \"test\"")]
    [InlineData("env = \"prod\"", "--env", "test")]
    [InlineData("env = \"paper\"", "--url", "ws://127.0.0.1:9000")]
    [InlineData("env = \"paper\"\nurl = \"ws://localhost:9000/\"")]
    public void Play_money_needs_none(string venue, params string[] arguments) => Assert.Equal(ExitCode.Done, Trade(venue, true, arguments).Run.Code);

    [Fact]
    public void Missing_keys_are_named_and_nothing_is_started()
    {
        var (run, options) = Trade("env = \"test\"", false);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains("DERIBIT_API_KEY and DERIBIT_API_SECRET not set", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_without_an_address_is_sent_to_the_verb_for_it()
    {
        var (run, options) = Trade("env = \"paper\"", true);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains("engine paper", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_the_file_is_not_carried_into_another_environment()
    {
        const string Venue = "env = \"test\"\nurl = \"wss://test.deribit.com/ws/api/v2\"";
        Assert.Contains("venue.url", Trade(Venue, true, "--env", "prod", Consent).Run.Error, StringComparison.Ordinal);
        var (_, options) = Trade(Venue, true, "--env", "prod", "--url", "wss://www.deribit.com", Consent);
        Assert.NotNull(options);
        Assert.Equal((VenueEnv.Prod, "wss://www.deribit.com/ws/api/v2"), (options.Config.Venue.Env, options.Address.ToString()));
    }

    [Theory]
    [InlineData("--env", "live")]
    [InlineData("--url", "ws://test.deribit.com/")]
    [InlineData("--url", "127.0.0.1")]
    [InlineData("--reconnect-ms", "0")]
    [InlineData("--reconnect-ms", "60001")]
    public void A_bad_value_is_named_and_nothing_is_started(string option, string value)
    {
        var (run, options) = Trade("env = \"test\"", true, option, value);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(options);
        Assert.Contains($"{option}: found \"{value}\", expected ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_is_required()
    {
        var run = CommandRun.Of(TradeCommand.Create(_ => ExitCode.Done, _ => null), "trade");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("--config", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_option_for_a_key_or_against_certificates()
    {
        var help = CommandRun.Of(TradeCommand.Create(_ => ExitCode.Done, _ => null), "trade", "--help").Output;
        Assert.DoesNotContain("--key", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--secret", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--insecure", help, StringComparison.Ordinal);
    }
}
