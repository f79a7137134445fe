using Engine.Native.Commands;
using Engine.Native.Commands.Venue;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Commands;

/// <summary>Which market <c>engine venue</c> is asked for.</summary>
public class MarketOptionsTests
{
    private static (CommandRun Run, ExchangeOptions? Options) Venue(params string[] arguments)
    {
        ExchangeOptions? seen = null;
        var run = CommandRun.Of(VenueCommand.Create((request, _, _) =>
        {
            seen = request.Server.Exchange;
            return ExitCode.Done;
        }), ["venue", .. arguments]);
        return (run, seen);
    }

    [Fact]
    public void Without_options_the_market_is_calm()
    {
        var (_, options) = Venue();
        Assert.Equal("calm", options!.Regime.Name);
        Assert.Null(options.Replay);
    }

    [Fact]
    public void A_regime_and_its_toxicity_reach_the_exchange()
    {
        var (run, options) = Venue("--regime", "toxic", "--toxicity", "0.25");
        Assert.Equal("", run.Error);
        Assert.Equal(("toxic", 0.25), (options!.Regime.Name, options.Regime.Toxicity));
        Assert.Equal(0.9, Venue("--regime", "toxic").Options!.Regime.Toxicity);
    }

    [Fact]
    public void A_recording_takes_the_place_of_the_simulated_market()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("frames.jsonl", "{\"params\":{\"channel\":\"quote.BTC-PERPETUAL\",\"data\":{\"timestamp\":1,\"instrument_name\":\"BTC-PERPETUAL\"}}}\n");
        var (run, options) = Venue("--replay", file, "--replay-loop", "--instruments", "BTC-PERPETUAL");
        Assert.Equal("", run.Error);
        Assert.NotNull(options!.Replay);
        Assert.True(options.ReplayLoops);
    }

    [Theory]
    [InlineData("frames.jsonl", "BTC-PERPETUAL")]
    [InlineData("ethusd_perp.jsonl", "ETH-PERPETUAL")]
    [InlineData("deribit_SOL_USDC-PERPETUAL.jsonl", "SOL_USDC-PERPETUAL")]
    public void A_recording_lists_the_instrument_of_its_name(string name, string instrument)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write(name, "{\"params\":{\"channel\":\"quote." + instrument + "\",\"data\":{\"timestamp\":1,\"instrument_name\":\"" + instrument + "\"}}}\n");
        var (run, options) = Venue("--replay", file);
        Assert.Equal("", run.Error);
        Assert.Equal([instrument], options!.Instruments);
    }

    [Theory]
    [InlineData("calm, trend, jumpy, toxic or exponential", "--regime", "wild")]
    [InlineData("a number from 0 to 1", "--toxicity", "2")]
    [InlineData("no informed takers", "--regime", "exponential", "--toxicity", "0.5")]
    [InlineData("needs --replay", "--replay-loop")]
    [InlineData("2 are listed", "--replay", "nowhere.gz", "--instruments", "BTC-PERPETUAL,ETH-PERPETUAL")]
    [InlineData("nowhere.gz", "--replay", "nowhere.gz")]
    [InlineData("nowhere.gz", "--replay", "nowhere.gz", "--instruments", "BTC-PERPETUAL")]
    [InlineData("no --regime", "--replay", "nowhere.gz", "--instruments", "BTC-PERPETUAL", "--regime", "calm")]
    public void What_cannot_be_is_said_and_nothing_starts(string problem, params string[] arguments)
    {
        var (run, options) = Venue(arguments);
        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Null(options);
    }
}
