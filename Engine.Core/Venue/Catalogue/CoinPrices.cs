namespace Engine.Core.Venue.Catalogue;

/// <summary>Where the simulated market of a coin starts when its row names no price: the size of autumn 2026.</summary>
internal static class CoinPrices
{
    private const double TicksOfUnknown = 20_000;

    private static readonly Dictionary<string, double> s_usd = new(StringComparer.Ordinal)
    {
        ["ADA"] = 0.75, ["ALGO"] = 0.114, ["AVAX"] = 22, ["BCH"] = 520, ["BNB"] = 900,
        ["DOGE"] = 0.19, ["DOT"] = 3.8, ["HYPE"] = 42, ["LINK"] = 17, ["LTC"] = 98, ["NEAR"] = 2.6, ["PAXG"] = 4_100, ["TRUMP"] = 7.5,
        ["TRX"] = 0.31, ["UNI"] = 7.2, ["XRP"] = 2.5,
    };

    /// <summary>US dollars for a coin; one nobody knows starts where its price step is half a basis point.</summary>
    public static double Of(string coin, long tickE9) => s_usd.TryGetValue(coin, out double usd) ? usd : TicksOfUnknown * tickE9 / 1e9;
}
