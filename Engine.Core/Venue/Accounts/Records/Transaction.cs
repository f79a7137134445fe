using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Accounts.Records;

/// <summary>One line of a wallet's transaction log: what changed its cash, and how it stood afterwards.</summary>
internal sealed class Transaction
{
    /// <summary>Number among all lines of the exchange.</summary>
    public required long Id { get; init; }

    /// <summary>Number among the account's lines.</summary>
    public required long UserSequence { get; init; }

    public required long TimestampMs { get; init; }

    public required TransactionKind Kind { get; init; }

    /// <summary>Change of the cash.</summary>
    public required decimal Change { get; init; }

    /// <summary>Profit that a trade realised, or what a settlement paid; part of the cash only after the settlement.</summary>
    public decimal Cashflow { get; init; }

    /// <summary>Fee paid.</summary>
    public decimal Commission { get; init; }

    /// <summary>Cash afterwards.</summary>
    public required decimal Balance { get; init; }

    /// <summary>Equity afterwards.</summary>
    public required decimal Equity { get; init; }

    /// <summary>The instrument; null for what has none.</summary>
    public Listing? Listing { get; init; }

    /// <summary>Signed lots afterwards.</summary>
    public long Lots { get; init; }

    /// <summary>Funding since the line before at this instrument.</summary>
    public decimal Interest { get; init; }

    /// <summary>Funding of the session.</summary>
    public decimal TotalInterest { get; init; }

    /// <summary>Floating profit of the session, all instruments of the wallet.</summary>
    public decimal SessionUnrealised { get; init; }

    /// <summary>Realised profit and funding of the session, all instruments of the wallet.</summary>
    public decimal SessionRealised { get; init; }

    /// <summary>Index price of a settlement, 1e-9 units.</summary>
    public long IndexE9 { get; init; }

    /// <summary>Price of a settlement, 1e-9 units.</summary>
    public long MarkE9 { get; init; }

    /// <summary>The trade of a trade's line.</summary>
    public UserTrade? Trade { get; init; }

    /// <summary>Whether the trade made the position smaller.</summary>
    public bool IsClosing { get; init; }
}
