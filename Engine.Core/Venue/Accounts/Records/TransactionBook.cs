using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Accounts.Records;

/// <summary>Writes the lines of the wallets' transaction logs.</summary>
internal sealed class TransactionBook(Ledger ledger)
{
    /// <summary>Lines kept of a wallet.</summary>
    public const int Kept = 20_000;

    private long _nextId = 61_282;

    public void Deposit(Account account, Wallet wallet, decimal amount, decimal equity) => wallet.Log.Add(new Transaction
    {
        Id = _nextId++,
        UserSequence = ++account.UserSequence,
        TimestampMs = ledger.NowMs,
        Kind = TransactionKind.Deposit,
        Change = amount,
        Balance = wallet.Balance,
        Equity = equity,
    });

    public void Trade(Account account, Wallet wallet, Listing listing, UserTrade trade, bool isClosing, in Standing now)
    {
        Position position = account.Positions[listing.Id];
        wallet.Log.Add(new Transaction
        {
            Id = _nextId++,
            UserSequence = ++account.UserSequence,
            TimestampMs = trade.Print.TimestampMs,
            Kind = TransactionKind.Trade,
            Change = -trade.Fee,
            Cashflow = trade.Profit,
            Commission = trade.Fee,
            Balance = now.Balance,
            Equity = now.Equity,
            Listing = listing,
            Lots = position.Lots,
            Interest = position.TakeUnloggedFunding(),
            TotalInterest = position.Funding,
            SessionUnrealised = now.SessionUnrealised,
            SessionRealised = now.SessionRealised,
            Trade = trade,
            IsClosing = isClosing,
        });
    }

    /// <summary>A position was settled: what it had made became cash just now.</summary>
    public void Settlement(Account account, Wallet wallet, SettlementRow row, decimal interest)
    {
        Standing now = ledger.Standing(wallet);
        wallet.Log.Add(new Transaction
        {
            Id = _nextId++,
            UserSequence = ++account.UserSequence,
            TimestampMs = row.TimestampMs,
            Kind = TransactionKind.Settlement,
            Change = row.SessionProfit,
            Cashflow = row.SessionProfit,
            Balance = now.Balance,
            Equity = now.Equity,
            Listing = row.Listing,
            Lots = row.Lots,
            Interest = interest,
            TotalInterest = row.Funding,
            SessionUnrealised = row.Profit,
            SessionRealised = row.SessionProfit - row.Profit,
            IndexE9 = row.IndexE9,
            MarkE9 = row.MarkE9,
        });
    }

    public void Correction(Account account, Wallet wallet, decimal change)
    {
        Standing now = ledger.Standing(wallet);
        wallet.Log.Add(new Transaction
        {
            Id = _nextId++,
            UserSequence = ++account.UserSequence,
            TimestampMs = ledger.NowMs,
            Kind = TransactionKind.Correction,
            Change = change,
            Balance = now.Balance,
            Equity = now.Equity,
        });
    }
}
