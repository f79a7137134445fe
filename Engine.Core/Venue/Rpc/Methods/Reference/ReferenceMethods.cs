using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Methods.Public;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Reference;

/// <summary>Public reference data: expirations, and what the venue has of options and combos, which is nothing here.</summary>
internal static class ReferenceMethods
{
    public static IEnumerable<Method> All =>
    [
        new("public/get_expirations", GetExpirations),
        new("public/get_mark_price_history", GetMarkPriceHistory),
        new("public/get_order_book_by_instrument_id", GetOrderBook),
        new("public/get_combos", GetCombos),
        new("public/get_combo_ids", GetCombos),
        new("public/get_combo_details", GetCombo),
        new("public/get_rfqs", GetCombos),
    ];

    private static void GetExpirations(Call call)
    {
        string? currency = call.Text("currency"u8) is "grouped" ? "grouped" : call.Currency(required: true);
        string? kind = call.Word("kind"u8, "any", "future", "option");
        if (kind is null)
            call.Refuse(Refusal.Missing("kind"));
        if (call.Failed)
            return;
        JsonText to = call.Result;
        to.BeginObject();
        if (currency == "any")
            Kinds(to, call.Exchange.Listings, kind!);
        else
        {
            foreach (IGrouping<string, Listing> group in call.Exchange.Listings.GroupBy(listing => listing.Contract.Terms.Settlement))
            {
                if (currency != "grouped" && currency != group.Key)
                    continue;
                to.Name(System.Text.Encoding.ASCII.GetBytes(group.Key.ToLowerInvariant()));
                to.BeginObject();
                Kinds(to, group, kind!);
                to.EndObject();
            }
        }

        to.EndObject();
    }

    private static void Kinds(JsonText to, IEnumerable<Listing> listings, string kind)
    {
        if (kind is "any" or "option")
        {
            to.BeginArray("option"u8);
            to.EndArray();
        }

        if (kind is not ("any" or "future"))
            return;
        to.BeginArray("future"u8);
        foreach (string expiration in listings.Select(listing => listing.Instrument.Name[(listing.Instrument.Name.LastIndexOf('-') + 1)..]).Distinct())
            to.Text(expiration);
        to.EndArray();
    }

    /// <summary>The venue keeps it for some options only; a perpetual's list is empty.</summary>
    private static void GetMarkPriceHistory(Call call)
    {
        call.Listing();
        if (call.Int("start_timestamp"u8) is null)
            call.Refuse(Refusal.Missing("start_timestamp"));
        if (call.Int("end_timestamp"u8) is null)
            call.Refuse(Refusal.Missing("end_timestamp"));
        if (call.Failed)
            return;
        call.Result.BeginArray();
        call.Result.EndArray();
    }

    private static void GetOrderBook(Call call)
    {
        long? id = call.Int("instrument_id"u8);
        int depth = QuoteMethods.Depth(call);
        Listing? listing = Array.Find(call.Exchange.Listings, candidate => candidate.Contract.Terms.InstrumentId == id);
        if (id is null)
            call.Refuse(Refusal.Missing("instrument_id"));
        else if (listing is null)
            call.Refuse(Refusal.InvalidParam("instrument_id", "instrument not found"));
        if (!call.Failed)
            MarketView.OrderBook(call.Result, listing!, depth, call.NowMs);
    }

    /// <summary>There are no combos and nobody asks for quotes.</summary>
    private static void GetCombos(Call call)
    {
        call.Currency(required: true);
        if (call.Failed)
            return;
        call.Result.BeginArray();
        call.Result.EndArray();
    }

    private static void GetCombo(Call call)
    {
        call.RequiredText("combo_id"u8);
        call.Refuse(Refusal.InvalidParam("combo_id", "combo not found"));
    }
}
