using System.Text;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc;

/// <summary>
/// One request being answered: who asks, the parameters, and where the result goes. Readers of parameters remember the first thing
/// that is wrong and go on; a method looks at <see cref="Failed"/> once, when it has read everything.
/// </summary>
internal sealed class Call(Exchange exchange)
{
    private readonly List<string> _texts = [];

    public Exchange Exchange { get; } = exchange;

    public Session Session { get; set; } = null!;

    public Request Request { get; } = new();

    public JsonText Result { get; } = new();

    public Refusal? Refusal { get; private set; }

    public long NowNs { get; set; }

    /// <summary>The login that the call is made with; null when there is none.</summary>
    public Grant? Login { get; set; }

    /// <summary>What the caller pays from; null where requests cost nothing.</summary>
    public Credits? Credits { get; set; }

    /// <summary>The account on whose behalf the call is made; null without a login, which private methods always have.</summary>
    public Account Account { get; set; } = null!;

    /// <summary>What timestamps show.</summary>
    public long NowMs => (NowNs + Exchange.ClockStepNs) / 1_000_000;

    public bool Failed => Refusal is not null;

    /// <summary>Set by a method that answers nothing at all.</summary>
    public bool IsSilent { get; set; }

    public Parameters Parameters => Request.Parameters;

    /// <summary>Set by a method whose answer is not known yet.</summary>
    public Deferral? Deferral { get; private set; }

    /// <summary>Leaves the answer for later: has the dispatcher told when it is known, and then the result written.</summary>
    public void Defer(Action<Action> whenKnown, Action<Call> write) => Deferral = new Deferral(whenKnown, write);

    public void Start()
    {
        Refusal = null;
        Deferral = null;
        IsSilent = false;
    }

    /// <summary>Refuses the call; the first refusal counts.</summary>
    public void Refuse(Refusal refusal) => Refusal ??= refusal;

    /// <summary>Optional text; null when absent.</summary>
    public string? Text(ReadOnlySpan<byte> name)
    {
        Parameters.Form form = Parameters.Find(name, out ReadOnlySpan<byte> value);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            return null;
        if (form is Parameters.Form.Text or Parameters.Form.Number)
            return Encoding.UTF8.GetString(value);
        Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
        return null;
    }

    /// <summary>Text that must be there.</summary>
    public string RequiredText(ReadOnlySpan<byte> name)
    {
        string? text = Text(name);
        if (text is null)
            Refuse(Refusal.Missing(Encoding.ASCII.GetString(name)));
        return text ?? "";
    }

    /// <summary>Optional decimal in 1e-9 units, given as a number or as text.</summary>
    public long? Decimal(ReadOnlySpan<byte> name)
    {
        Parameters.Form form = Parameters.Find(name, out ReadOnlySpan<byte> value);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            return null;
        if (form is Parameters.Form.Text or Parameters.Form.Number && Decimals.TryParse(value, out long valueE9, out _))
            return valueE9;
        Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
        return null;
    }

    /// <summary>Optional integer, given as a number or as text.</summary>
    public long? Int(ReadOnlySpan<byte> name)
    {
        Parameters.Form form = Parameters.Find(name, out ReadOnlySpan<byte> value);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            return null;
        if (form is Parameters.Form.Text or Parameters.Form.Number && Integers.TryParse(value, out long number))
            return number;
        Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
        return null;
    }

    /// <summary>An integer that must be there.</summary>
    public long RequiredInt(ReadOnlySpan<byte> name)
    {
        long? value = Int(name);
        if (value is null)
            Refuse(Refusal.Missing(Encoding.ASCII.GetString(name)));
        return value ?? 0;
    }

