using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Public reads: instruments, ticker, book, trades.</summary>
internal static class MarketMethods
{
    public static IEnumerable<Method> All =>
    [
        new("public/get_instruments", GetInstruments, CreditClass.Instruments),
        new("public/get_instrument", GetInstrument),
        new("public/ticker", Ticker),
        new("public/get_order_book", GetOrderBook),
        new("public/get_index_price", GetIndexPrice),
        new("public/get_last_trades_by_instrument", GetLastTrades),
        new("public/get_last_trades_by_instrument_and_time", GetLastTrades),
    ];

    private static void GetInstruments(Call call)
    {
        string? currency = call.Currency(required: false);
        string? kind = call.Word("kind"u8, "future", "option", "spot", "future_combo", "option_combo");
        bool expired = call.Flag("expired"u8) ?? false;
        if (call.Failed)
            return;
        call.Result.BeginArray();
        if (!expired && kind is null or "future")
        {
            foreach (Listing listing in call.Exchange.Listings)
            {
                if (currency is null or "any" || listing.Contract.Terms.Settlement == currency)
                    InstrumentView.Write(call.Result, listing);
            }
        }

        call.Result.EndArray();
    }

    private static void GetInstrument(Call call)
    {
        Listing listing = call.Listing();
        if (!call.Failed)
            InstrumentView.Write(call.Result, listing);
    }

    private static void Ticker(Call call)
    {
        Listing listing = call.Listing();
        if (!call.Failed)
            MarketView.Ticker(call.Result, listing, call.NowMs);
    }

    private static void GetOrderBook(Call call)
    {
        Listing listing = call.Listing();
        int depth = call.Int("depth"u8, 5, 1, 10_000);
        if (!call.Failed)
            MarketView.OrderBook(call.Result, listing, depth, call.NowMs);
    }

    private static void GetIndexPrice(Call call)
    {
        string name = call.RequiredText("index_name"u8);
        Listing? listing = Array.Find(call.Exchange.Listings, candidate => candidate.Contract.Terms.Index == name);
        if (listing is null)
            call.Refuse(Refusal.InvalidParam("index_name", "wrong format"));
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.FloatE9("index_price"u8, listing!.Mark.IndexE9);
        call.Result.FloatE9("estimated_delivery_price"u8, listing.Mark.IndexE9);
        call.Result.EndObject();
    }

    private static void GetLastTrades(Call call)
    {
        Listing listing = call.Listing();
        var window = TradeWindow.Read(call);
        if (call.Failed)
            return;
        Tape tape = listing.Tape;
        call.Result.BeginObject();
        call.Result.BeginArray("trades"u8);
        bool more = window.Select(tape.Count, i => tape[i].Sequence, i => tape[i].TimestampMs, i => MarketView.Trade(call.Result, tape[i], listing));
        call.Result.EndArray();
        call.Result.Bool("has_more"u8, more);
        call.Result.EndObject();
    }
}
