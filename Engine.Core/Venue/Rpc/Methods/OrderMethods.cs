using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods;

/// <summary>Placing and editing orders.</summary>
internal static class OrderMethods
{
    public static IEnumerable<Method> All =>
    [
        new("private/buy", call => Place(call, Side.Buy), CreditClass.Matching) { Trades = true },
        new("private/sell", call => Place(call, Side.Sell), CreditClass.Matching) { Trades = true },
        new("private/edit", Edit, CreditClass.Matching) { Trades = true },
        new("private/edit_by_label", EditByLabel, CreditClass.Matching) { Trades = true },
        new("private/close_position", ClosePosition, CreditClass.Matching) { Trades = true },
    ];

    /// <summary>The order that <c>order_id</c> names, which must be the caller's.</summary>
    public static Order? FindOrder(Call call) => FindOrder(call, call.RequiredText("order_id"u8), "order_id");

    /// <summary>The order of an id that a parameter gave, which must be the caller's.</summary>
    public static Order? FindOrder(Call call, string id, string param)
    {
        if (call.Failed)
            return null;
        if (OrderIds.Find(call.Exchange, id, out bool isForm) is not Order order)
            call.Refuse(isForm ? Refusal.OrderNotFound : Refusal.InvalidParam(param, "invalid_order_id"));
        else if (order.Owner != call.Account.Id)
            call.Refuse(Refusal.NotOwner);
        else
            return order;
        return null;
    }

    private static void Place(Call call, Side side)
    {
        Listing listing = call.Listing();
        OrderType type = Type(call);
        long? amount = Amount(call, listing);
        string label = call.Text("label"u8) ?? "";
        var request = new OrderRequest
        {
            Side = side,
            Type = type,
            Trigger = type.IsTrigger() ? Source(call) : TriggerSource.None,
            TriggerE9 = type.IsTrigger() ? call.Decimal("trigger_price"u8) : null,
            TriggerOffsetE9 = type == OrderType.TrailingStop ? call.Decimal("trigger_offset"u8) : null,
            DisplayE9 = call.Decimal("display_amount"u8),
            TimeInForce = Lifetime(call),
            AmountE9 = amount ?? 0,
            PriceE9 = call.Decimal("price"u8),
            PostOnly = call.Flag("post_only"u8) ?? false,
            RejectPostOnly = call.Flag("reject_post_only"u8) ?? false,
            ReduceOnly = call.Flag("reduce_only"u8) ?? false,
            Mmp = call.Flag("mmp"u8) ?? false,
            ValidUntilMs = call.Int("valid_until"u8) ?? 0,
            Label = label,
            SessionId = call.Session.Id,
        };
        if (label.Length > OrderRules.MaxLabel)
            call.Refuse(Refusal.InvalidParam("label", "value is too long"));
        if (amount is null)
            call.Refuse(Refusal.Missing("amount"));
        if (call.Failed)
            return;
        if ((request.Mmp ? call.Exchange.Guard.Check(call.Account, listing, side, request.AmountE9, request.PriceE9) : null) is Refusal unprotected)
            call.Refuse(unprotected);
        else if (call.Exchange.Desk.Place(call.Account, listing, request, out Order? order) is Refusal refusal)
            call.Refuse(refusal);
        else
            Answer(call, order!, listing);
    }

    private static void Edit(Call call)
    {
        Order? order = FindOrder(call);
        // A quote is changed by the next quote only.
        if (order?.Quote is not null)
            call.Refuse(Refusal.OrderNotFound);
        else if (order is not null)
            Edit(call, order);
    }

    private static void EditByLabel(Call call)
    {
        Listing listing = call.Listing();
        string label = call.RequiredText("label"u8);
        if (call.Failed)
            return;
        Order[] found = [.. call.Account.OpenOrders.Where(order => order.Listing == listing.Id && order.Label == label && order.Quote is null).Take(2)];
        if (found.Length == 1)
            Edit(call, found[0]);
        else
            call.Refuse(found.Length == 0 ? Refusal.OrderNotFound : Refusal.NonUniqueLabel);
    }

    private static void Edit(Call call, Order order)
    {
        Listing listing = call.Exchange.Listings[order.Listing];
        var request = new EditRequest
        {
            AmountE9 = Amount(call, listing),
            PriceE9 = call.Decimal("price"u8),
            PostOnly = call.Flag("post_only"u8),
            RejectPostOnly = call.Flag("reject_post_only"u8),
            ReduceOnly = call.Flag("reduce_only"u8),
            DisplayE9 = call.Decimal("display_amount"u8),
            TriggerE9 = order.Type.IsTrigger() ? call.Decimal("trigger_price"u8) : null,
            TriggerOffsetE9 = order.Type == OrderType.TrailingStop ? call.Decimal("trigger_offset"u8) : null,
            ValidUntilMs = call.Int("valid_until"u8) ?? 0,
        };
        if (call.Flag("mmp"u8) is bool mmp && mmp != order.Mmp)
            call.Refuse(Refusal.InvalidParam("mmp", "editing mmp flag is not supported"));
        if (order is { Mmp: true, IsResting: true } && call.Exchange.Guard.Check(call.Account, listing, order.Side, Rest(request, order, listing), request.PriceE9, order) is Refusal unprotected)
            call.Refuse(unprotected);
        if (call.Failed)
            return;
        if (call.Exchange.Desk.Edit(call.Account, order, request) is Refusal refusal)
            call.Refuse(refusal);
        else
            Answer(call, order, listing);
    }

