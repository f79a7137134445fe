using System.CommandLine;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Commands.Venue;

/// <summary>The options that say what the venue lists: its own five perpetuals, or those of a file.</summary>
internal sealed class ListedInstruments
{
    private readonly Option<string[]> _names = new("--instruments")
    {
        Description = $"Listed instruments, separated by commas or spaces, or all; unless given {Names(Perpetuals.All)}, or every perpetual of --instruments-file.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _file = new("--instruments-file")
    {
        Description = "More perpetuals, in the form of public/get_instruments: the list or the whole reply. A row may name mark_price, where its market starts.",
        HelpName = "file",
    };

    /// <summary>In the order of the help.</summary>
    public IReadOnlyList<Option> All => [_names, _file];

    /// <summary>Whether the command line names instruments.</summary>
    public bool AreNamed(ParseResult parsed) => parsed.GetValue(_names) is { Length: > 0 };

    /// <summary>Sets what an exchange lists; throws <see cref="UsageException"/> naming what cannot be listed.</summary>
    public ExchangeOptions Apply(ExchangeOptions options, ParseResult parsed)
    {
        IReadOnlyList<Terms> own = parsed.GetValue(_file) is string file ? Read(file) : Perpetuals.All;
        IReadOnlyList<Terms> catalogue = InstrumentFile.Over(own, Perpetuals.All);
        string[] words = parsed.GetValue(_names) ?? [];
        string[] names = [.. words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        if (words.Length > 0 && names.Length == 0)
            throw new UsageException($"--instruments: found \"{string.Join(' ', words)}\", expected all, or names out of {Names(catalogue)}");
        if (names is not ["all"] && Array.Find(names, name => catalogue.All(terms => terms.Name != name)) is { } unknown)
            throw new UsageException($"--instruments: found \"{unknown}\", expected all, or names out of {Names(catalogue)}");
        return options with
        {
            Catalogue = catalogue,
            Instruments = names switch
            {
                [] => [.. own.Select(terms => terms.Name)],
                ["all"] => [.. catalogue.Select(terms => terms.Name)],
                _ => names,
            },
        };
    }

    private static string Names(IReadOnlyList<Terms> terms) => string.Join(", ", terms.Select(row => row.Name));

    private static IReadOnlyList<Terms> Read(string file)
    {
        try
        {
            return InstrumentFile.Parse(file, File.ReadAllBytes(file));
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--instruments-file: {error.Message}");
        }
    }
}
