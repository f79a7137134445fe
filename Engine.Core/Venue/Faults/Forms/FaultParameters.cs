using System.Globalization;

namespace Engine.Core.Venue.Faults.Forms;

/// <summary>All parameters of faults by name.</summary>
public static class FaultParameters
{
    private const double MostMs = 86_400_000;
    private const int MostBytes = 64 << 20;

    /// <summary>All of them, in the order in which help shows them.</summary>
    public static IReadOnlyList<FaultParameter> All { get; } =
    [
        Text("session", "the number of a connection, as control/status shows it", "Only this connection.", (fault, text) => Whole(text, 1, long.MaxValue) is long id ? fault with { Session = id } : null),
        Text("key", "an API key", "Only connections of this key; the account of it.", (fault, text) => text.Length > 0 ? fault with { Key = text } : null),
        Text("channel", "a channel name, in which * stands for any text", "Only notifications of these channels.", (fault, text) => text.Length > 0 ? fault with { Channel = text } : null),
        Text("method", "a method name, in which * stands for any text", "Only requests of these methods, or their replies.", (fault, text) => text.Contains('/') || text.Contains('*') ? fault with { Method = text } : null),
        Text("instrument", "the name of a listed instrument", "The instrument.", (fault, text) => text.Length > 0 ? fault with { Instrument = text } : null),
        Text("index", "the name of a price index, such as btc_usd", "The price index.", (fault, text) => text.Contains('_') ? fault with { Index = text } : null),
        Text("currency", "a currency with a wallet, such as BTC", "The currency.", (fault, text) => text.Length > 0 ? fault with { Currency = text.ToUpperInvariant() } : null),
        Count("count", 1, 1_000_000_000, "How often it strikes.", (fault, n) => fault with { Count = n }),
        Count("skip", 0, 1_000_000_000, "How many matching ones it lets pass first.", (fault, n) => fault with { Skip = n }),
        Number("probability", 1e-9, 1, "above 0 and at most 1", "How probably each matching one is struck.", (fault, p) => fault with { Probability = (double)p }),
        Text("seed", "a whole number from 0", "Seed of that chance and of jitter.", (fault, text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? fault with { Seed = seed } : null),
        Time("for_ms", 1e-6, "How long it lasts.", (fault, ns) => fault with { ForNs = ns }),
        Time("after_ms", 0, "How long after it was planned, or after its event, it begins.", (fault, ns) => fault with { AfterNs = ns }),
        Time("every_ms", 1e-3, "Pause between strikes when the count is above 1; 1000 when not given.", (fault, ns) => fault with { EveryNs = ns }),
        Text("on", "connect, login, disconnect, fill, a method, start:NAME or end:NAME", "The event that it waits for.", (fault, text) => IsEvent(text) ? fault with { On = text } : null),
        Count("on_count", 1, 1_000_000_000, "Which of these events it is.", (fault, n) => fault with { OnCount = n }),
        Text("name", "up to 32 letters, digits, '-' and '_'", "A name for other faults to follow.", (fault, text) => IsName(text) ? fault with { Name = text } : null),
        Time("ms", 0, "The delay.", (fault, ns) => fault with { DelayNs = ns }),
        Time("jitter_ms", 0, "Up to so much more, at random.", (fault, ns) => fault with { JitterNs = ns }),
        Time("pause_ms", 0, "Pause between pieces.", (fault, ns) => fault with { PauseNs = ns }),
        Number("step_ms", -MostMs, MostMs, "from -86400000 to 86400000", "How far the timestamps are off.", (fault, ms) => fault with { DelayNs = (long)(ms * 1_000_000) }),
        Count("by", 1, 1000, "How many frames go first.", (fault, n) => fault with { By = n }),
        Count("bytes", 1, MostBytes, "Size of a piece, or of a huge frame.", (fault, n) => fault with { Bytes = n }),
        Count("code", -33_000, 20_000, "The error code.", (fault, n) => n == 0 ? null : fault with { Code = n }),
        Text("close_code", "a close code that may be sent: 1000 to 1003, 1007 to 1011 or 3000 to 4999", "The close code; 1001 when not given.", CloseCode),
        Text("reason", "up to 100 bytes of text", "The words that go with the code.", (fault, text) => System.Text.Encoding.UTF8.GetByteCount(text) <= 100 ? fault with { Reason = text } : null),
        Words("how", "How the connection ends.", "close", "reset", "fin"),
        Words("end", "How the connection ends.", "reset", "fin"),
        Words("first", "What comes first.", "reply", "event"),
        Words("form", "What the frame is.", "invalid_json", "invalid_utf8", "binary", "huge", "unknown_method"),
        Words("state", "The state.", "halted", "locked", "inactive", "settlement", "open"),
        Words("orders", "What becomes of open orders.", "keep", "lose"),
        Words("lost", "What is forgotten.", "orders", "trades", "all"),
        Number("tick_size", 1e-9, 1e6, "above 0", "The new price step.", (fault, tick) => fault with { Value = tick }),
        Number("amount", -1e12, 1e12, "other than 0", "How much comes; negative leaves.", (fault, amount) => amount == 0 ? null : fault with { Value = amount }),
        Number("percent", -90, 1000, "from -90 to 1000, other than 0", "By how much.", (fault, percent) => percent == 0 ? null : fault with { Value = percent }),
    ];

    /// <summary>The one of a name; null when there is none.</summary>
    public static FaultParameter? Find(string name) => All.FirstOrDefault(parameter => parameter.Name == name);

    private static FaultParameter Text(string name, string expected, string meaning, Func<Fault, string, Fault?> take) => new(name, expected, meaning) { Take = take };

    private static FaultParameter Count(string name, int least, int most, string meaning, Func<Fault, int, Fault?> take) =>
        Text(name, $"a whole number from {least} to {most}", meaning, (fault, text) => Whole(text, least, most) is long n ? take(fault, (int)n) : null);

    private static FaultParameter Number(string name, double least, double most, string range, string meaning, Func<Fault, decimal, Fault?> take) =>
        Text(name, "a number " + range, meaning, (fault, text) =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value) && (double)value >= least && (double)value <= most ? take(fault, value) : null);

    private static FaultParameter Time(string name, double leastMs, string meaning, Func<Fault, long, Fault?> take) =>
        Number(name, leastMs, MostMs, leastMs > 0 ? "of milliseconds above 0, at most a day" : "of milliseconds from 0, at most a day", meaning, (fault, ms) => take(fault, (long)(ms * 1_000_000)));

    private static FaultParameter Words(string name, string meaning, params string[] words) =>
        Text(name, string.Join(", ", words[..^1]) + " or " + words[^1], meaning, (fault, text) => words.Contains(text) ? fault with { How = text } : null);

    private static long? Whole(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most ? value : null;

    private static Fault? CloseCode(Fault fault, string text) =>
        Whole(text, 1000, 4999) is long code and (<= 1003 or (>= 1007 and <= 1011) or >= 3000) ? fault with { CloseCode = (int)code } : null;

    private static bool IsEvent(string text) =>
        text is "connect" or "login" or "disconnect" or "fill" || text.Contains('/') || (text.IndexOf(':') is > 0 and int colon && text[..colon] is "start" or "end" && IsName(text[(text.IndexOf(':') + 1)..]));

    private static bool IsName(string text) => text.Length is > 0 and <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
