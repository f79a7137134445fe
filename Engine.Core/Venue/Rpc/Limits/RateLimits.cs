using System.Globalization;
using System.Text;

namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>How many requests of each class an account may make: a second, and at once. What is enforced and what is shown come from here.</summary>
internal static class RateLimits
{
    /// <summary>Mass quotes that are always allowed, whatever their size.</summary>
    public static (double Rate, double Burst) GuaranteedMassQuotes => (2, 2);

    /// <summary>Mass quotes in all, while their quotes are not too many.</summary>
    public static (double Rate, double Burst) MaximumMassQuotes => (10, 10);

    /// <summary>Quotes in mass quotes beyond the guaranteed ones.</summary>
    public static (double Rate, double Burst) MaximumQuotes => (500, 500);

    /// <summary>The limit of a class for an account of a tier: 1 (most volume in seven days) to 4.</summary>
    public static (double Rate, double Burst) Of(CreditClass kind, int tier) => kind switch
    {
        CreditClass.Default => (20, 100),
        CreditClass.Subscribe => (10.0 / 3, 10),
        CreditClass.Instruments => (1, 50),
        CreditClass.TransactionLog => (1, 8),
        CreditClass.Matching => Trading(tier),
        CreditClass.CancelAll => (5, 20),
        _ => MaximumMassQuotes,
    };

    /// <summary>The account summary's <c>limits</c>.</summary>
    public static byte[] Describe(int tier)
    {
        string text = "{\"matching_engine\":{\"block_rfq_maker\":" + Text((10, 20)) + ",\"cancel_all\":" + Text(Of(CreditClass.CancelAll, tier))
            + ",\"guaranteed_mass_quotes\":" + Text(GuaranteedMassQuotes) + ",\"maximum_mass_quotes\":" + Text(MaximumMassQuotes)
            + ",\"maximum_quotes\":" + Text(MaximumQuotes) + ",\"spot\":" + Text(Trading(tier)) + ",\"trading\":{\"total\":" + Text(Trading(tier))
            + "}},\"limits_per_currency\":false,\"non_matching_engine\":" + Text(Of(CreditClass.Default, tier)) + "}";
        return Encoding.ASCII.GetBytes(text);
    }

    private static (double Rate, double Burst) Trading(int tier) => tier switch
    {
        1 => (30, 100),
        2 => (20, 50),
        3 => (10, 30),
        _ => (5, 20),
    };

    private static string Text((double Rate, double Burst) limit) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"rate":{{limit.Rate}},"burst":{{limit.Burst}}}""");
}
