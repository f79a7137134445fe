using System.Globalization;
using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Clearing;

/// <summary>What an account may hold and order: size of a position, number of open orders, margin.</summary>
internal sealed class RiskLimits(Ledger ledger, bool countsOrders)
{
    // The defaults of an account are shown to its owner only; these are round numbers that a small maker does not meet.
    private const decimal MaxPositionUsd = 50_000_000;

    // The venue names this limit after portfolio margin; it has no other code that says that there are too many orders.
    private const int MaxOpenOrders = 500;

    /// <summary>Whether the account may have one more open order; not counted where the limits are off.</summary>
    public Refusal? AnotherOrder(Account account) => countsOrders && account.OpenOrders.Count >= MaxOpenOrders
        ? new Refusal(10014, $"pme_max_future_open_orders {MaxOpenOrders}")
        : null;

    /// <summary>Whether an account may order this much more on a side.</summary>
    public Refusal? Size(Account account, Listing listing, Side side, long lots)
    {
        decimal more = MoreMargin(account, listing, side == Side.Buy ? lots : 0, side == Side.Sell ? lots : 0);
        if (more > 0 && ledger.Standing(Ledger.WalletOf(account, listing)).Available < more)
            return Refusal.NotEnoughFunds;
        return IsTooLarge(account, listing, side, lots)
            ? new Refusal(10018, "non_pme_max_future_position_size " + MaxPositionUsd.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>How much more initial margin an account would need with more lots ordered, or with less where they are negative.</summary>
    public static decimal MoreMargin(Account account, Listing listing, long buyLots, long sellLots)
    {
        Position position = account.Positions[listing.Id];
        decimal mark = listing.Mark.Mark;
        return Margin.WithOrders(position, mark, buyLots, sellLots) - Margin.WithOrders(position, mark, 0, 0);
    }

    /// <summary>Whether the position would become larger than is allowed; one that only shrinks is not.</summary>
    public static bool IsTooLarge(Account account, Listing listing, Side side, long lots)
    {
        Position position = account.Positions[listing.Id];
        long then = (position.Lots * side.Sign()) + (side == Side.Buy ? position.OpenBuyLots : position.OpenSellLots) + lots;
        if (then <= Math.Abs(position.Lots))
            return false;
        decimal amount = then * (listing.Instrument.LotE9 / 1e9m);
        return (listing.Contract.IsInverse ? amount : amount * listing.Mark.Mark) > MaxPositionUsd;
    }
}
