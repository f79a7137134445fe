using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>The venue's words for states of an order and reasons of its end.</summary>
internal static class OrderWords
{
    /// <summary>A state. Words to come mean alive, until the venue says otherwise.</summary>
    public static VenueOrderState State(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("open"u8))
            return VenueOrderState.Open;
        if (word.SequenceEqual("filled"u8))
            return VenueOrderState.Filled;
        if (word.SequenceEqual("cancelled"u8))
            return VenueOrderState.Cancelled;
        if (word.SequenceEqual("rejected"u8))
            return VenueOrderState.Rejected;
        if (word.SequenceEqual("untriggered"u8))
            return VenueOrderState.Untriggered;
        return word.SequenceEqual("triggered"u8) ? VenueOrderState.Triggered : VenueOrderState.Open;
    }

    /// <summary>A reason.</summary>
    public static CancelReason Reason(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("user_request"u8))
            return CancelReason.UserRequest;
        if (word.SequenceEqual("cancel_on_disconnect"u8))
            return CancelReason.CancelOnDisconnect;
        if (word.SequenceEqual("edit_post_only_reject"u8))
            return CancelReason.EditPostOnlyReject;
        if (word.SequenceEqual("mmp_trigger"u8))
            return CancelReason.MmpTrigger;
        if (word.SequenceEqual("order_overlap"u8) || word.SequenceEqual("order_overlap_another_sub"u8))
            return CancelReason.SelfTrade;
        return word.SequenceEqual("autoliquidation"u8) ? CancelReason.Liquidation : CancelReason.Other;
    }
}
