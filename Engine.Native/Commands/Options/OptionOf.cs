using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Engine.Native.Config;
using Engine.Native.Config.Sections;
using Engine.Native.Latency;

namespace Engine.Native.Commands.Options;

/// <summary>Options of the kinds that verbs share. Each refuses a bad value with a message that names the option, what was found and what is expected.</summary>
public static class OptionOf
{
    private const string SeedExpected = "a whole number from 0 to 18446744073709551615, or hexadecimal after 0x";

    /// <summary><c>--config F</c>; read and checked by <see cref="ConfigFile"/>.</summary>
    public static Option<string?> ConfigPath(bool required) => new("--config", "-c")
    {
        Description = "The configuration file; `engine config --example` writes one.",
        HelpName = "file",
        Required = required,
    };

    /// <summary><c>--db F</c>.</summary>
    public static Option<string?> DatabasePath() => new("--db") { Description = "The SQLite database, in place of journal.path.", HelpName = "file" };

    /// <summary><c>--duration D</c>.</summary>
    public static Option<TimeSpan?> Duration() => Span("--duration", "Stop after this time, such as 30s, 10m or 2h; without it, at Ctrl-C or SIGTERM.");

    /// <summary>A duration; null when it is not given.</summary>
    public static Option<TimeSpan?> Span(string name, string description) =>
        Parsed<TimeSpan?>(name, description, "time", DurationText.Expected, text => DurationText.TryParse(text, out var duration) ? duration : null);

    /// <summary>A pace in ticks a second, <c>max</c> or 0 for back to back; null when it is not given.</summary>
    public static Option<Pace?> Rate(string name, string description) => Parsed<Pace?>(name, description, "n", $"ticks a second from 1 to {Pace.Most:0}, or 0 or max for back to back", ParsePace);

    /// <summary><c>--headless</c>.</summary>
    public static Option<bool> Headless() => new("--headless") { Description = "Print a plain status line each second in place of the live view." };

    /// <summary><c>--print-quotes</c>.</summary>
    public static Option<bool> PrintQuotes() => new("--print-quotes") { Description = "Print a line for each quote that is placed or moved." };

    /// <summary><c>--seed N</c>: decimal, or hexadecimal after 0x.</summary>
    /// <param name="description">What it seeds.</param>
    /// <param name="seed">The default.</param>
    public static Option<ulong> Seed(string description, ulong seed) => Seed("--seed", description, seed);

    /// <summary>A seed under another name.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it seeds.</param>
    /// <param name="seed">The default.</param>
    public static Option<ulong> Seed(string name, string description, ulong seed)
    {
        var option = Parsed(name, description, "n", SeedExpected, ParseSeed, seed);
        option.DefaultValueFactory = _ => seed;
        return option;
    }

    /// <summary>A seed; null when it is not given.</summary>
    public static Option<ulong?> Seed(string name, string description) => Parsed<ulong?>(name, description, "n", SeedExpected, ParseSeed);

    /// <summary>A TCP port; 0 lets the system choose a free one.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What listens there.</param>
    /// <param name="port">The default.</param>
    public static Option<int> Port(string name, string description, int port)
    {
        var option = Parsed(name, description, "port", "a port from 0 to 65535 (0: any free one)", text => ParseWhole(text, 0, 65_535), port);
        option.DefaultValueFactory = _ => port;
        return option;
    }

    /// <summary>A whole number in a range; null when it is not given.</summary>
    public static Option<int?> Whole(string name, string description, string unit, int least, int most) =>
        Parsed<int?>(name, description, unit, $"a whole number from {least} to {most}", text => ParseWhole(text, least, most));

    /// <summary>A factor above zero.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it multiplies.</param>
    /// <param name="most">The largest that makes sense.</param>
    public static Option<double> Factor(string name, string description, double most)
    {
        var option = Parsed(name, description, "x", string.Create(CultureInfo.InvariantCulture, $"a number above 0 and at most {most}"), text => ParseFactor(text, most), 1.0);
        option.DefaultValueFactory = _ => 1.0;
        return option;
    }

