using Engine.Core.Venue.Catalogue;

namespace Engine.Core.Venue.Accounts;

/// <summary>Margin of a position at the mark price; with open orders, of the worse of all bids and all asks filled.</summary>
internal static class Margin
{
    public static decimal Initial(Contract contract, long lots, decimal mark) => Of(contract, lots, mark, contract.Rates.Initial);

    public static decimal Maintenance(Contract contract, long lots, decimal mark) => Of(contract, lots, mark, contract.Rates.Maintenance);

    /// <summary>Initial margin of the position and everything that could still fill, extra lots of a new order included.</summary>
    public static decimal WithOrders(Position position, decimal mark, long extraBuyLots, long extraSellLots)
    {
        long longest = Math.Abs(position.Lots + position.OpenBuyLots + extraBuyLots);
        long shortest = Math.Abs(position.Lots - position.OpenSellLots - extraSellLots);
        return Initial(position.Contract, Math.Max(Math.Max(longest, shortest), Math.Abs(position.Lots)), mark);
    }

    private static decimal Of(Contract contract, long lots, decimal mark, decimal rate)
    {
        if (lots == 0)
            return 0;
        decimal amount = Math.Abs(lots) * Contract.FromE9(contract.Instrument.LotE9); // in decimal: lots of a request may be absurd
        decimal value = contract.Value(amount, mark);
        decimal coins = contract.IsInverse ? value : amount;
        return value * Math.Min(1, rate + (contract.Rates.PerCoin * coins));
    }
}
