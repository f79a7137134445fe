using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Clearing;

/// <summary>
/// The settlement at 08:00 UTC of the market's clock: for a few seconds of it books take no orders, orders of the day end, profit and
/// funding of the session become cash at the mark price, and the next session starts there.
/// </summary>
internal sealed class DailySettlement
{
    private const long LastsNs = 3_000_000_000;
    private const int Kept = 1_000;

    private static readonly TimeSpan s_time = TimeSpan.FromHours(8);

    private readonly Exchange _exchange;
    private readonly List<Action> _ends = [];
    private long _dueNs;

    public DailySettlement(Exchange exchange)
    {
        _exchange = exchange;
        Plan(exchange.MarketClock.StartNs);
    }

    /// <summary>Settlements of the whole exchange, oldest first.</summary>
    public RecentList<SettlementRow> Rows { get; } = new(Kept);

    private void Plan(long afterNs)
    {
        _dueNs = MarketClock.NextNs(afterNs, s_time);
        _exchange.Agenda.At(_exchange.MarketClock.RealNs(_dueNs), Begin);
    }

    private void Begin()
    {
        foreach (Listing listing in _exchange.Listings)
            _ends.Add(_exchange.Claims.Put(listing, BookState.Settlement, beneath: listing.State != BookState.Open));

        foreach (Listing listing in _exchange.Listings)
            _exchange.Desk.ExpireDay(listing);
        _exchange.Floor.Publish();
        foreach (Listing listing in _exchange.Listings)
            Settle(listing);
        foreach (Account account in _exchange.Ledger.Accounts)
            _exchange.Publisher.OnMoney(account);
        _exchange.Agenda.At(_exchange.MarketClock.RealNs(_dueNs + LastsNs), Finish);
    }

    private void Finish()
    {
        foreach (Action end in _ends)
            end();
        _ends.Clear();
        Plan(_dueNs);
    }

    private void Settle(Listing listing)
    {
        Ledger ledger = _exchange.Ledger;
        Rows.Add(Public(listing));
        foreach (Account account in ledger.Accounts)
        {
            Position position = Ledger.Current(account, listing);
            if (position.Lots == 0 && position.Realised == 0 && position.Funding == 0)
                continue;
            decimal interest = position.TakeUnloggedFunding();
            decimal floating = position.FloatingProfit(listing.Mark.Mark);
            decimal funding = position.Funding;
            Wallet wallet = Ledger.WalletOf(account, listing);
            decimal profit = position.Settle(listing.Mark.Mark);
            wallet.Balance += profit;
            if (account == ledger.Crowd)
                continue;
            var row = new SettlementRow
            {
                TimestampMs = ledger.NowMs,
                Listing = listing,
                Lots = position.Lots,
                IndexE9 = listing.Mark.IndexE9,
                MarkE9 = listing.Mark.MarkE9,
                Profit = floating,
                SessionProfit = profit,
                Funding = funding,
            };
            account.Settlements.Add(row);
            ledger.Log.Settlement(account, wallet, row, interest);
        }

        listing.Mark.Settle();
    }

    /// <summary>What the public sees: the open interest, and what it made for its longs (all participants together make nothing).</summary>
    private SettlementRow Public(Listing listing)
    {
        decimal amount = listing.Contract.Amount(listing.OpenInterestLots);
        decimal profit = listing.Contract.Profit(
            listing.Contract.Value(amount, Catalogue.Contract.FromE9(listing.Mark.SettlementE9)),
            listing.Contract.Value(amount, listing.Mark.Mark));
        decimal funding = -(decimal)listing.Mark.InterestValue / 28_800_000m * amount;
        return new SettlementRow
        {
            TimestampMs = _exchange.Ledger.NowMs,
            Listing = listing,
            Lots = listing.OpenInterestLots,
            IndexE9 = listing.Mark.IndexE9,
            MarkE9 = listing.Mark.MarkE9,
            Profit = profit,
            SessionProfit = profit + funding,
            Funding = funding,
        };
    }
}
