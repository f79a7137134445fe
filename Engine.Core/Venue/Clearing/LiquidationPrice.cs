using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Catalogue;

namespace Engine.Core.Venue.Clearing;

/// <summary>
/// The mark price at which an account would be liquidated: where its equity, with all other prices as they are, meets its maintenance
/// margin. Inverse: equity - N (1/P - 1/mark) = |N|/P (m + s |N|/P) + others, a quadratic in 1/P; linear: a straight line.
/// </summary>
internal static class LiquidationPrice
{
    /// <summary>The price; null when there is no position or no price does it.</summary>
    public static double? Of(Position position, double mark, in Standing standing)
    {
        if (position.Lots == 0)
            return null;
        Contract contract = position.Contract;
        double amount = (double)contract.Amount(position.Lots);
        double others = (double)(standing.MaintenanceMargin - Margin.Maintenance(contract, position.Lots, (decimal)mark));
        double equity = (double)standing.Equity;
        double rate = (double)contract.Rates.Maintenance;
        double slope = (double)contract.Rates.PerCoin;
        double price = contract.IsInverse
            ? Inverse(amount, mark, equity - others, rate, slope)
            : Linear(amount, mark, equity - others, rate + (slope * Math.Abs(amount)));
        return double.IsFinite(price) && price > 0 ? price : null;
    }

    private static double Linear(double amount, double mark, double spare, double rate) =>
        ((amount * mark) - spare) / (amount - (Math.Abs(amount) * rate));

    private static double Inverse(double amount, double mark, double spare, double rate, double slope)
    {
        double a = slope * amount * amount;
        double b = amount + (Math.Abs(amount) * rate);
        double c = -spare - (amount / mark);
        double root = Math.Sqrt((b * b) - (4 * a * c));
        // The root near -c/b: for a long the positive one, for a short the smaller.
        return (b + (Math.Sign(b) * root)) / (-2 * c);
    }
}
