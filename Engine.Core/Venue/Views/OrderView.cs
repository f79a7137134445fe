using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>Orders and own trades as the venue writes them, keys in its order.</summary>
internal static class OrderView
{
    public static void Write(JsonText to, Order order, Listing listing, Account account)
    {
        Instrument instrument = listing.Instrument;
        to.BeginObject();
        to.Text("label"u8, order.Label);
        if (order.Type.IsTrigger() && order.Type.IsMarket())
            to.Ascii("price"u8, "market_price"u8);
        else
            to.FloatE9("price"u8, order.PriceTicks * instrument.TickE9);
        to.Int("user_id"u8, account.UserId);
        to.FloatE9("amount"u8, order.Lots * instrument.LotE9);
        to.Ascii("direction"u8, Words.Of(order.Side));
        to.Ascii("time_in_force"u8, Words.Of(order.TimeInForce));
        to.Ascii("instrument_name"u8, listing.Name);
        to.Bool("web"u8, false);
        to.Bool("api"u8, order.IsApi);
        Span<byte> id = stackalloc byte[OrderIds.MaxText];
        to.Ascii("order_id"u8, id[..OrderIds.Format(id, listing, order)]);
        to.Int("creation_timestamp"u8, order.CreatedMs);
        to.Bool("replaced"u8, order.Replaced);
        to.FloatE9("filled_amount"u8, order.FilledLots * instrument.LotE9);
        to.Int("last_update_timestamp"u8, order.UpdatedMs);
        to.Bool("post_only"u8, order.PostOnly);
        to.Bool("reduce_only"u8, order.ReduceOnly);
        if (!Words.Of(order.CancelReason).IsEmpty)
            to.Ascii("cancel_reason"u8, Words.Of(order.CancelReason));
        decimal average = listing.Contract.AveragePrice(listing.Contract.Amount(order.FilledLots), order.FilledValue);
        to.Money("average_price"u8, average, listing.Contract.Terms.PricePlaces);
        to.Bool("mmp"u8, order.Mmp);
        Making(to, order);
        to.FloatE9("contracts"u8, order.Lots * Decimals.One);
        if (order.PostOnly)
            to.Bool("reject_post_only"u8, order.RejectPostOnly);
        to.Ascii("order_state"u8, Words.Of(order.State));
        to.Ascii("order_type"u8, Words.Of(order.Type));
        to.Bool("is_liquidation"u8, order.IsLiquidation);
        to.Bool("risk_reducing"u8, false);
        if (order.DisplayLots > 0)
            Iceberg(to, order, instrument);
        if (order.Trigger != TriggerSource.None)
            Trigger(to, order, listing);
        if (order.OriginalType != order.Type)
            to.Ascii("original_order_type"u8, Words.Of(order.OriginalType));
        to.Int("starbase_order_id"u8, order.StarbaseId);
        to.Int("starbase_last_update_timestamp"u8, order.UpdatedNs);
        to.EndObject();
    }

    public static void Write(JsonText to, UserTrade trade, Listing listing, Account account)
    {
        Instrument instrument = listing.Instrument;
        Print print = trade.Print;
        to.BeginObject();
        to.Text("label"u8, trade.Label);
        to.Int("timestamp"u8, print.TimestampMs);
        to.Ascii("state"u8, Words.Of(trade.State));
        to.FloatE9("price"u8, print.PriceTicks * instrument.TickE9);
        to.Int("user_id"u8, account.UserId);
        to.FloatE9("amount"u8, print.Lots * instrument.LotE9);
        to.Ascii("direction"u8, Words.Of(trade.Side));
        to.FloatE9("index_price"u8, print.IndexE9);
        to.Ascii("instrument_name"u8, listing.Name);
        to.Int("trade_seq"u8, print.Sequence);
        to.Bool("api"u8, trade.IsApi);
        to.FloatE9("mark_price"u8, print.MarkE9);
        Id(to, "order_id"u8, listing, trade.OrderId);
        to.Null("matching_id"u8);
        to.Int("tick_direction"u8, print.TickDirection);
        to.Money("profit_loss"u8, trade.Profit, 8);
        to.Bool("post_only"u8, trade.PostOnly);
        to.Bool("reduce_only"u8, trade.ReduceOnly);
        to.Bool("self_trade"u8, false);
        to.Bool("mmp"u8, trade.Mmp);
        if (trade.Quote is QuoteMark quote)
        {
            to.Text("quote_id"u8, quote.QuoteId);
            to.Text("quote_set_id"u8, quote.QuoteSetId);
        }

        to.FloatE9("contracts"u8, print.Lots * Decimals.One);
        Id(to, "trade_id"u8, listing, print.TradeId);
        to.Ascii("fee_currency"u8, listing.Contract.SettlementUtf8);
        to.Money("fee"u8, trade.Fee, 8);
        to.Ascii("order_type"u8, Words.Of(trade.OrderType));
        to.Bool("risk_reducing"u8, false);
        if (print.IsLiquidation)
            to.Ascii("liquidation"u8, "T"u8);
        to.Ascii("liquidity"u8, trade.IsMaker ? "M"u8 : "T"u8);
        to.Int("starbase_order_id"u8, trade.OrderStarbaseId);
        to.Int("starbase_match_id"u8, print.MatchId);
        to.Int("starbase_timestamp"u8, print.TimestampNs);
        to.EndObject();
    }

    /// <summary>What only protected orders and quotes have; no recording shows where it stands.</summary>
    private static void Making(JsonText to, Order order)
    {
        if (order.MmpCancelled)
            to.Bool("mmp_cancelled"u8, true);
        if (order.Quote is not QuoteMark quote)
            return;
        to.Text("mmp_group"u8, quote.Group);
        to.Bool("quote"u8, true);
        to.Text("quote_id"u8, quote.QuoteId);
        to.Text("quote_set_id"u8, quote.QuoteSetId);
    }

    /// <summary>A number of the settlement group with its prefix, as a string.</summary>
    public static void Id(JsonText to, ReadOnlySpan<byte> name, Listing listing, long number)
    {
        Span<byte> text = stackalloc byte[OrderIds.MaxText];
        to.Ascii(name, text[..OrderIds.Format(text, listing, number)]);
    }

    private static void Iceberg(JsonText to, Order order, Instrument instrument)
    {
        to.FloatE9("display_amount"u8, (order.IsResting ? order.ShownLots : Math.Min(order.DisplayLots, order.RestLots)) * instrument.LotE9);
        to.FloatE9("refresh_amount"u8, order.DisplayLots * instrument.LotE9);
    }

    private static void Trigger(JsonText to, Order order, Listing listing)
    {
        to.Ascii("trigger"u8, Words.Of(order.Trigger));
        to.FloatE9("trigger_price"u8, order.TriggerTicks * listing.Instrument.TickE9);
        if (order.Type == OrderType.TrailingStop)
            to.FloatE9("trigger_offset"u8, order.TriggerOffsetTicks * listing.Instrument.TickE9);
        to.Bool("triggered"u8, order.State == OrderState.Triggered || order.TriggeredBy != 0);
        if (order.TriggeredBy == 0)
            return;
        Span<byte> id = stackalloc byte[OrderIds.MaxText];
        to.Ascii("trigger_order_id"u8, id[..OrderIds.FormatTrigger(id, listing, order)]);
    }
}
