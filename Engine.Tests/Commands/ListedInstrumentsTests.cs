using System.CommandLine;
using Engine.Core.Venue;
using Engine.Native.Commands;
using Engine.Native.Commands.Venue;
using Xunit;

namespace Engine.Tests.Commands;

/// <summary>What <c>engine venue</c> lists by its options.</summary>
public class ListedInstrumentsTests
{
    private static readonly string[] s_five = ["BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL", "SOL_USDC-PERPETUAL"];

    [Fact]
    public void Without_a_word_the_venue_lists_its_five_perpetuals()
    {
        Assert.Equal(s_five, Listed());
        Assert.Equal(s_five, Listed("--instruments", "all"));
        Assert.Equal(["SOL_USDC-PERPETUAL", "BTC-PERPETUAL", "ETH-PERPETUAL"], Listed("--instruments", "SOL_USDC-PERPETUAL,BTC-PERPETUAL", "ETH-PERPETUAL"));
    }

    [Fact]
    public void A_file_adds_its_perpetuals()
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("instruments.json");
        File.WriteAllText(file, """
            {"result":[{"instrument_name":"ABC_USDC-PERPETUAL","instrument_type":"linear","base_currency":"ABC","counter_currency":"USDC","settlement_currency":"USDC",
            "price_index":"abc_usdc","tick_size":0.01,"contract_size":1,"instrument_id":7,"maker_commission":0.0,"taker_commission":5.0e-4}]}
            """);
        Assert.Equal(["ABC_USDC-PERPETUAL"], Listed("--instruments-file", file));
        Assert.Equal(["ABC_USDC-PERPETUAL", .. s_five], Listed("--instruments-file", file, "--instruments", "all"));
        Assert.Equal(["BTC-PERPETUAL", "ABC_USDC-PERPETUAL"], Listed("--instruments-file", file, "--instruments", "BTC-PERPETUAL", "ABC_USDC-PERPETUAL"));
        _ = new Exchange(Options("--instruments-file", file, "--instruments", "all"), 1_790_755_218_000_000_000);
    }

    [Fact]
    public void What_cannot_be_listed_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("instruments.json", "[{}]");
        Assert.Contains("nothing.json", Assert.Throws<UsageException>(() => Listed("--instruments-file", folder.PathOf("nothing.json"))).Message, StringComparison.Ordinal);
        Assert.Equal($"--instruments-file: {file}: row 1: instrument_name: is missing", Assert.Throws<UsageException>(() => Listed("--instruments-file", file)).Message);
        Assert.StartsWith("--instruments: found \"XYZ\", expected all, or names out of BTC-PERPETUAL, ", Assert.Throws<UsageException>(() => Listed("--instruments", "XYZ")).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Listed(params string[] arguments) => Options(arguments).Instruments;

    private static ExchangeOptions Options(params string[] arguments)
    {
        var command = new RootCommand();
        var listed = new ListedInstruments();
        foreach (Option option in listed.All)
            command.Options.Add(option);
        return listed.Apply(new ExchangeOptions(), command.Parse(arguments));
    }
}
