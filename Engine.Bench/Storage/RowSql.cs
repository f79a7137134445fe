namespace Engine.Bench.Storage;

/// <summary>The journal's two busiest statements, for the baselines: what they bind is listed beside them, in order.</summary>
internal static class RowSql
{
    public const string Fill = """
        INSERT INTO trades (id, timestamp, symbol, side, price, amount, fee, liquidity, trade_seq, order_id, label, index_price, mark_price,
            receive_ns, position_after, mid, session_id, recovered)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING
        """;

    public const string Transition = """
        INSERT INTO order_transitions (session_id, receive_ns, exchange_ns, symbol, side, label, order_id, request_id, from_state, to_state, cause,
            price, amount, filled, error_code, tick_to_order_ns, round_trip_ns)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """;
}
