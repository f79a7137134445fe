using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Accounts.Records;

/// <summary>One settlement of one instrument: of an account, or of the whole exchange for the public; or a bankruptcy.</summary>
internal sealed class SettlementRow
{
    public required long TimestampMs { get; init; }

    public required Listing Listing { get; init; }

    /// <summary>Signed lots of an account; open interest for the public.</summary>
    public long Lots { get; init; }

    public long IndexE9 { get; init; }

    public long MarkE9 { get; init; }

    /// <summary>What the position made from the last settlement (or its entry) to this one.</summary>
    public decimal Profit { get; init; }

    /// <summary>The same with what trades realised in the session and with funding.</summary>
    public decimal SessionProfit { get; init; }

    /// <summary>Funding of the session.</summary>
    public decimal Funding { get; init; }

    /// <summary>What the insurance paid for a bankrupt account; 0 for a settlement.</summary>
    public decimal Bankruptcy { get; init; }

    public bool IsBankruptcy => Bankruptcy != 0;
}
