using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Taking orders back, one or many.</summary>
internal static class CancelMethods
{
    public static IEnumerable<Method> All =>
    [
        new("private/cancel", Cancel, CreditClass.Matching) { Trades = true },
        new("private/cancel_by_label", ByLabel, CreditClass.Matching) { Trades = true, CreditsOf = Wide },
        new("private/cancel_all", call => Many(call, _ => true), CreditClass.CancelAll) { Trades = true },
        new("private/cancel_all_by_instrument", ByInstrument, CreditClass.Matching) { Trades = true },
        new("private/cancel_all_by_currency", ByCurrency, CreditClass.Matching) { Trades = true },
        new("private/cancel_all_by_kind_or_type", ByKind, CreditClass.Matching) { Trades = true, CreditsOf = Wide },
    ];

    /// <summary>What spans all currencies draws on the bucket of cancelling everything.</summary>
    private static CreditClass Wide(Call call) =>
        call.Parameters.Find("currency"u8, out ReadOnlySpan<byte> currency) is Parameters.Form.Absent or Parameters.Form.Null || currency.SequenceEqual("any"u8)
            ? CreditClass.CancelAll
            : CreditClass.Matching;

    private static void Cancel(Call call)
    {
        Order? order = OrderMethods.FindOrder(call);
        if (order is null)
            return;
        if (call.Exchange.Desk.Cancel(order, CancelReason.UserRequest) is Refusal refusal)
            call.Refuse(refusal);
        else
            OrderView.Write(call.Result, order, call.Exchange.Listings[order.Listing], call.Account);
    }

    private static void ByLabel(Call call)
    {
        string label = call.RequiredText("label"u8);
        string? currency = call.Currency(required: false);
        Many(call, order => order.Label == label && Settles(call, order, currency));
    }

    private static void ByInstrument(Call call)
    {
        Listing listing = call.Listing();
        bool limit = WantsLimit(call);
        Many(call, order => limit && order.Listing == listing.Id);
    }

    private static void ByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        bool limit = WantsLimit(call) && WantsFutures(call);
        Many(call, order => limit && Settles(call, order, currency));
    }

    private static void ByKind(Call call)
    {
        string? currency = call.Currency(required: true);
        bool limit = WantsLimit(call) && WantsFutures(call);
        Many(call, order => limit && Settles(call, order, currency));
    }

    /// <summary>Plain limit orders are the only kind that rests.</summary>
    private static bool WantsLimit(Call call) => call.Text("type"u8) is null or "all" or "limit";

    private static bool WantsFutures(Call call) => call.Text("kind"u8) is null or "any" or "future";

    private static bool Settles(Call call, Order order, string? currency) =>
        currency is null or "any" || call.Exchange.Listings[order.Listing].Contract.Terms.Settlement == currency;

    /// <summary>Cancels the caller's orders that a condition picks and answers their number, or with <c>detailed</c> the orders.</summary>
    internal static void Many(Call call, Func<Order, bool> which)
    {
        bool detailed = call.Flag("detailed"u8) ?? false;
        bool freeze = call.Flag("freeze_quotes"u8) ?? false;
        if (call.Failed)
            return;
        if (freeze)
            call.Exchange.Quotes.Freeze(call.Account);
        Order[] orders = [.. call.Account.OpenOrders.Where(which).OrderBy(order => order.Id)];
        foreach (Order order in orders)
            call.Exchange.Desk.Cancel(order, CancelReason.UserRequest);
        if (!detailed)
        {
            call.Result.Int(orders.Length);
            return;
        }

        call.Result.BeginArray();
        foreach (IGrouping<int, Order> group in orders.GroupBy(order => order.Listing))
            Detail(call, call.Exchange.Listings[group.Key], group);
        call.Result.EndArray();
    }

    private static void Detail(Call call, Listing listing, IEnumerable<Order> orders)
    {
        call.Result.BeginObject();
        call.Result.Text("currency"u8, listing.Contract.Terms.Settlement);
        call.Result.Ascii("type"u8, "limit"u8);
        call.Result.Ascii("instrument_name"u8, listing.Name);
        call.Result.BeginArray("result"u8);
        foreach (Order order in orders)
            OrderView.Write(call.Result, order, listing, call.Account);
        call.Result.EndArray();
        call.Result.EndObject();
    }
}
