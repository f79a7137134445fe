using Engine.Core.Venue.Market;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>What an instrument stands at: ticker, book, summary.</summary>
internal static class QuoteMethods
{
    /// <summary>The depths that the venue has.</summary>
    private static readonly int[] s_depths = [1, 5, 10, 20, 50, 100, 1000, 10_000];

    public static IEnumerable<Method> All =>
    [
        new("public/ticker", Ticker),
        new("public/get_order_book", GetOrderBook),
        new("public/get_book_summary_by_instrument", GetSummaryByInstrument),
        new("public/get_book_summary_by_currency", GetSummaryByCurrency),
    ];

    private static void Ticker(Call call)
    {
        Listing listing = call.Listing();
        if (!call.Failed)
            MarketView.Ticker(call.Result, listing, call.NowMs);
    }

    /// <summary>A depth that the venue does not have is taken as the next larger one: clients ask for any.</summary>
    public static int Depth(Call call)
    {
        int asked = call.Int("depth"u8, 5, 1, s_depths[^1]);
        return Array.Find(s_depths, known => known >= asked);
    }

    private static void GetOrderBook(Call call)
    {
        Listing listing = call.Listing();
        int depth = Depth(call);
        if (!call.Failed)
            MarketView.OrderBook(call.Result, listing, depth, call.NowMs);
    }

    private static void GetSummaryByInstrument(Call call)
    {
        Listing listing = call.Listing();
        if (!call.Failed)
            Answer(call, [listing]);
    }

    private static void GetSummaryByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        string? kind = CatalogueMethods.Kind(call);
        if (!call.Failed)
            Answer(call, CatalogueMethods.Matching(call, currency, kind));
    }

    private static void Answer(Call call, IEnumerable<Listing> listings)
    {
        call.Result.BeginArray();
        foreach (Listing listing in listings)
            SummaryView.Write(call.Result, listing, call.NowMs);
        call.Result.EndArray();
    }
}
