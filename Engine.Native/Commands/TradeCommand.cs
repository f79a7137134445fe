using System.CommandLine;
using Engine.Native.Commands.Options;
using Engine.Native.Config;
using Engine.Native.Config.Sections;

namespace Engine.Native.Commands;

/// <summary><c>engine trade</c>: its options, their checks, the consent to real money, its help. What it does is handed in.</summary>
public static class TradeCommand
{
    private const string Consent = "--i-understand-this-trades-real-money";

    /// <summary>Declares the verb.</summary>
    /// <param name="run">Trades; returns the exit code.</param>
    /// <param name="environment">A variable of the environment, or null; the process's own in production.</param>
    /// <param name="directory">Where a <c>.env</c> file may lie; the working directory when null.</param>
    public static Verb Create(Func<TradeOptions, int> run, Func<string, string?> environment, string? directory = null)
    {
        var config = OptionOf.ConfigPath(required: true);
        var env = OptionOf.Env();
        var url = OptionOf.Url();
        var database = OptionOf.DatabasePath();
        var reconnectMs = OptionOf.Whole("--reconnect-ms", "The first pause before reconnecting, in place of session.reconnect_ms.", "ms", 1, 60_000);
        var duration = OptionOf.Duration();
        var headless = OptionOf.Headless();
        var printQuotes = OptionOf.PrintQuotes();
        var consent = new Option<bool>(Consent) { Description = "Needed for --env prod, and for any address that is neither this machine nor Deribit's test network." };
        var verb = new Verb("trade", "Trades at an address: Deribit's test network, Deribit itself, or a local venue.")
        {
            Notes = Notes,
            Examples = Examples,
            ExitCodes = Verb.SessionExitCodes,
        };
        foreach (var option in (Option[])[config, env, url, database, reconnectMs, duration, headless, printQuotes, consent]) verb.Add(option);
        verb.SetAction(result =>
        {
            var effective = WithVenue(ConfigFile.Load(result.GetValue(config)!), result.GetValue(env), result.GetValue(url));
            effective = SessionConfiguration.WithDatabase(effective, result.GetValue(database));
            if (result.GetValue(reconnectMs) is { } pauseMs) effective = effective with { Session = effective.Session with { ReconnectMs = pauseMs } };
            var address = AddressOf(effective.Venue);
            RequireConsent(effective.Venue.Env, address, result.GetValue(consent));
            return run(new TradeOptions
            {
                Config = effective,
                Address = address,
                Keys = KeysFrom(environment, directory ?? Directory.GetCurrentDirectory()),
                Duration = result.GetValue(duration),
                Headless = result.GetValue(headless),
                PrintQuotes = result.GetValue(printQuotes),
            });
        });
        return verb;
    }

    private static IReadOnlyList<string> Notes =>
    [
        "Credentials come from DERIBIT_API_KEY and DERIBIT_API_SECRET in the environment, or from a .env file in the working directory;",
        "never from the command line or the configuration.",
        "Certificates are checked against the system's authorities, or those of SSL_CERT_FILE; no switch turns that off.",
        "At the end (Ctrl-C, SIGTERM, SIGHUP, SIGQUIT, SIGUSR2 or --duration) it cancels its orders, waits for the venue's confirmation that none is open,",
        "flushes the database and prints a summary. Further signals in that time change nothing.",
    ];

    private static IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("DERIBIT_API_KEY=... DERIBIT_API_SECRET=... engine trade --config engine.toml --env test", "trade on Deribit's test network"),
        ("engine trade --config engine.toml --url ws://127.0.0.1:8080/ws/api/v2", "trade on a venue that `engine venue --port 8080` runs"),
        ($"engine trade --config engine.toml --env prod {Consent}", "trade real money"),
    ];

    /// <summary>An address in the file belongs to the environment in the file: choosing another environment alone leaves it without meaning.</summary>
    private static EngineConfig WithVenue(EngineConfig config, VenueEnv? env, Uri? url)
    {
        var venue = config.Venue;
        if (env is { } chosen && chosen != venue.Env)
        {
            if (venue.Url is { } stale && url is null)
                throw new UsageException($"--env {Word(chosen)}: the configuration's venue.url ({stale}) belongs to its venue.env = \"{Word(venue.Env)}\": give --url as well, or take venue.url out");
            venue = new VenueConfig { Env = chosen };
        }
        return config with { Venue = url is null ? venue : venue with { Url = url } };
    }

    private static Uri AddressOf(VenueConfig venue) => venue.Address
        ?? throw new UsageException("venue.env is \"paper\" and no address is given: use `engine paper`, or --url with the address of a running `engine venue`");

    private static void RequireConsent(VenueEnv env, Uri address, bool isGiven)
    {
        if (isGiven || (env != VenueEnv.Prod && VenueAddress.IsPlayMoney(address))) return;
        throw new UsageException($"this would trade real money at {address.Host}: nothing was started. Add {Consent} if that is what you want, or use --env test");
    }

    private static ApiKeys KeysFrom(Func<string, string?> environment, string directory) =>
        ApiKeys.TryLoad(environment, directory, out var keys, out var problem) ? keys : throw new UsageException(problem);

    private static string Word(VenueEnv env) => env switch
    {
        VenueEnv.Paper => "paper",
        VenueEnv.Test => "test",
        _ => "prod",
    };
}