    /// <summary>A number in a range.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it says.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most.</param>
    /// <param name="fallback">The default.</param>
    public static Option<double> Number(string name, string description, string unit, double least, double most, double fallback)
    {
        var option = Parsed(name, description, unit, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"), text => ParseNumber(text, least, most), fallback);
        option.DefaultValueFactory = _ => fallback;
        return option;
    }

    /// <summary>One of two or more words, the first unless it is given.</summary>
    public static Option<string> OneOf(string name, string description, params string[] words)
    {
        var expected = $"{string.Join(", ", words[..^1])} or {words[^1]}";
        var option = Parsed(name, description, string.Join('|', words), expected, text => Array.Find(words, word => word == text));
        option.DefaultValueFactory = _ => words[0];
        return option;
    }

    /// <summary>An IP address.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it is the address of.</param>
    /// <param name="fallback">The default.</param>
    public static Option<IPAddress> Address(string name, string description, IPAddress fallback)
    {
        var option = Parsed(name, description, "address", "an IP address, such as 127.0.0.1 or ::1", ParseAddress);
        option.DefaultValueFactory = _ => fallback;
        return option;
    }

    /// <summary>A time of day; null when it is not given.</summary>
    public static Option<TimeOnly?> TimeOfDay(string name, string description) => Parsed<TimeOnly?>(name, description, "hh:mm[:ss]", "a time of day such as 07:59 or 07:59:30",
        text => TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null);

    /// <summary><c>--env paper|test|prod</c>.</summary>
    public static Option<VenueEnv?> Env() => Parsed<VenueEnv?>("--env", "Which exchange, in place of venue.env: paper (a local venue), test (Deribit's test network) or prod (real money).",
        "paper|test|prod", "paper, test or prod", text => text switch
        {
            "paper" => VenueEnv.Paper,
            "test" => VenueEnv.Test,
            "prod" => VenueEnv.Prod,
            _ => null,
        });

    /// <summary><c>--url U</c>, by the rules of <see cref="VenueAddress"/>.</summary>
    public static Option<Uri?> Url() => new("--url")
    {
        Description = "The venue's address, in place of the environment's own; plain ws:// on the loopback only.",
        HelpName = "address",
        CustomParser = result =>
        {
            if (VenueAddress.TryParse(Value(result), out var address, out var expected)) return address;
            result.AddError(Message("--url", Value(result), expected));
            return null;
        },
    };

    private static Option<T> Parsed<T>(string name, string description, string helpName, string expected, Func<string, T?> parse)
    {
        return new Option<T>(name) { Description = description, HelpName = helpName, CustomParser = Read };

        T? Read(ArgumentResult result)
        {
            var value = parse(Value(result));
            if (value is null) result.AddError(Message(name, Value(result), expected));
            return value;
        }
    }

    private static Option<T> Parsed<T>(string name, string description, string helpName, string expected, Func<string, T?> parse, T fallback)
        where T : struct
    {
        return new Option<T>(name) { Description = description, HelpName = helpName, CustomParser = Read };

        T Read(ArgumentResult result)
        {
            if (parse(Value(result)) is { } value) return value;
            result.AddError(Message(name, Value(result), expected));
            return fallback;
        }
    }

    private static string Value(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    private static string Message(string name, string found, string expected) => $"{name}: found \"{found}\", expected {expected}";

    // "1.2.3" is an address to the runtime, 1.2.0.3, and a slip of the hand to everyone else.
    private static IPAddress? ParseAddress(string text) =>
        IPAddress.TryParse(text, out var address) && (address.AddressFamily != AddressFamily.InterNetwork || text.Count(letter => letter == '.') == 3) ? address : null;

    private static int? ParseWhole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    private static double? ParseFactor(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most ? value : null;

    private static double? ParseNumber(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null;

    private static Pace? ParsePace(string text) => text is "max" or "0" ? Pace.BackToBack
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is >= 1 and <= Pace.Most ? new Pace(rate) : null;

    private static ulong? ParseSeed(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
