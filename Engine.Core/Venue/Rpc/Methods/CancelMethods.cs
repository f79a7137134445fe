using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Rpc.Methods.Orders;
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
        new("private/cancel_all_by_currency_pair", ByCurrencyPair, CreditClass.Matching) { Trades = true },
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
        Many(call, order => order.Label == label && OrderSelection.Settles(call.Exchange.Listings[order.Listing], currency));
    }

    private static void ByInstrument(Call call)
    {
        Listing listing = call.Listing();
        Func<OrderType, bool> types = OrderSelection.Types(call);
        Many(call, order => order.Listing == listing.Id && types(order.Type));
    }

    private static void ByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        ByListing(call, listing => OrderSelection.Settles(listing, currency));
    }

    private static void ByCurrencyPair(Call call)
    {
        string pair = call.RequiredText("currency_pair"u8);
        ByListing(call, listing => listing.Contract.Terms.Index == pair);
    }

    private static void ByKind(Call call)
    {
        Func<Listing, bool> currencies = OrderSelection.Currencies(call);
        ByListing(call, currencies);
    }

    private static void ByListing(Call call, Func<Listing, bool> which)
    {
        Func<OrderType, bool> types = OrderSelection.Types(call);
        bool wants = OrderSelection.WantsFutures(call);
        Many(call, order => wants && which(call.Exchange.Listings[order.Listing]) && types(order.Type));
    }

    /// <summary>Cancels the caller's orders that a condition picks and answers their number, or with <c>detailed</c> the orders.</summary>
    internal static void Many(Call call, Func<Order, bool> which)
    {
        bool detailed = call.Flag("detailed"u8) ?? false;
        bool freeze = call.Flag("freeze_quotes"u8) ?? false;
        if (call.Failed)
            return;
        if (freeze)
            call.Exchange.Quotes.Freeze(call.Account);
        List<Order> orders = [.. call.Account.OpenOrders.Where(which).OrderBy(order => order.Id)];
        orders.RemoveAll(order => call.Exchange.Desk.Cancel(order, CancelReason.UserRequest) is not null);
        if (!detailed)
        {
            call.Result.Int(orders.Count);
            return;
        }

        call.Result.BeginArray();
        foreach (IGrouping<int, Order> group in orders.GroupBy(order => (order.Listing * 2) + (order.Type.IsTrigger() ? 1 : 0)))
            Detail(call, call.Exchange.Listings[group.Key / 2], group.Key % 2 == 1, group);
        call.Result.EndArray();
    }

    private static void Detail(Call call, Listing listing, bool areTriggers, IEnumerable<Order> orders)
    {
        call.Result.BeginObject();
        call.Result.Text("currency"u8, listing.Contract.Terms.Settlement);
        call.Result.Ascii("type"u8, areTriggers ? "trigger"u8 : "limit"u8);
        call.Result.Ascii("instrument_name"u8, listing.Name);
        call.Result.BeginArray("result"u8);
        foreach (Order order in orders)
            OrderView.Write(call.Result, order, listing, call.Account);
        call.Result.EndArray();
        call.Result.EndObject();
    }
}
