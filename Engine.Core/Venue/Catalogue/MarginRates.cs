namespace Engine.Core.Venue.Catalogue;

/// <summary>Standard margin: a fraction of the position's value that grows with its size in coins.</summary>
/// <param name="Initial">Fraction needed to open, for a position of no size.</param>
/// <param name="Maintenance">Fraction below which the account is liquidated, for a position of no size.</param>
/// <param name="PerCoin">What each coin of size adds to either.</param>
public readonly record struct MarginRates(decimal Initial, decimal Maintenance, decimal PerCoin)
{
    /// <summary>
    /// As published for standard margin until August 2026 (the numbers of the model after it are not): BTC 2 % and 1 % + 0.005 % per BTC,
    /// ETH 2 % and 1 % + 0.0004 % per ETH, SOL 4 % and 2 % + 0.0005 % per SOL. For the rest: one part in the largest leverage, and half of it.
    /// </summary>
    public static MarginRates Of(Terms terms)
    {
        decimal initial = 1m / Math.Max(1, terms.MaxLeverage);
        decimal perCoin = terms.Base switch
        {
            "BTC" => 0.00005m,
            "ETH" => 0.000004m,
            "SOL" => 0.000005m,
            _ => 0,
        };
        return new MarginRates(initial, initial / 2, perCoin);
    }
}