    /// <summary>An integer inside bounds; the given one when absent.</summary>
    public int Int(ReadOnlySpan<byte> name, int absent, int min, int max)
    {
        if (Int(name) is not long value)
            return absent;
        if (value < min)
            Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "value must be >= " + min));
        else if (value > max)
            Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "value must be <= " + max));
        return (int)Math.Clamp(value, min, max);
    }

    /// <summary>The stretch of time that must be given, Unix milliseconds; a moment before the epoch counts as the epoch.</summary>
    public (long FromMs, long ToMs) TimeRange() => (Math.Clamp(RequiredInt("start_timestamp"u8), 0, long.MaxValue / 2_000_000), Math.Clamp(RequiredInt("end_timestamp"u8), 0, long.MaxValue / 2_000_000));

    /// <summary>Optional truth value, given as such or as text.</summary>
    public bool? Flag(ReadOnlySpan<byte> name)
    {
        Parameters.Form form = Parameters.Find(name, out ReadOnlySpan<byte> value);
        switch (form)
        {
            case Parameters.Form.Absent or Parameters.Form.Null:
                return null;
            case Parameters.Form.True:
                return true;
            case Parameters.Form.False:
                return false;
            case Parameters.Form.Text when value.SequenceEqual("true"u8):
                return true;
            case Parameters.Form.Text when value.SequenceEqual("false"u8):
                return false;
            default:
                Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
                return null;
        }
    }

    /// <summary>A list of texts that must be there; one text counts as a list of one.</summary>
    public IReadOnlyList<string> RequiredTexts(ReadOnlySpan<byte> name)
    {
        _texts.Clear();
        Parameters.Form form = Parameters.Find(name, out ReadOnlySpan<byte> value);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            Refuse(Refusal.Missing(Encoding.ASCII.GetString(name)));
        else if (form == Parameters.Form.Text && value is not [(byte)'[', ..])
            _texts.Add(Encoding.UTF8.GetString(value));
        else if (form is not (Parameters.Form.Nested or Parameters.Form.Text) || !TryReadTexts(value))
            Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
        return _texts;
    }

    /// <summary>The instrument that must be named.</summary>
    public Listing Listing()
    {
        if (Parameters.Find("instrument_name"u8, out ReadOnlySpan<byte> known) == Parameters.Form.Text && Exchange.FindListing(known) is Listing found)
            return found;
        string name = RequiredText("instrument_name"u8);
        Listing? listing = Exchange.FindListing(name);
        if (listing is null && !Failed)
            Refuse(Refusal.InvalidParam("instrument_name", name.Contains('-') || name.Contains('_') ? "instrument not found" : "wrong format"));
        return listing ?? Exchange.Listings[0];
    }

    /// <summary>A currency in capitals; null when absent. <c>any</c> stays as it is.</summary>
    public string? Currency(bool required)
    {
        string? currency = required ? RequiredText("currency"u8) : Text("currency"u8);
        if (currency is null || Failed)
            return null;
        if (currency.Equals("any", StringComparison.OrdinalIgnoreCase))
            return "any";
        string upper = currency.ToUpperInvariant();
        if (upper is not ("BTC" or "ETH" or "USDC" or "USDT" or "EURR" or "SOL" or "XRP" or "PAXG" or "BNB" or "STETH" or "ETHW" or "MATIC" or "USDE" or "USYC" or "BUIDL"))
            Refuse(Refusal.InvalidParam("currency", "wrong format"));
        return upper;
    }

    /// <summary>Checks one of several words.</summary>
    public string? Word(ReadOnlySpan<byte> name, params ReadOnlySpan<string> words)
    {
        Parameters.Form form = Parameters.Find(name, out ReadOnlySpan<byte> value);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            return null;
        foreach (string word in words)
        {
            if (form is Parameters.Form.Text or Parameters.Form.Number && Ascii.Equals(value, word))
                return word;
        }

        Refuse(Refusal.InvalidParam(Encoding.ASCII.GetString(name), "wrong format"));
        return null;
    }

    private bool TryReadTexts(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return false;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.String)
                    return false;
                _texts.Add(reader.GetString()!);
            }

            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false; // a query's text, or an escape that is no text
        }
    }
}
