using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Rpc.Methods.Orders;

/// <summary>Which orders a query or a mass cancel is about, as <c>kind</c>, <c>type</c> and <c>currency</c> say. There are perpetuals only.</summary>
internal static class OrderSelection
{
    /// <summary>Reads <c>type</c>; all types where it is absent.</summary>
    public static Func<OrderType, bool> Types(Call call) =>
        call.Word(
            "type"u8, "all", "limit", "market", "trigger_all", "stop", "stop_all", "stop_limit", "stop_market",
            "take", "take_all", "take_limit", "take_market", "trailing_all", "trailing_stop") switch
        {
            "limit" => type => type == OrderType.Limit,
            "market" => type => type == OrderType.Market,
            "trigger_all" => type => type.IsTrigger(),
            "stop" or "stop_all" => type => type is OrderType.StopLimit or OrderType.StopMarket,
            "stop_limit" => type => type == OrderType.StopLimit,
            "stop_market" => type => type == OrderType.StopMarket,
            "take" or "take_all" => type => type.IsTake(),
            "take_limit" => type => type == OrderType.TakeLimit,
            "take_market" => type => type == OrderType.TakeMarket,
            "trailing_all" or "trailing_stop" => type => type == OrderType.TrailingStop,
            _ => _ => true,
        };

    /// <summary>Reads <c>kind</c>, one or a list; whether perpetuals are among them.</summary>
    public static bool WantsFutures(Call call)
    {
        Parameters.Form form = call.Parameters.Find("kind"u8, out _);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            return true;
        bool wants = false;
        foreach (string kind in call.RequiredTexts("kind"u8))
        {
            wants |= kind is "any" or "future";
            if (kind is not ("any" or "future" or "option" or "spot" or "future_combo" or "option_combo" or "combo"))
                call.Refuse(Refusal.InvalidParam("kind", "wrong format"));
        }

        return wants;
    }

    /// <summary>Reads <c>currency</c>, one or a list: which settlement currencies are meant.</summary>
    public static Func<Listing, bool> Currencies(Call call)
    {
        if (call.Parameters.Find("currency"u8, out _) != Parameters.Form.Nested)
        {
            string? currency = call.Currency(required: true);
            return listing => Settles(listing, currency);
        }

        HashSet<string> all = [.. call.RequiredTexts("currency"u8).Select(text => text.ToUpperInvariant())];
        return listing => all.Contains("ANY") || all.Contains(listing.Contract.Terms.Settlement);
    }

    /// <summary>Whether an instrument settles in a currency; each does where none is named.</summary>
    public static bool Settles(Listing listing, string? currency) => currency is null or "any" || listing.Contract.Terms.Settlement == currency;
}
