using System.Globalization;
using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Native.Config;
using Engine.Native.Config.Toml;

namespace Engine.Native.Commands.Venue;

/// <summary>
/// A script of faults: TOML with a <c>[[fault]]</c> table for each, whose keys are the parameters of <c>control/inject</c>. It is
/// checked whole before anything starts.
/// </summary>
internal static class FaultScript
{
    private const string Section = "fault";
    private const long AnyNs = 1_790_000_000_000_000_000;

    /// <summary>The options with the faults of a file; throws <see cref="UsageException"/> with everything that is wrong in it.</summary>
    public static ExchangeOptions Into(string? file, ExchangeOptions options)
    {
        if (file is null)
            return options;
        try
        {
            return options with { Faults = Parse(File.ReadAllText(file), file, options) };
        }
        catch (ConfigException error)
        {
            throw new UsageException(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--faults: found \"{file}\", expected a file that can be read ({error.Message})");
        }
    }

    /// <summary>Reads a script for an exchange of these options.</summary>
    public static IReadOnlyList<Fault> Parse(string text, string file, ExchangeOptions options)
    {
        var wrong = new List<ConfigFault>();
        var faults = new List<Fault>();
        var followers = new List<(Fault Fault, int Line)>();
        // One that trades with nobody says what the real one could not do.
        var exchange = new Exchange(options with { HasCrowd = false, Faults = [] }, AnyNs);
        foreach (RawSection section in TomlSections.Read(text, file, wrong))
        {
            if (section.Name != Section || !section.Repeated)
                wrong.Add(new ConfigFault(file, section.Line, section.Name, section.Repeated ? $"[[{section.Name}]]" : section.Name, "[[fault]] with kind = \"...\" below it"));
            else if (Read(section, file, exchange, wrong) is Fault fault)
            {
                faults.Add(fault);
                if (fault.On?.Contains(':') == true)
                    followers.Add((fault, section.LineOf("on")));
            }
        }

        foreach ((Fault fault, int line) in followers)
        {
            string name = fault.On![(fault.On!.IndexOf(':') + 1)..];
            if (!faults.Exists(other => other != fault && other.Name == name))
                wrong.Add(new ConfigFault(file, line, $"{Section}.on", $"\"{fault.On}\"", $"the name of another fault of the script, but none is named {name}"));
        }

        return wrong.Count == 0 ? faults : throw new ConfigException([.. wrong.OrderBy(fault => fault.Line)]);
    }

    private static Fault? Read(RawSection section, string file, Exchange exchange, List<ConfigFault> wrong)
    {
        var mistakes = new List<FaultMistake>();
        Fault? fault = FaultReading.Read([.. section.Entries.Select(entry => (entry.Key, Text(entry.Value)))], mistakes);
        if (fault is not null && exchange.Faults.Check(fault) is FaultMistake impossible)
            mistakes.Add(impossible);
        foreach (FaultMistake mistake in mistakes)
            wrong.Add(new ConfigFault(file, section.LineOf(mistake.Key), $"{Section}.{mistake.Key}", mistake.Found, mistake.Expected, Nearest(mistake, section)));
        return mistakes.Count == 0 ? fault : null;
    }

    private static string Nearest(FaultMistake mistake, RawSection section)
    {
        if (mistake.Key == FaultReading.KindKey)
            return NearestName.Of(KindOf(section), [.. FaultTable.All.Select(form => form.Word)]) ?? "";
        IReadOnlyList<string>? taken = FaultTable.Find(KindOf(section))?.Parameters;
        return taken is null || taken.Contains(mistake.Key) ? "" : NearestName.Of(mistake.Key, taken) ?? "";
    }

    private static string KindOf(RawSection section) => section.Entries.FirstOrDefault(entry => entry.Key == FaultReading.KindKey).Value.Text ?? "";

    private static string Text(RawValue value) => value.Kind switch
    {
        RawKind.Text => value.Text,
        RawKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        RawKind.Number => value.Number.ToString("R", CultureInfo.InvariantCulture),
        RawKind.Flag => value.Flag ? "true" : "false",
        _ => value.Found,
    };
}
