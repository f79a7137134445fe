namespace Engine.Core.Venue.Accounts;

/// <summary>Margin as fractions of value at mark: flat rates, worst side of position and open orders.</summary>
internal static class Margin
{
    public const decimal InitialRate = 0.02m;

    public const decimal MaintenanceRate = 0.01m;

    /// <summary>Margin of the position alone.</summary>
    public static decimal OfPosition(Position position, decimal mark, decimal rate) => Math.Abs(position.ValueAt(mark)) * rate;

    /// <summary>Margin of the position and everything that could still fill, extra lots of a new order included.</summary>
    public static decimal WithOrders(Position position, decimal mark, long extraBuyLots, long extraSellLots)
    {
        long longest = Math.Abs(position.Lots + position.OpenBuyLots + extraBuyLots);
        long shortest = Math.Abs(position.Lots - position.OpenSellLots - extraSellLots);
        long worst = Math.Max(Math.Max(longest, shortest), Math.Abs(position.Lots));
        return worst == 0 ? 0 : position.Contract.Value(position.Contract.Amount(worst), mark) * InitialRate;
    }
}
