using Engine.Core.Venue.Market;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>Public trades, of one instrument or of all with a settlement currency.</summary>
internal static class TradeMethods
{
    public static IEnumerable<Method> All =>
    [
        new("public/get_last_trades_by_instrument", ByInstrument),
        new("public/get_last_trades_by_instrument_and_time", ByInstrument), // both times may be absent: clients leave the later one out
        new("public/get_last_trades_by_currency", ByCurrency),
        new("public/get_last_trades_by_currency_and_time", ByCurrency),
        new("public/get_trade_volumes", GetVolumes),
    ];

    private static void ByInstrument(Call call)
    {
        Listing listing = call.Listing();
        var window = TradeWindow.Read(call);
        if (!call.Failed)
            Answer(call, [listing], window, long.MinValue, long.MaxValue);
    }

    private static void ByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        string? kind = CatalogueMethods.Kind(call);
        long from = TradeIds.Read(call, "start_id"u8) ?? long.MinValue;
        long to = TradeIds.Read(call, "end_id"u8) ?? long.MaxValue;
        TradeWindow window = TradeWindow.Read(call) with { FromSequence = long.MinValue, ToSequence = long.MaxValue };
        if (!call.Failed)
            Answer(call, [.. CatalogueMethods.Matching(call, currency, kind)], window, from, to);
    }

    /// <summary>Merges the tapes trade by trade, so that the cost is what is written and not what is kept.</summary>
    private static void Answer(Call call, Listing[] listings, TradeWindow window, long fromId, long toId)
    {
        int[] at = new int[listings.Length];
        for (int i = 0; i < listings.Length; i++)
            at[i] = window.Start(listings[i].Tape);
        call.Result.BeginObject();
        call.Result.BeginArray("trades"u8);
        bool more = false;
        for (int written = 0; !more && Next(listings, at, window) is int next and >= 0;)
        {
            Print print = listings[next].Tape[at[next]];
            at[next] += window.Ascending ? 1 : -1;
            if (print.TradeId < fromId || print.TradeId > toId)
                continue;
            more = written == window.Count;
            if (written++ < window.Count)
                MarketView.Trade(call.Result, print, listings[next]);
        }

        call.Result.EndArray();
        call.Result.Bool("has_more"u8, more);
        call.Result.EndObject();
    }

    /// <summary>The tape whose trade comes next; -1 when all are through.</summary>
    private static int Next(Listing[] listings, int[] at, TradeWindow window)
    {
        int next = -1;
        for (int i = 0; i < at.Length; i++)
        {
            if (!window.Holds(listings[i].Tape, at[i]))
                continue;
            if (next < 0 || IsEarlier(listings[i].Tape[at[i]], listings[next].Tape[at[next]]) == window.Ascending)
                next = i;
        }

        return next;
    }

    private static bool IsEarlier(Print a, Print b) => a.TimestampNs != b.TimestampNs ? a.TimestampNs < b.TimestampNs : a.MatchId < b.MatchId;

    private static void GetVolumes(Call call)
    {
        bool extended = call.Flag("extended"u8) ?? false;
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (IGrouping<string, Listing> coin in call.Exchange.Listings.GroupBy(listing => listing.Contract.Terms.Base).OrderBy(coin => coin.Key, StringComparer.Ordinal))
            SummaryView.Volumes(call.Result, coin.Key, [.. coin], extended);
        call.Result.EndArray();
    }
}
