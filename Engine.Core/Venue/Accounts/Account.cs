using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Accounts;

/// <summary>One account: its wallets, positions, open orders and trades. Account 0 is the simulated crowd.</summary>
public sealed class Account
{
    private const int TradesKept = 20_000;
    private const int SettlementsKept = 1_000;

    internal Account(int id, string key, Wallet[] wallets, Position[] positions)
    {
        Id = id;
        Key = key;
        Wallets = wallets;
        Positions = positions;
        TradesByListing = new RecentList<UserTrade>[positions.Length];
        for (int i = 0; i < positions.Length; i++)
            TradesByListing[i] = new RecentList<UserTrade>(TradesKept);
    }

    /// <summary>Index among the accounts.</summary>
    public int Id { get; }

    /// <summary>The number that orders and trades show.</summary>
    public long UserId => 10_000 + Id;

    /// <summary>API key that opened it.</summary>
    public string Key { get; }

    /// <summary>Money by currency.</summary>
    public Wallet[] Wallets { get; }

    /// <summary>Positions by listing index.</summary>
    public Position[] Positions { get; }

    /// <summary>What happens when it would trade with itself.</summary>
    internal SelfTradeMode SelfTrade { get; set; }

    /// <summary>Orders that wait in a book, for their trigger, or out of the book for a moment.</summary>
    internal HashSet<Order> OpenOrders { get; } = [];

    /// <summary>Those of them that must not increase a position.</summary>
    internal HashSet<Order> ReduceOnlyOrders { get; } = [];

    /// <summary>How many of them wait for their trigger.</summary>
    internal int Triggers { get; set; }

    /// <summary>Whether the venue is closing its positions; its owner can neither place nor cancel orders meanwhile.</summary>
    public bool IsInLiquidation { get; internal set; }

    /// <summary>Number of the newest line in its transaction logs.</summary>
    internal long UserSequence { get; set; }

    /// <summary>Its settlements, oldest first.</summary>
    internal RecentList<SettlementRow> Settlements { get; } = new(SettlementsKept);

    /// <summary>Own trades by listing index, oldest first; very old ones fall off.</summary>
    internal RecentList<UserTrade>[] TradesByListing { get; }

    /// <summary>The wallet of a currency in any case; null when there is none.</summary>
    public Wallet? Wallet(string currency) =>
        Array.Find(Wallets, wallet => wallet.Currency.Equals(currency, StringComparison.OrdinalIgnoreCase));
}
