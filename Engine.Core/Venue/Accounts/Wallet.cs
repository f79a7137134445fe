using Engine.Core.Venue.Accounts.Records;

namespace Engine.Core.Venue.Accounts;

/// <summary>One account's money in one currency and the positions that settle in it.</summary>
public sealed class Wallet(string currency, decimal balance)
{
    /// <summary>Currency in capitals.</summary>
    public string Currency { get; } = currency;

    /// <summary>Cash: deposits, fees and settled profits. The running session's profit is not in it yet.</summary>
    public decimal Balance { get; internal set; } = balance;

    /// <summary>Fees paid since the start.</summary>
    public decimal FeesPaid { get; internal set; }

    /// <summary>What changed the cash, oldest first.</summary>
    internal RecentList<Transaction> Log { get; } = new(TransactionBook.Kept);

    /// <summary>Whether any position is open in it.</summary>
    internal bool HasPositions
    {
        get
        {
            foreach (Position position in Positions)
            {
                if (position.Lots != 0)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Positions that settle in this currency, in the order of the listings.</summary>
    public List<Position> Positions { get; } = [];
}
