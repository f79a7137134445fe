using System.CommandLine;
using Engine.Core.Venue.Catalogue;
using Engine.Native.Commands.Options;
using Engine.Native.Commands.Venue;
using Engine.Native.Config;
using Engine.Native.Config.Sections;

namespace Engine.Native.Commands;

/// <summary><c>engine paper</c>: its options, their checks, its help. What it does is handed in.</summary>
public static class PaperCommand
{
    private const ulong DefaultSeed = 1;

    private const double MaxSpeed = 1000;

    /// <summary>Declares the verb.</summary>
    /// <param name="run">Trades; returns the exit code.</param>
    public static Verb Create(Func<PaperOptions, int> run)
    {
        var config = OptionOf.ConfigPath(required: false);
        var duration = OptionOf.Duration();
        var database = OptionOf.DatabasePath();
        var seed = OptionOf.Seed("Seed of the venue's market; the same seed gives the same flow.", DefaultSeed);
        var speed = OptionOf.Factor("--speed", "How much faster than real time the venue's market moves.", MaxSpeed);
        var regime = MarketOptions.RegimeOption();
        var headless = OptionOf.Headless();
        var printQuotes = OptionOf.PrintQuotes();
        var verb = new Verb("paper", "Trades on an embedded venue: play money, no account, no network.")
        {
            Notes =
            [
                "It starts a Deribit-compatible exchange as a child process on a free loopback port, quotes on it, and shows a live view.",
                "At the end (Ctrl-C, SIGTERM, SIGHUP, SIGQUIT, SIGUSR2 or --duration) it cancels its orders, waits for the venue's confirmation that none is open,",
                "flushes the database and prints a summary. Further signals in that time change nothing.",
                "Without --config it quotes BTC-PERPETUAL with the defaults; venue.env and venue.url of a configuration are not used here.",
            ],
            Examples =
            [
                ("engine paper", "trade with the live view until Ctrl-C"),
                ("engine paper --headless --duration 60s --db paper.db", "one minute, plain output, fills in paper.db"),
                ("engine paper --regime toxic", "a market in which takers know what comes"),
                ("engine paper --config engine.toml --seed 7 --print-quotes", "your own parameters on another market, every quote shown"),
            ],
            ExitCodes = Verb.SessionExitCodes,
        };
        foreach (var option in (Option[])[config, duration, database, seed, speed, regime, headless, printQuotes]) verb.Add(option);
        verb.SetAction(result => run(new PaperOptions
        {
            Config = Effective(result.GetValue(config), result.GetValue(database)),
            Duration = result.GetValue(duration),
            Seed = result.GetValue(seed),
            Speed = result.GetValue(speed),
            Regime = result.GetValue(regime)!,
            Headless = result.GetValue(headless),
            PrintQuotes = result.GetValue(printQuotes),
        }));
        return verb;
    }

    private static EngineConfig Effective(string? path, string? database)
    {
        EngineConfig config = path is null ? ConfigFile.Defaults : ConfigFile.Load(path);
        CheckNames(config);
        return SessionConfiguration.WithDatabase(config, database) with { Venue = new VenueConfig { Env = VenueEnv.Paper } };
    }

    /// <summary>The embedded venue lists what it knows and nothing else.</summary>
    private static void CheckNames(EngineConfig config)
    {
        string[] known = [.. Perpetuals.All.Select(terms => terms.Name)];
        ConfigFault[] faults =
        [
            .. from entry in config.Instruments.Index()
               where !known.Contains(entry.Item.Name)
               select config.Origin.InstrumentFault(
                   entry.Index, "name", $"\"{entry.Item.Name}\"", $"what the embedded venue lists: {string.Join(", ", known)}", NearestName.Of(entry.Item.Name, known) ?? ""),
        ];
        if (faults.Length > 0)
            throw new ConfigException(faults);
    }
}
