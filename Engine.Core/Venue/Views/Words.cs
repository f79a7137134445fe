using Engine.Core.Primitives;
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
        _ => "rejected"u8,
    };

    public static ReadOnlySpan<byte> Of(BookState state) => state switch
    {
        BookState.Open => "open"u8,
        BookState.Settlement => "settlement"u8,
        BookState.Halted => "halted"u8,
        BookState.Locked => "locked"u8,
        _ => "inactive"u8,
    };

    public static ReadOnlySpan<byte> Of(OrderType type) => type == OrderType.Limit ? "limit"u8 : "market"u8;

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
