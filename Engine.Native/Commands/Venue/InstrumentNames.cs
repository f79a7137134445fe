using System.CommandLine;
using Engine.Core.Venue.Catalogue;

namespace Engine.Native.Commands.Venue;

/// <summary><c>--instruments</c>: names that the venue can list, separated by commas or spaces.</summary>
internal static class InstrumentNames
{
    private static string Known => string.Join(", ", Perpetuals.All.Select(terms => terms.Name));

    /// <summary>Declares the option.</summary>
    public static Option<string[]> Option() => new("--instruments")
    {
        Description = $"Listed instruments, separated by commas or spaces, of {Known}; BTC-PERPETUAL,ETH-PERPETUAL unless given.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The names as they were meant; throws <see cref="UsageException"/> naming one that is none.</summary>
    public static IReadOnlyList<string> Read(string[] words)
    {
        string[] names = [.. words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        if (words.Length == 0)
            return ["BTC-PERPETUAL", "ETH-PERPETUAL"];
        if (names.Length == 0)
            throw new UsageException($"--instruments: found \"{string.Join(' ', words)}\", expected names out of {Known}");
        if (Array.Find(names, name => Perpetuals.Find(name) is null) is { } unknown)
            throw new UsageException($"--instruments: found \"{unknown}\", expected names out of {Known}");
        return names;
    }
}