    /// <summary>What would rest after an edit, whose amount is the new total.</summary>
    private static long? Rest(in EditRequest request, Order order, Listing listing) =>
        request.AmountE9 is long total ? Math.Max(0, total - (order.FilledLots * listing.Instrument.LotE9)) : null;

    private static void ClosePosition(Call call)
    {
        Listing listing = call.Listing();
        string type = call.Word("type"u8, "limit", "market") ?? "limit";
        long? price = call.Decimal("price"u8);
        if (call.Failed)
            return;
        long lots = call.Account.Positions[listing.Id].Lots;
        if (lots == 0)
        {
            call.Refuse(Refusal.AlreadyClosed);
            return;
        }

        var request = new OrderRequest
        {
            Side = lots > 0 ? Side.Sell : Side.Buy,
            Type = type == "market" ? OrderType.Market : OrderType.Limit,
            AmountE9 = Math.Abs(lots) * listing.Instrument.LotE9,
            PriceE9 = price,
            ReduceOnly = true,
            Label = "",
            SessionId = call.Session.Id,
        };
        if (call.Exchange.Desk.Place(call.Account, listing, request, out Order? order) is Refusal refusal)
            call.Refuse(refusal);
        else
            Answer(call, order!, listing);
    }

    /// <summary>Amount or contracts, which must agree when both are given.</summary>
    private static long? Amount(Call call, Listing listing)
    {
        long? amount = call.Decimal("amount"u8);
        if (call.Decimal("contracts"u8) is not long contracts || call.Failed)
            return amount;
        Int128 wide = (Int128)contracts * listing.Instrument.LotE9 / Decimals.One;
        long asAmount = wide > long.MaxValue || wide < 0 ? long.MaxValue : (long)wide;
        if (amount is not null && amount != asAmount)
            call.Refuse(Refusal.InvalidParam("contracts", "must agree with amount"));
        return asAmount;
    }

    private static TimeInForce Lifetime(Call call) =>
        call.Word("time_in_force"u8, "good_til_cancelled", "good_til_day", "fill_or_kill", "immediate_or_cancel") switch
        {
            "good_til_day" => TimeInForce.GoodTilDay,
            "fill_or_kill" => TimeInForce.FillOrKill,
            "immediate_or_cancel" => TimeInForce.ImmediateOrCancel,
            _ => TimeInForce.GoodTilCancelled,
        };

    private static OrderType Type(Call call) =>
        call.Word("type"u8, "limit", "market", "market_limit", "stop_limit", "stop_market", "take_limit", "take_market", "trailing_stop") switch
        {
            "market" => OrderType.Market,
            "market_limit" => OrderType.MarketLimit,
            "stop_limit" => OrderType.StopLimit,
            "stop_market" => OrderType.StopMarket,
            "take_limit" => OrderType.TakeLimit,
            "take_market" => OrderType.TakeMarket,
            "trailing_stop" => OrderType.TrailingStop,
            _ => OrderType.Limit,
        };

    private static TriggerSource Source(Call call) => call.Word("trigger"u8, "index_price", "mark_price", "last_price") switch
    {
        "index_price" => TriggerSource.Index,
        "mark_price" => TriggerSource.Mark,
        "last_price" => TriggerSource.Last,
        _ => TriggerSource.None,
    };

    /// <summary>The order and its trades; of a held order when it has entered the book.</summary>
    private static void Answer(Call call, Order order, Listing listing)
    {
        if (order.State == OrderState.SpeedBumped)
        {
            AnswerLater(call, order, listing);
            return;
        }

        call.Result.BeginObject();
        call.Result.Name("order"u8);
        OrderView.Write(call.Result, order, listing, call.Account);
        call.Result.BeginArray("trades"u8);
        foreach (UserTrade trade in call.Exchange.Desk.TradesOf(call.Account, order))
            OrderView.Write(call.Result, trade, listing, call.Account);
        call.Result.EndArray();
        call.Result.EndObject();
    }

    private static void AnswerLater(Call call, Order order, Listing listing) =>
        call.Defer(known => call.Exchange.Desk.Bump.Then(order, known), later => Answer(later, order, listing));
}
