using Engine.Core.Primitives;
using Engine.Core.Venue.Clearing;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Money;

/// <summary>What margin an order would need, or an open one does.</summary>
internal static class MarginMethods
{
    private const int Places = 8;

    public static IEnumerable<Method> All =>
    [
        new("private/get_margins", GetMargins),
        new("private/get_order_margin_by_ids", GetOrderMargins),
    ];

    /// <summary>The margin that the desk would reserve more, at the mark price as everywhere here; 0 for a side that only closes.</summary>
    private static void GetMargins(Call call)
    {
        Listing listing = call.Listing();
        long? amount = call.Decimal("amount"u8);
        long? price = call.Decimal("price"u8);
        long lots = 0;
        if (amount is null)
            call.Refuse(Refusal.Missing("amount"));
        if (price is null)
            call.Refuse(Refusal.Missing("price"));
        if (!call.Failed && (OrderRules.Amount(listing, amount!.Value, out lots) ?? OrderRules.Price(listing, price!.Value, out _)) is Refusal refusal)
            call.Refuse(refusal);
        if (!call.Failed && (RiskLimits.IsTooLarge(call.Account, listing, Side.Buy, lots) || RiskLimits.IsTooLarge(call.Account, listing, Side.Sell, lots)))
            call.Refuse(Refusal.InvalidParam("amount", "value is too high"));
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.Money("buy"u8, RiskLimits.MoreMargin(call.Account, listing, lots, 0), Places);
        call.Result.Money("sell"u8, RiskLimits.MoreMargin(call.Account, listing, 0, lots), Places);
        call.Result.FloatE9("min_price"u8, listing.Mark.MinTicks * listing.Instrument.TickE9);
        call.Result.FloatE9("max_price"u8, listing.Mark.MaxTicks * listing.Instrument.TickE9);
        call.Result.EndObject();
    }

    /// <summary>How much less margin the account would need without each of the orders.</summary>
    private static void GetOrderMargins(Call call)
    {
        var orders = new List<Order>();
        foreach (string id in call.RequiredTexts("ids"u8).ToArray())
        {
            if (OrderMethods.FindOrder(call, id, "ids") is Order order)
                orders.Add(order);
        }

        if (call.Failed)
            return;
        JsonText result = call.Result;
        result.BeginArray();
        foreach (Order order in orders)
        {
            Listing listing = call.Exchange.Listings[order.Listing];
            long rest = order.IsResting ? order.RestLots : 0;
            decimal margin = order.Side == Side.Buy ? -RiskLimits.MoreMargin(call.Account, listing, -rest, 0) : -RiskLimits.MoreMargin(call.Account, listing, 0, -rest);
            result.BeginObject();
            OrderView.Id(result, "order_id"u8, listing, order.Id);
            result.Money("initial_margin"u8, margin, Places);
            result.Ascii("initial_margin_currency"u8, listing.Contract.SettlementUtf8);
            result.EndObject();
        }

        result.EndArray();
    }
}
