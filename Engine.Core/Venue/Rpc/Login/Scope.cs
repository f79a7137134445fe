using System.Globalization;
using System.Text;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>
/// What a token is good for: how long it lives, where, and what it allows. Words that are not asked for stand as the key has them.
/// </summary>
internal sealed record Scope
{
    /// <summary>Lifetime that the venue grants when none is asked for, and the longest.</summary>
    public const long MaxSeconds = 31_536_000;

    private const int MaxName = 64;

    /// <summary>Everything a key may do, bound to the connection.</summary>
    public static Scope Full { get; } = new();

    /// <summary>Name of the session it belongs to; null when it is bound to its connection.</summary>
    public string? Session { get; init; }

    public Right BlockTrade { get; init; } = Right.Read;

    public Right Trade { get; init; } = Right.ReadWrite;

    public Right Account { get; init; } = Right.Read;

    public Right Wallet { get; init; } = Right.Read;

    /// <summary>Lifetime in seconds; null when none was asked for.</summary>
    public long? Seconds { get; init; }

    /// <summary>The one address it may be used from; null for any.</summary>
    public string? Address { get; init; }

    /// <summary>Reads the words of a scope; those that mean nothing are passed over.</summary>
    public static Scope Parse(string? asked)
    {
        Scope scope = Full;
        foreach (string word in (asked ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                scope = scope.With(word[..colon], word[(colon + 1)..]);
        }

        return scope;
    }

    /// <summary>The scope as the venue words it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("block_trade:").Append(Word(BlockTrade)).Append(' ');
        text.Append(Session is null ? "connection" : "session:" + Session);
        text.Append(" trade:").Append(Word(Trade)).Append(" account:").Append(Word(Account)).Append(" wallet:").Append(Word(Wallet));
        if (Seconds is long seconds)
            text.Append(CultureInfo.InvariantCulture, $" expires:{seconds}");
        if (Address is not null)
            text.Append(" ip:").Append(Address);
        return text.Append(" mainaccount").ToString();
    }

    private Scope With(string name, string value) => name switch
    {
        "session" when value.Length is > 0 and <= MaxName => this with { Session = value },
        "trade" when TryRight(value, out Right right) => this with { Trade = right },
        "account" when TryRight(value, out Right right) => this with { Account = right },
        "wallet" when TryRight(value, out Right right) => this with { Wallet = right },
        "block_trade" when TryRight(value, out Right right) => this with { BlockTrade = right },
        "expires" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds > 0 =>
            this with { Seconds = Math.Min(seconds, MaxSeconds) },
        "ip" when value.Length is > 0 and <= MaxName => this with { Address = value },
        _ => this,
    };

    private static bool TryRight(string word, out Right right)
    {
        right = word switch
        {
            "read_write" => Right.ReadWrite,
            "read" => Right.Read,
            _ => Right.None,
        };
        return word is "read_write" or "read" or "none";
    }

    private static string Word(Right right) => right switch
    {
        Right.ReadWrite => "read_write",
        Right.Read => "read",
        _ => "none",
    };
}
