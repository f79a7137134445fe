using static Engine.Core.Orders.OrderState;

namespace Engine.Core.Orders;

/// <summary>
/// The legal moves of an order as one table, every cell decided. Replies and notifications may arrive in either order; a
/// terminal move that comes twice changes nothing; an outcome that is not known is <see cref="Unknown"/>, never "rejected".
/// What the table cannot see its callers add: <see cref="OrderCause.NotListed"/> is told of an order only when the list proves it
/// gone (<see cref="WorkingOrder.IsDisproved"/>), and nothing that shows an order open is, once the venue has called it done
/// (<see cref="WorkingOrder.IsToldDone"/>).
/// </summary>
public static class OrderTransitions
{
    /// <summary>Number of states.</summary>
    public const int States = 7;

    /// <summary>Number of causes.</summary>
    public const int Causes = 13;

    // Columns: PlaceSent EditSent CancelSent | ReplyOpen ReplyClosed ReplyRefused ReplyGone | UpdateOpen UpdateClosed | TimedOut Disconnected | Listed NotListed
    private static ReadOnlySpan<OrderState> Table =>
    [
        /* Idle       */ Placing, Idle, Idle, Unknown, Idle, Idle, Idle, Unknown, Idle, Idle, Idle, Unknown, Idle,
        /* Placing    */ Placing, Placing, Placing, Working, Idle, Idle, Unknown, Placing, Closing, Unknown, Unknown, Placing, Placing,
        /* Working    */ Working, Editing, Cancelling, Working, Idle, Working, Unknown, Working, Idle, Working, Unknown, Working, Idle,
        /* Editing    */ Editing, Editing, Editing, Working, Idle, Working, Unknown, Editing, Closing, Unknown, Unknown, Editing, Editing,
        /* Cancelling */ Cancelling, Cancelling, Cancelling, Working, Idle, Working, Unknown, Cancelling, Closing, Unknown, Unknown, Cancelling, Cancelling,
        /* Closing    */ Closing, Closing, Closing, Idle, Idle, Idle, Idle, Closing, Closing, Idle, Idle, Closing, Closing,
        /* Unknown    */ Unknown, Unknown, Unknown, Working, Idle, Unknown, Unknown, Working, Idle, Unknown, Unknown, Working, Idle,
    ];

    /// <summary>Where an order stands after something happened to it.</summary>
    public static OrderState After(OrderState state, OrderCause cause) => Table[((int)state * Causes) + (int)cause];

    /// <summary>Whether a request may be sent in this state.</summary>
    public static bool MaySend(OrderState state, OrderCause request) => request switch
    {
        OrderCause.PlaceSent => state == Idle,
        OrderCause.EditSent or OrderCause.CancelSent => state == Working,
        _ => false,
    };

    /// <summary>Whether a reply is outstanding.</summary>
    public static bool IsAwaited(OrderState state) => state is Placing or Editing or Cancelling or Closing;

    /// <summary>Whether the order may still fill, as far as we know.</summary>
    public static bool MayFill(OrderState state) => state is not (Idle or Closing);
}
