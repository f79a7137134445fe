using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Views;

/// <summary>The venue's words for sides, states and reasons.</summary>
internal static class Words
{
    public static ReadOnlySpan<byte> Of(Side side) => side == Side.Buy ? "buy"u8 : "sell"u8;

    public static ReadOnlySpan<byte> Of(OrderState state) => state switch
    {
        OrderState.Open => "open"u8,
        OrderState.Filled => "filled"u8,
        OrderState.Cancelled => "cancelled"u8,
        OrderState.Untriggered => "untriggered"u8,
        OrderState.Triggered => "triggered"u8,
        // A held order has a state of its own at the venue, which its replies do not show and most clients do not know.
        OrderState.SpeedBumped => "open"u8,
        _ => "rejected"u8,
    };

    public static ReadOnlySpan<byte> Of(SelfTradeMode mode) => mode == SelfTradeMode.CancelMaker ? "cancel_maker"u8 : "reject_taker"u8;

    public static ReadOnlySpan<byte> Of(TriggerSource source) => source switch
    {
        TriggerSource.Index => "index_price"u8,
        TriggerSource.Mark => "mark_price"u8,
        _ => "last_price"u8,
    };

    public static ReadOnlySpan<byte> Of(BookState state) => state switch
    {
        BookState.Open => "open"u8,
        BookState.Settlement => "settlement"u8,
        BookState.Halted => "halted"u8,
        BookState.Locked => "locked"u8,
        _ => "inactive"u8,
    };

    public static ReadOnlySpan<byte> Of(OrderType type) => type switch
    {
        OrderType.Limit => "limit"u8,
        OrderType.Market => "market"u8,
        OrderType.MarketLimit => "market_limit"u8,
        OrderType.StopLimit => "stop_limit"u8,
        OrderType.StopMarket => "stop_market"u8,
        OrderType.TakeLimit => "take_limit"u8,
        OrderType.TakeMarket => "take_market"u8,
        _ => "trailing_stop"u8,
    };

    public static ReadOnlySpan<byte> Of(TimeInForce timeInForce) => timeInForce switch
    {
        TimeInForce.GoodTilCancelled => "good_til_cancelled"u8,
        TimeInForce.GoodTilDay => "good_til_day"u8,
        TimeInForce.FillOrKill => "fill_or_kill"u8,
        _ => "immediate_or_cancel"u8,
    };

    public static ReadOnlySpan<byte> Of(CancelReason reason) => reason switch
    {
        CancelReason.UserRequest => "user_request"u8,
        CancelReason.CancelOnDisconnect => "cancel_on_disconnect"u8,
        CancelReason.EditPostOnlyReject => "edit_post_only_reject"u8,
        CancelReason.OrderOverlap => "order_overlap"u8,
        CancelReason.MmpTrigger => "mmp_trigger"u8,
        CancelReason.MmpConfigCurtailment => "mmp_config_curtailment"u8,
        CancelReason.Settlement => "settlement"u8,
        CancelReason.Autoliquidation => "autoliquidation"u8,
        _ => default,
    };
}
