using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>What is listed: instruments and currencies.</summary>
internal static class CatalogueMethods
{
    public static IEnumerable<Method> All =>
    [
        new("public/get_instruments", GetInstruments, CreditClass.Instruments),
        new("public/get_instrument", GetInstrument),
        new("public/get_contract_size", GetContractSize),
        new("public/get_currencies", GetCurrencies),
    ];

    private static void GetInstruments(Call call)
    {
        string? currency = call.Currency(required: false);
        string? kind = Kind(call);
        bool expired = call.Flag("expired"u8) ?? false;
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (Listing listing in expired ? [] : Matching(call, currency, kind))
            InstrumentView.Write(call.Result, listing);
        call.Result.EndArray();
    }

    private static void GetInstrument(Call call)
    {
        Listing listing = call.Listing();
        if (!call.Failed)
            InstrumentView.Write(call.Result, listing);
    }

    private static void GetContractSize(Call call)
    {
        Listing listing = call.Listing();
        if (call.Failed)
            return;
        call.Result.BeginObject();
        InstrumentView.ContractSize(call.Result, "contract_size"u8, listing.Contract);
        call.Result.EndObject();
    }

    private static void GetCurrencies(Call call)
    {
        call.Result.BeginArray();
        foreach (Currency currency in Currency.All)
            CurrencyView.Write(call.Result, currency);
        call.Result.EndArray();
    }

    /// <summary>The optional kind of instrument.</summary>
    public static string? Kind(Call call) => call.Word("kind"u8, "future", "option", "spot", "future_combo", "option_combo", "combo", "any");

    /// <summary>Listed instruments of a settlement currency and kind, either of which may be absent.</summary>
    public static IEnumerable<Listing> Matching(Call call, string? currency, string? kind) => kind is null or "future" or "any"
        ? call.Exchange.Listings.Where(listing => currency is null or "any" || listing.Contract.Terms.Settlement == currency)
        : [];
}
