using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Reference;

/// <summary>Public reference data: sizes, expirations, index names, the day's volumes.</summary>
internal static class ReferenceMethods
{
    public static IEnumerable<Method> All =>
    [
        new("public/get_contract_size", GetContractSize),
        new("public/get_expirations", GetExpirations),
        new("public/get_supported_index_names", GetIndexNames),
        new("public/get_trade_volumes", GetTradeVolumes),
        new("public/get_mark_price_history", GetMarkPriceHistory),
        new("public/get_order_book_by_instrument_id", GetOrderBook),
        new("public/get_combos", GetCombos),
        new("public/get_combo_ids", GetCombos),
        new("public/get_combo_details", GetCombo),
        new("public/get_rfqs", GetCombos),
    ];

    private static void GetContractSize(Call call)
    {
        Listing listing = call.Listing();
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.FloatE9("contract_size"u8, listing.Contract.Terms.ContractSizeE9);
        call.Result.EndObject();
    }

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

    private static void GetIndexNames(Call call)
    {
        call.Word("type"u8, "all", "spot", "derivative");
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (string index in call.Exchange.Listings.Select(listing => listing.Contract.Terms.Index).Distinct())
            call.Result.Text(index);
        call.Result.EndArray();
    }

    private static void GetTradeVolumes(Call call)
    {
        call.Flag("extended"u8);
        if (call.Failed)
            return;
        JsonText to = call.Result;
        to.BeginArray();
        foreach (IGrouping<string, Listing> pair in call.Exchange.Listings.GroupBy(listing => listing.Contract.Terms.Index))
        {
            to.BeginObject();
            to.Float("spot_volume"u8, 0);
            to.Float("puts_volume"u8, 0);
            to.Float("futures_volume"u8, Math.Round(pair.Sum(listing => listing.Stats.Volume), 8));
            to.Text("currency_pair"u8, pair.Key);
            to.Text("currency"u8, pair.First().Contract.Terms.Base);
            to.Float("calls_volume"u8, 0);
            to.EndObject();
        }

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
        int depth = call.Int("depth"u8, 5, 1, 10_000);
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
