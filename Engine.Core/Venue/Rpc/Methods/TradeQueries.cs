using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Reading own trades.</summary>
internal static class TradeQueries
{
    private const long KeptMs = 24L * 3_600_000;
    private const long IndexLagMs = 10_000; // as of done orders

    public static IEnumerable<Method> All =>
    [
        new("private/get_user_trades_by_instrument", ByInstrument),
        new("private/get_user_trades_by_instrument_and_time", ByInstrument),
        new("private/get_user_trades_by_currency", ByCurrency),
        new("private/get_user_trades_by_currency_and_time", ByCurrency),
        new("private/get_user_trades_by_order", ByOrder),
    ];

    private static void ByInstrument(Call call)
    {
        Listing listing = call.Listing();
        var window = TradeWindow.Read(call);
        if (!call.Failed)
            Answer(call, Kept(call, window), [.. call.Account.TradesByListing[listing.Id].Select(trade => (listing, trade))]);
    }

    private static void ByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        string? kind = call.Word("kind"u8, "any", "future", "option", "spot", "future_combo", "option_combo", "combo");
        long? from = TradeIds.Read(call, "start_id"u8);
        long? to = TradeIds.Read(call, "end_id"u8);
        var window = TradeWindow.Read(call);
        if (call.Failed)
            return;
        Answer(call, Kept(call, window) with { FromSequence = long.MinValue, ToSequence = long.MaxValue },
        [
            .. call.Exchange.Listings
                .Where(listing => kind is null or "any" or "future" && (currency == "any" || listing.Contract.Terms.Settlement == currency))
                .SelectMany(listing => call.Account.TradesByListing[listing.Id].Select(trade => (listing, trade)))
                .Where(pair => (from is null || pair.trade.Print.TradeId >= from) && (to is null || pair.trade.Print.TradeId <= to))
                .OrderBy(pair => pair.trade.Print.TimestampNs).ThenBy(pair => pair.trade.Print.TradeId),
        ]);
    }

    private static void ByOrder(Call call)
    {
        bool ascending = call.Word("sorting"u8, "asc", "desc", "default") == "asc";
        Order? order = OrderMethods.FindOrder(call);
        if (order is null)
            return;
        TradeWindow kept = Kept(call, new TradeWindow(0, 0, long.MinValue, long.MaxValue, 0, false));
        Listing listing = call.Exchange.Listings[order.Listing];
        IEnumerable<UserTrade> trades = call.Account.TradesByListing[order.Listing].Where(trade => trade.OrderId == order.Id && trade.Print.TimestampMs >= kept.FromMs && trade.Print.TimestampMs <= kept.ToMs);
        call.Result.BeginArray();
        foreach (UserTrade trade in ascending ? trades : trades.Reverse())
            OrderView.Write(call.Result, trade, listing, call.Account);
        call.Result.EndArray();
    }

    /// <summary>Trades of the last day, unless the history is asked for, whose index is written a little later.</summary>
    private static TradeWindow Kept(Call call, in TradeWindow window) => (call.Flag("historical"u8) ?? false)
        ? window with { ToMs = Math.Min(window.ToMs, call.NowMs - IndexLagMs) }
        : window with { FromMs = Math.Max(window.FromMs, call.NowMs - KeptMs) };

    private static void Answer(Call call, TradeWindow window, List<(Listing Listing, UserTrade Trade)> trades)
    {
        call.Result.BeginObject();
        call.Result.BeginArray("trades"u8);
        bool more = window.Select(
            trades.Count,
            i => trades[i].Trade.Print.Sequence,
            i => trades[i].Trade.Print.TimestampMs,
            i => OrderView.Write(call.Result, trades[i].Trade, trades[i].Listing, call.Account));
        call.Result.EndArray();
        call.Result.Bool("has_more"u8, more);
        call.Result.EndObject();
    }
}
