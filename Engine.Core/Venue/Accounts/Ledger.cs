using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Accounts;

/// <summary>All accounts and their money. Deposits, and nothing else, create it; what accounts pay in fees is counted here.</summary>
internal sealed class Ledger
{
    private readonly Listing[] _listings;
    private readonly Dictionary<string, Account> _byKey = [];
    private readonly List<Account> _accounts = [];
    private readonly IReadOnlyList<(string Currency, decimal Balance)> _deposits;
    private readonly IReadOnlyDictionary<string, SelfTradeMode> _selfTrade;

    public Ledger(Listing[] listings, IReadOnlyList<(string Currency, decimal Balance)> deposits, IReadOnlyDictionary<string, SelfTradeMode> selfTrade)
    {
        _listings = listings;
        _deposits = deposits;
        _selfTrade = selfTrade;
        Crowd = Add("", funded: false);
    }

    /// <summary>The simulated rest of the world.</summary>
    public Account Crowd { get; }

    public IReadOnlyList<Account> Accounts => _accounts;

    public Account this[int id] => _accounts[id];

    /// <summary>The account of a key; opened with the starting deposits when there is none.</summary>
    public Account Of(string key)
    {
        if (!_byKey.TryGetValue(key, out Account? account))
        {
            account = Add(key, funded: true);
            _byKey.Add(key, account);
        }

        return account;
    }

    /// <summary>A position with its funding brought up to now.</summary>
    public static Position Current(Account account, Listing listing)
    {
        Position position = account.Positions[listing.Id];
        position.Accrue(listing.Mark.FundingPerLot);
        return position;
    }

    /// <summary>The wallet that an instrument settles in.</summary>
    public static Wallet WalletOf(Account account, Listing listing) => account.Wallet(listing.Contract.Terms.Settlement)!;

    /// <summary>The wallet's figures now.</summary>
    public Standing Standing(Account account, Wallet wallet, Listing? with = null, long extraBuyLots = 0, long extraSellLots = 0)
    {
        decimal realised = 0, floating = 0, total = 0, initial = 0, positionMargin = 0, maintenance = 0, delta = 0;
        foreach (Listing listing in _listings)
        {
            if (listing.Contract.Terms.Settlement != wallet.Currency)
                continue;
            Position position = Current(account, listing);
            decimal mark = listing.Mark.Mark;
            realised += position.Realised + position.Funding;
            initial += listing == with
                ? Margin.WithOrders(position, mark, extraBuyLots, extraSellLots)
                : Margin.WithOrders(position, mark, 0, 0);
            if (position.Lots == 0)
                continue;
            floating += position.FloatingProfit(mark);
            total += position.TotalProfit(mark);
            positionMargin += Margin.OfPosition(position, mark, Margin.InitialRate);
            maintenance += Margin.OfPosition(position, mark, Margin.MaintenanceRate);
            delta += position.ValueAt(mark);
        }

        return new Standing(wallet.Balance, realised, floating, total, initial, positionMargin, maintenance, delta);
    }

    private Account Add(string key, bool funded)
    {
        Wallet[] wallets = [.. _deposits.Select(deposit => new Wallet(deposit.Currency, funded ? deposit.Balance : 0))];
        Position[] positions = [.. _listings.Select(listing => new Position(listing.Contract))];
        var account = new Account(_accounts.Count, key, wallets, positions) { SelfTrade = _selfTrade.GetValueOrDefault(key) };
        foreach (Position position in positions)
            account.Wallet(position.Contract.Terms.Settlement)!.Positions.Add(position);
        foreach (Listing listing in _listings)
            positions[listing.Id].Accrue(listing.Mark.FundingPerLot);
        _accounts.Add(account);
        return account;
    }
}
