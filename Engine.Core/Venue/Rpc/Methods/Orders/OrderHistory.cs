using System.Globalization;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Orders;

/// <summary>Own orders that are done, newest first: what traded, and on demand what was cancelled without a trade.</summary>
internal static class OrderHistory
{
    // The index that the historical flag reads is written a little later; by how much is not published.
    private const long IndexLagNs = 10_000_000_000;

    public static void ByInstrument(Call call)
    {
        Listing listing = call.Listing();
        Answer(call, order => order.Listing == listing.Id);
    }

    public static void ByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        bool wants = OrderSelection.WantsFutures(call);
        Answer(call, order => wants && OrderSelection.Settles(call.Exchange.Listings[order.Listing], currency));
    }

    /// <summary>There is nothing older than what is kept, so that <c>include_old</c> adds nothing.</summary>
    private static void Answer(Call call, Func<Order, bool> which)
    {
        int count = call.Int("count"u8, 20, 1, 1000);
        int offset = call.Int("offset"u8, 0, 0, int.MaxValue);
        bool unfilled = call.Flag("include_unfilled"u8) ?? false;
        call.Flag("include_old"u8);
        long untilNs = call.Flag("historical"u8) ?? false ? call.NowNs - IndexLagNs : long.MaxValue;
        bool withContinuation = call.Flag("with_continuation"u8) ?? false;
        string? continuation = call.Text("continuation"u8);
        int from = 0;
        Order[] done = [.. call.Exchange.Register.DoneOf(call.Account)
            .Where(order => which(order) && (unfilled || order.FilledLots > 0) && order.UpdatedNs <= untilNs).Reverse()];
        if (continuation is not null)
            from = Array.FindIndex(done, order => Token(order) == continuation) + 1;
        if (continuation is not null && from == 0)
            call.Refuse(Refusal.InvalidParam("continuation", "wrong format"));
        if (call.Failed)
            return;
        Order[] page = [.. done.Skip(from).Skip(offset).Take(count)];
        if (withContinuation)
            call.Result.BeginObject();
        if (withContinuation)
            call.Result.Name("orders"u8);
        call.Result.BeginArray();
        foreach (Order order in page)
            OrderView.Write(call.Result, order, call.Exchange.Listings[order.Listing], call.Account);
        call.Result.EndArray();
        if (!withContinuation)
            return;
        if (page.Length == 0 || page[^1] == done[^1])
            call.Result.Null("continuation"u8);
        else
            call.Result.Text("continuation"u8, Token(page[^1]));
        call.Result.EndObject();
    }

    /// <summary>Names the last order that a page has shown.</summary>
    private static string Token(Order order) => order.StarbaseId.ToString("x", CultureInfo.InvariantCulture);
}
