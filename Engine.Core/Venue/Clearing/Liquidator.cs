using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Clearing;

/// <summary>
/// Closes positions of accounts whose equity has fallen below the maintenance margin: the account is shut, its orders are cancelled, and
/// once a second of market time a part of its largest position is closed at the market until it is healthy. What a bankrupt account
/// owes in the end the insurance pays. Looks on when prices step and when an account has traded.
/// </summary>
internal sealed class Liquidator
{
    private const long RoundNs = 1_000_000_000;
    private const decimal SmallestPart = 0.05m;
    private const decimal Slippage = 0.0005m;

    private readonly Exchange _exchange;
    private readonly Ledger _ledger;
    private readonly HashSet<int> _planned = [];

    public Liquidator(Exchange exchange)
    {
        _exchange = exchange;
        _ledger = exchange.Ledger;
        _ledger.Endangered = account => Plan(account, 0);
    }

    /// <summary>Marks moved: looks at everyone who holds something.</summary>
    public void OnPrices()
    {
        foreach (Account account in _ledger.Accounts)
        {
            if (account != _ledger.Crowd && !_planned.Contains(account.Id) && Array.Exists(account.Wallets, NeedsCare))
                Plan(account, 0);
        }
    }

    private bool NeedsCare(Wallet wallet) =>
        wallet.HasPositions && _ledger.Standing(wallet) is var now && now.Equity < now.MaintenanceMargin;

    private void Plan(Account account, long inMarketNs)
    {
        if (_planned.Add(account.Id))
            _exchange.Agenda.At(_exchange.NowNs + _exchange.MarketClock.RealSpanNs(inMarketNs), () => Round(account));
    }

    private void Round(Account account)
    {
        foreach (Wallet wallet in account.Wallets)
        {
            if (NeedsCare(wallet))
                Close(account, wallet);
            CoverDebt(account, wallet);
        }

        _exchange.Floor.Publish();
        _planned.Remove(account.Id); // not sooner: the round's own trades would plan another at once
        if (Array.Exists(account.Wallets, NeedsCare))
            Plan(account, RoundNs);
        else if (account.IsInLiquidation)
            Shut(account, false);
    }

    private void Close(Account account, Wallet wallet)
    {
        if (!account.IsInLiquidation)
            Shut(account, true);
        foreach (Order order in account.OpenOrders.OrderBy(order => order.Id).ToArray())
        {
            if (Ledger.WalletOf(account, _exchange.Listings[order.Listing]) == wallet)
                _exchange.Desk.Cancel(order, CancelReason.Autoliquidation);
        }

        Position? position = Largest(wallet);
        if (position is null)
            return;
        Listing listing = _exchange.Listings[position.Contract.Instrument.Id];
        _exchange.Desk.Liquidate(account, listing, position.Lots > 0 ? Side.Sell : Side.Buy, Part(wallet, position, listing.Mark.Mark));
    }

    /// <summary>The position that needs most margin among those whose book is open.</summary>
    private Position? Largest(Wallet wallet) => wallet.Positions
        .Where(position => position.Lots != 0 && _exchange.Listings[position.Contract.Instrument.Id].State == BookState.Open)
        .MaxBy(position => Margin.Maintenance(position.Contract, position.Lots, Mark(position)));

    private decimal Mark(Position position) => _exchange.Listings[position.Contract.Instrument.Id].Mark.Mark;

    /// <summary>As many lots as should make the account healthy: each frees its margin and costs its fee; at least a twentieth.</summary>
    private long Part(Wallet wallet, Position position, decimal mark)
    {
        long all = Math.Abs(position.Lots);
        Standing now = _ledger.Standing(wallet);
        decimal value = Math.Abs(position.ValueAt(mark)) / all;
        decimal freed = (Margin.Maintenance(position.Contract, position.Lots, mark) / all) - position.Contract.LiquidationFee(value) - (value * Slippage);
        if (freed <= 0)
            return all;
        decimal wanted = Math.Max((now.MaintenanceMargin - now.Equity) / freed, all * SmallestPart);
        return wanted >= all ? all : (long)Math.Ceiling(wanted);
    }

    /// <summary>An account that holds nothing and owes something owes it no longer.</summary>
    private void CoverDebt(Account account, Wallet wallet)
    {
        decimal equity = _ledger.Standing(wallet).Equity;
        if (equity >= 0 || wallet.HasPositions || wallet.Positions.Count == 0)
            return;
        _ledger.Insurance.Wallet(wallet.Currency)!.Balance += equity;
        wallet.Balance -= equity;
        _ledger.Log.Correction(account, wallet, -equity);
        account.Settlements.Add(new SettlementRow
        {
            TimestampMs = _ledger.NowMs,
            Listing = _exchange.Listings[wallet.Positions[0].Contract.Instrument.Id],
            SessionProfit = equity,
            Bankruptcy = -equity,
        });
        _exchange.Publisher.OnMoney(account);
    }

    private void Shut(Account account, bool isShut)
    {
        account.IsInLiquidation = isShut;
        _exchange.Publisher.OnLock(account);
    }
}
