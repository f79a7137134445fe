using Engine.Core.Orders;

namespace Engine.Native.Storage.Journal;

/// <summary>How an order ended, from its rows: an order that has ended leaves its place idle, which says nothing to who reads the list.</summary>
internal static class OrderEnds
{
    private const double Speck = 1e-9; // sums of doubles

    /// <summary>The state's name, or filled, rejected, cancelled or gone (from the venue's list), as SQL.</summary>
    /// <param name="order">The alias of a row of the view <c>orders</c>.</param>
    /// <param name="traded">What its fills add up to.</param>
    public static string StateOf(string order, string traded) => FormattableString.Invariant($"""
        CASE WHEN {order}.state <> {(int)OrderState.Idle} THEN {order}.state_name
            WHEN {order}.amount > 0 AND max(coalesce({order}.filled, 0), coalesce({traded}, 0)) >= {order}.amount - {Speck} THEN 'filled'
            WHEN EXISTS (SELECT 1 FROM order_transitions r WHERE r.label = {order}.label AND r.from_state = {(int)OrderState.Placing}
                AND r.to_state = {(int)OrderState.Idle} AND r.cause = {(int)OrderCause.ReplyRefused}) THEN 'rejected'
            WHEN (SELECT r.cause FROM order_transitions r WHERE r.label = {order}.label ORDER BY r.id DESC LIMIT 1) = {(int)OrderCause.NotListed} THEN 'gone'
            ELSE 'cancelled' END
        """);
}
