using System.Net;
using System.Security.Cryptography.X509Certificates;
using Engine.Core.Venue.Catalogue;
using Engine.Native.Commands;
using Engine.Native.Commands.Venue;
using Engine.Native.Net.Tls;
using Xunit;

namespace Engine.Tests.Commands;

public class VenueCommandTests
{
    private static (CommandRun Run, VenueRequest? Request) Venue(params string[] arguments)
    {
        VenueRequest? seen = null;
        CommandRun run = CommandRun.Of(VenueCommand.Create((request, _, _) =>
        {
            seen = request;
            return ExitCode.Done;
        }), ["venue", .. arguments]);
        return (run, seen);
    }

    [Fact]
    public void Without_options_it_serves_the_loopback_with_limits_and_any_key()
    {
        (CommandRun run, VenueRequest? request) = Venue();
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal((IPAddress.Loopback, 0, 32), (request!.Server.Address, request.Server.Port, request.Server.MaxConnectionsPerAddress));
        Assert.Equal((1UL, 1.0, true, 0L), (request.Server.Exchange.Seed, request.Server.Exchange.Speed, request.Server.Exchange.Limits, request.Server.Exchange.MatchingLatencyNs));
        Assert.Equal(Perpetuals.All.Select(terms => terms.Name), request.Server.Exchange.Instruments);
        Assert.Empty(request.Server.Exchange.Keys);
        Assert.Null(request.Identity);
        Assert.Null(request.Server.EchoPath);
    }

    [Fact]
    public void Every_option_reaches_the_server()
    {
        (CommandRun run, VenueRequest? request) = Venue(
            "--port", "8080", "--bind", "::1", "--seed", "0xFF", "--speed", "2.5", "--latency-ms", "0.25", "--limits", "off", "--key", "K", "--secret", "S", "--key", "L", "--secret", "T",
            "--instruments", "SOL_USDC-PERPETUAL, BTC-PERPETUAL", "--instruments", "BTC-PERPETUAL", "--echo-path", "/echo", "--exit-on-stdin-close", "--quiet");
        Assert.Equal((ExitCode.Done, ""), (run.Code, run.Error));
        Assert.Equal((IPAddress.IPv6Loopback, 8080, 0, "/echo"), (request!.Server.Address, request.Server.Port, request.Server.MaxConnectionsPerAddress, request.Server.EchoPath));
        Assert.Equal((255UL, 2.5, false, 250_000L), (request.Server.Exchange.Seed, request.Server.Exchange.Speed, request.Server.Exchange.Limits, request.Server.Exchange.MatchingLatencyNs));
        Assert.Equal(["SOL_USDC-PERPETUAL", "BTC-PERPETUAL"], request.Server.Exchange.Instruments);
        Assert.Equal([("K", "S"), ("L", "T")], request.Server.Exchange.Keys.Select(pair => (pair.Key, pair.Value)));
        Assert.True(request is { IsChild: true, IsQuiet: true });
        Assert.Equal(5, Venue("--limits", "off", "--max-connections", "5").Request!.Server.MaxConnectionsPerAddress);
    }

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--port", "http")]
    [InlineData("--bind", "localhost")]
    [InlineData("--bind", "1.2.3")]
    [InlineData("--seed", "-1")]
    [InlineData("--speed", "abc")]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "NaN")]
    [InlineData("--latency-ms", "-1")]
    [InlineData("--latency-ms", "60001")]
    [InlineData("--latency-ms", "NaN")]
    [InlineData("--limits", "of")]
    [InlineData("--max-connections", "0")]
    [InlineData("--instruments", "DOGE-PERPETUAL")]
    [InlineData("--instruments", ",")]
    [InlineData("--echo-path", "echo")]
    [InlineData("--echo-path", "/")]
    [InlineData("--echo-path", "/api/v2/echo")]
    [InlineData("--echo-path", "/ws/api/v2")]
    [InlineData("--echo-path", "/a?b")]
    public void A_bad_value_is_named_in_one_sentence_and_nothing_is_started(string option, string value)
    {
        (CommandRun run, VenueRequest? request) = Venue($"{option}={value}");
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Null(request);
        Assert.StartsWith($"engine venue: {option}: found \"{value}\", expected ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_secrets_belong_together_and_each_key_comes_once()
    {
        Assert.Equal((ExitCode.Usage, "engine venue: --key: found 1 with 0 of --secret, expected a secret for each key"), Line(Venue("--key", "K").Run));
        Assert.Equal(
            (ExitCode.Usage, "engine venue: --key: found \"K\" twice, expected each key once"), Line(Venue("--key", "K", "--secret", "S", "--key", "K", "--secret", "T").Run));
    }

    [Fact]
    public void A_certificate_of_its_own_is_written_for_clients_and_removed_at_the_end()
    {
        string? file = null;
        CommandRun.Of(VenueCommand.Create((request, _, _) =>
        {
            file = request.Identity!.PublishedAs;
            Assert.True(File.Exists(file));
            return ExitCode.Done;
        }), "venue", "--tls");
        Assert.NotNull(file);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named()
    {
        using var folder = new TemporaryFolder();
        using X509Certificate2 made = Certificates.SelfSigned();
        string certificate = folder.Write("c.pem", made.ExportCertificatePem());
        string key = folder.Write("k.pem", made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        string garbage = folder.Write("g.pem", "no certificate");
        Assert.Equal(ExitCode.Done, Venue("--cert", certificate, "--key-file", key).Run.Code);
        Assert.Equal((ExitCode.Usage, "engine venue: --cert FILE and --key-file FILE belong together"), Line(Venue("--cert", certificate).Run));
        foreach (string[] files in (string[][])[[folder.PathOf("none"), key], [certificate, folder.PathOf("none")], [garbage, key], [certificate, garbage], [folder.Root, key]])
        {
            (int code, string line) = Line(Venue("--cert", files[0], "--key-file", files[1]).Run);
            Assert.Equal(ExitCode.Usage, code);
            Assert.Contains("found \"", line, StringComparison.Ordinal);
            Assert.Contains("expected ", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_help_has_defaults_examples_and_exit_codes()
    {
        string help = Venue("--help").Run.Output;
        foreach (string part in (string[])["Examples:", "Exit codes:", "--port <port>", "[default: 1]", "--limits <on|off>", "[default: on]", "--instruments <names>", "listening ws://"])
            Assert.Contains(part, help, StringComparison.Ordinal);
    }

    private static (int Code, string Line) Line(CommandRun run) => (run.Code, Assert.Single(run.Error.TrimEnd().Split('\n')));
}
