using System.CommandLine;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Commands;

/// <summary>What <c>engine venue</c> lists: its own five perpetuals, or those of a file.</summary>
internal static class VenueInstruments
{
    /// <summary>The options of it.</summary>
    public static IReadOnlyList<Option> Options => [s_instruments, s_file];

    private static readonly Option<string[]> s_instruments = new("--instruments")
    {
        Description = "Listed instruments, separated by spaces or commas, or all. Without it the venue lists BTC-PERPETUAL, ETH-PERPETUAL, "
            + "BTC_USDC-PERPETUAL, ETH_USDC-PERPETUAL and SOL_USDC-PERPETUAL, or every perpetual of --instruments-file.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> s_file = new("--instruments-file")
    {
        Description = "File with more perpetuals, in the form of public/get_instruments: the array or the whole reply. A row may name mark_price, where its market starts.",
    };

    /// <summary>Sets what is listed.</summary>
    public static ExchangeOptions Apply(ParseResult parsed, ExchangeOptions options)
    {
        IReadOnlyList<Terms> own = Perpetuals.All;
        IReadOnlyList<Terms> catalogue = own;
        if (parsed.GetValue(s_file) is string file)
        {
            own = InstrumentFile.Parse(file, File.ReadAllBytes(file));
            catalogue = InstrumentFile.Over(own, Perpetuals.All);
        }

        string[] asked = [.. (parsed.GetValue(s_instruments) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        return options with
        {
            Catalogue = catalogue,
            Instruments = asked switch
            {
                [] => [.. own.Select(terms => terms.Name)],
                ["all"] => [.. catalogue.Select(terms => terms.Name)],
                _ => asked,
            },
        };
    }
}
