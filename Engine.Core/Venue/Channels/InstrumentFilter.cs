using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Channels;

/// <summary>Which instruments a channel is about: one of them, or a kind and a settlement currency with <c>any</c> for all.</summary>
/// <param name="Listing">The one instrument; null for a kind and currency.</param>
/// <param name="Currency">Settlement currency in capitals; null for any.</param>
/// <param name="HasPerpetuals">Whether the kind includes perpetuals.</param>
internal readonly record struct InstrumentFilter(Listing? Listing, string? Currency, bool HasPerpetuals)
{
    public bool Matches(Listing listing) => Listing is not null
        ? Listing == listing
        : HasPerpetuals && (Currency is null || listing.Contract.Terms.Settlement == Currency);

    /// <summary>Reads a kind and a currency; false when either is no such word.</summary>
    public static bool TryParse(string kind, string currency, out InstrumentFilter filter)
    {
        string upper = currency.ToUpperInvariant();
        filter = new InstrumentFilter(null, upper == "ANY" ? null : upper, kind is "future" or "any");
        return kind is "future" or "option" or "spot" or "future_combo" or "option_combo" or "combo" or "any"
            && upper is "ANY" or "BTC" or "ETH" or "USDC" or "USDT" or "EURR";
    }
}
