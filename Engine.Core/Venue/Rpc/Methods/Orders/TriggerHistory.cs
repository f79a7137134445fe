using System.Globalization;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Orders;

/// <summary>What became of the account's trigger orders, newest first: set off, refused when set off, or taken back.</summary>
internal static class TriggerHistory
{
    public static IEnumerable<Method> All => [new("private/get_trigger_order_history", Read)];

    private static void Read(Call call)
    {
        string? currency = call.Currency(required: true);
        string? name = call.Text("instrument_name"u8);
        int count = call.Int("count"u8, 20, 1, 1000);
        string? continuation = call.Text("continuation"u8);
        Listing? only = name is null ? null : call.Listing();
        if (call.Failed)
            return;
        Order[] all = [.. call.Exchange.Register.DoneOf(call.Account)
            .Where(order => order.Type.IsTrigger() && OrderSelection.Settles(call.Exchange.Listings[order.Listing], currency) && (only is null || order.Listing == only.Id))
            .Reverse()];
        int from = 0;
        if (continuation is not (null or "" or "none"))
        {
            from = Array.FindIndex(all, order => Token(order) == continuation) + 1;
            if (from == 0)
            {
                call.Refuse(Refusal.InvalidParam("continuation", "wrong format"));
                return;
            }
        }

        Order[] page = [.. all.Skip(from).Take(count)];
        call.Result.BeginObject();
        call.Result.BeginArray("entries"u8);
        foreach (Order order in page)
            Write(call.Result, order, call.Exchange.Listings[order.Listing]);
        call.Result.EndArray();
        call.Result.Text("continuation"u8, page.Length == 0 || page[^1] == all[^1] ? "none" : Token(page[^1]));
        call.Result.EndObject();
    }

    private static void Write(JsonText to, Order order, Listing listing)
    {
        Span<byte> id = stackalloc byte[OrderIds.MaxText];
        id = id[..OrderIds.Format(id, listing, order)];
        long tickE9 = listing.Instrument.TickE9;
        to.BeginObject();
        to.FloatE9("trigger_price"u8, order.TriggerTicks * tickE9);
        to.Ascii("trigger_order_id"u8, id);
        if (order.Type == OrderType.TrailingStop)
            to.FloatE9("trigger_offset"u8, order.TriggerOffsetTicks * tickE9);
        to.Ascii("trigger"u8, Words.Of(order.Trigger));
        to.Int("timestamp"u8, order.UpdatedMs);
        to.Ascii("request"u8, order.State == OrderState.Cancelled ? "cancel"u8 : "trigger:order"u8);
        to.Bool("reduce_only"u8, order.ReduceOnly);
        if (order.Type.IsMarket())
            to.Ascii("price"u8, "market_price"u8);
        else
            to.FloatE9("price"u8, order.PriceTicks * tickE9);
        to.Bool("post_only"u8, order.PostOnly);
        to.Ascii("order_type"u8, Words.Of(order.Type.Triggered()));
        to.Ascii("order_state"u8, Words.Of(order.State));
        to.Ascii("order_id"u8, id);
        to.Int("last_update_timestamp"u8, order.UpdatedMs);
        if (order.Label.Length > 0)
            to.Text("label"u8, order.Label);
        to.Ascii("instrument_name"u8, listing.Name);
        to.Ascii("direction"u8, Words.Of(order.Side));
        to.FloatE9("amount"u8, order.Lots * listing.Instrument.LotE9);
        to.EndObject();
    }

    /// <summary>Names the last entry that a page has shown.</summary>
    private static string Token(Order order) => order.StarbaseId.ToString("x", CultureInfo.InvariantCulture);
}
