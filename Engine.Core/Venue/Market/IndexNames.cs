namespace Engine.Core.Venue.Market;

/// <summary>Price indexes by name: those of the listed instruments, and every listed coin in US dollars and USDC.</summary>
internal static class IndexNames
{
    /// <summary>All names, in order.</summary>
    public static IEnumerable<string> All(Listing[] listings) => listings
        .SelectMany(listing => (string[])[listing.Contract.Terms.Index, Of(listing, "usd"), Of(listing, "usdc")])
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>An instrument with that index, or one of its coin; null when there is none.</summary>
    public static Listing? Find(Listing[] listings, string name) =>
        Array.Find(listings, listing => listing.Contract.Terms.Index == name)
        ?? Array.Find(listings, listing => name == Of(listing, "usd") || name == Of(listing, "usdc"));

    /// <summary>The coin of a volatility index, which only bitcoin and ether have; null when there is none.</summary>
    public static History.CoinHistory? Volatility(Listing[] listings, string coin) =>
        coin is "BTC" or "ETH" ? Array.Find(listings, listing => listing.Contract.Terms.Base == coin)?.Coin : null;

    private static string Of(Listing listing, string counter) => $"{listing.Contract.Terms.Base.ToLowerInvariant()}_{counter}";
}
