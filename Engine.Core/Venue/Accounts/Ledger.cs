using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Clearing;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Accounts;

/// <summary>All accounts and their money. Deposits, and nothing else, create it; what accounts pay in fees is counted here.</summary>
internal sealed class Ledger
{
    private readonly Listing[] _listings;
    private readonly Dictionary<string, Account> _byKey = [];
    private readonly List<Account> _accounts = [];
    private readonly (string Currency, decimal Balance)[] _deposits;
    private readonly IReadOnlyDictionary<string, SelfTradeMode> _selfTrade;

    public Ledger(Listing[] listings, ExchangeOptions options)
    {
        _listings = listings;
        _selfTrade = options.SelfTrade;
        _deposits =
        [
            .. options.Deposits,
            .. listings.Select(listing => listing.Contract.Terms.Settlement).Distinct()
                .Where(currency => options.Deposits.All(deposit => deposit.Currency != currency)).Select(currency => (currency, 0m)),
        ];
        Log = new TransactionBook(this);
        Risk = new RiskLimits(this, options.Limits);
        Insurance = Make(-1, "insurance", funded: false);
        Crowd = Add("", funded: false);
    }

    /// <summary>Time of what happens next, Unix nanoseconds.</summary>
    public long NowNs { get; set; }

    public long NowMs => NowNs / 1_000_000;

    /// <summary>The simulated rest of the world.</summary>
    public Account Crowd { get; }

    /// <summary>Takes the fees of liquidations and pays what bankrupt accounts owe; its own capital has no end here.</summary>
    public Account Insurance { get; }

    /// <summary>The writer of transaction logs.</summary>
    public TransactionBook Log { get; }

    /// <summary>What accounts may hold and order.</summary>
    public RiskLimits Risk { get; }

    /// <summary>Told of an account whose equity is below its maintenance margin.</summary>
    public Action<Account>? Endangered { get; set; }

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
    public Standing Standing(Wallet wallet)
    {
        decimal realised = 0, floating = 0, total = 0, initial = 0, positionMargin = 0, maintenance = 0, delta = 0;
        foreach (Position position in wallet.Positions)
        {
            Listing listing = _listings[position.Contract.Instrument.Id];
            if (position.IsIdle)
                continue;
            position.Accrue(listing.Mark.FundingPerLot);
            decimal mark = listing.Mark.Mark;
            realised += position.Realised + position.Funding;
            initial += Margin.WithOrders(position, mark, 0, 0);
            if (position.Lots == 0)
                continue;
            floating += position.FloatingProfit(mark);
            total += position.TotalProfit(mark);
            positionMargin += Margin.Initial(position.Contract, position.Lots, mark);
            maintenance += Margin.Maintenance(position.Contract, position.Lots, mark);
            delta += position.ValueAt(mark);
        }

        return new Standing(wallet.Balance, realised, floating, total, initial, positionMargin, maintenance, delta);
    }

    /// <summary>Cash, profit and funding of the session and the value at which positions entered it: what a wallet holds whatever the prices.</summary>
    public decimal Held(Wallet wallet)
    {
        decimal held = wallet.Balance;
        foreach (Position position in wallet.Positions)
        {
            position.Accrue(_listings[position.Contract.Instrument.Id].Mark.FundingPerLot);
            held += position.Realised + position.Funding + position.Contract.Profit(position.SessionValue, 0);
        }

        return held;
    }

    /// <summary>
    /// Takes the fee of a trade and says how much it was. A liquidation pays more, to the insurance, but never what the account has not.
    /// </summary>
    public decimal Charge(Account account, Listing listing, Order order, decimal value, bool isMaker)
    {
        Wallet wallet = WalletOf(account, listing);
        if (!order.IsLiquidation)
        {
            decimal usual = listing.Contract.Fee(value, isMaker);
            wallet.Balance -= usual;
            wallet.FeesPaid += usual;
            return usual;
        }

        decimal left = Math.Max(0, Math.Round(Standing(wallet).Equity, 8, MidpointRounding.ToZero));
        decimal fee = Math.Min(listing.Contract.LiquidationFee(value), left);
        wallet.Balance -= fee;
        Insurance.Wallet(wallet.Currency)!.Balance += fee;
        return fee;
    }

    /// <summary>A client's trade and its fee are done: it is logged, and whoever watches is told when it was one too many.</summary>
    public void Booked(Account account, Listing listing, UserTrade trade, bool isClosing)
    {
        Wallet wallet = WalletOf(account, listing);
        Standing now = Standing(wallet);
        Log.Trade(account, wallet, listing, trade, isClosing, now);
        if (now.Equity < now.MaintenanceMargin)
            Endangered?.Invoke(account);
    }

    /// <summary>Money comes in from outside, or leaves when it is negative.</summary>
    public void Deposit(Account account, Wallet wallet, decimal amount)
    {
        wallet.Balance += amount;
        Log.Deposit(account, wallet, amount, Standing(wallet).Equity);
    }

    private Account Add(string key, bool funded)
    {
        Account account = Make(_accounts.Count, key, funded);
        _accounts.Add(account);
        foreach (Wallet wallet in account.Wallets)
        {
            if (wallet.Balance != 0)
                Log.Deposit(account, wallet, wallet.Balance, wallet.Balance);
        }

        return account;
    }

    private Account Make(int id, string key, bool funded)
    {
        Wallet[] wallets = [.. _deposits.Select(deposit => new Wallet(deposit.Currency, funded ? deposit.Balance : 0))];
        Position[] positions = [.. _listings.Select(listing => new Position(listing.Contract))];
        var account = new Account(id, key, wallets, positions) { SelfTrade = _selfTrade.GetValueOrDefault(key) };
        foreach (Position position in positions)
            account.Wallet(position.Contract.Terms.Settlement)!.Positions.Add(position);
        foreach (Listing listing in _listings)
            positions[listing.Id].Accrue(listing.Mark.FundingPerLot);
        return account;
    }
}
