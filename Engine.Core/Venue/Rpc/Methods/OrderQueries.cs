using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Methods.Orders;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Reading own orders.</summary>
internal static class OrderQueries
{
    public static IEnumerable<Method> All =>
    [
        new("private/get_open_orders", call => Open(call, _ => true)),
        new("private/get_open_orders_by_instrument", ByInstrument),
        new("private/get_open_orders_by_currency", ByCurrency),
        new("private/get_open_orders_by_label", ByLabel),
        new("private/get_order_state", State),
        new("private/get_order_state_by_label", StateByLabel),
        new("private/get_order_history_by_instrument", OrderHistory.ByInstrument),
        new("private/get_order_history_by_currency", OrderHistory.ByCurrency),
    ];

    private static void ByInstrument(Call call)
    {
        Listing listing = call.Listing();
        Open(call, order => order.Listing == listing.Id);
    }

    private static void ByCurrency(Call call)
    {
        string? currency = call.Currency(required: true);
        Open(call, order => OrderSelection.Settles(Listing(call, order), currency));
    }

    private static void ByLabel(Call call)
    {
        string? currency = call.Currency(required: true);
        string? label = call.Text("label"u8);
        Open(call, order => (label is null || order.Label == label) && OrderSelection.Settles(Listing(call, order), currency));
    }

    private static void State(Call call)
    {
        if (OrderMethods.FindOrder(call) is Order order)
            OrderView.Write(call.Result, order, Listing(call, order), call.Account);
    }

    private static void StateByLabel(Call call)
    {
        string? currency = call.Currency(required: true);
        string label = call.RequiredText("label"u8);
        if (call.Failed)
            return;
        Write(call, call.Account.OpenOrders.Concat(call.Exchange.Register.DoneOf(call.Account))
            .Where(order => order.Label == label && OrderSelection.Settles(Listing(call, order), currency)));
    }

    private static void Open(Call call, Func<Order, bool> which)
    {
        bool wants = OrderSelection.WantsFutures(call);
        Func<OrderType, bool> types = OrderSelection.Types(call);
        if (call.Failed)
            return;
        Write(call, call.Account.OpenOrders.Where(order => wants && types(order.Type) && which(order)));
    }

    private static void Write(Call call, IEnumerable<Order> orders)
    {
        call.Result.BeginArray();
        foreach (Order order in orders.OrderBy(order => order.CreatedMs).ThenBy(order => Math.Abs(order.Id)))
            OrderView.Write(call.Result, order, Listing(call, order), call.Account);
        call.Result.EndArray();
    }

    private static Listing Listing(Call call, Order order) => call.Exchange.Listings[order.Listing];
}
