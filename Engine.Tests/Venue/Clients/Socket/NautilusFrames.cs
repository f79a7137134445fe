namespace Engine.Tests.Venue.Clients.Socket;

/// <summary>
/// The frames of nautilus_trader's adapter: a named session, raw channels by public and private subscribe, floats everywhere, orders
/// by socket with the older name of the displayed amount, and strict types in what it reads.
/// </summary>
internal static class NautilusFrames
{
    private const string Order =
        "order_id:s label:s instrument_name:s direction:s order_type:s order_state:s price:n amount:n filled_amount:n average_price:n "
        + "creation_timestamp:i last_update_timestamp:i time_in_force:s post_only:b reduce_only:b api:b";

    private const string Fill =
        "trade_id:s order_id:s instrument_name:s direction:s price:n amount:n fee:n fee_currency:s timestamp:i trade_seq:i liquidity:s order_type:s "
        + "index_price:n mark_price:n tick_direction:i state:s label:s reduce_only:b post_only:b profit_loss:n?";

    public static IEnumerable<ClientStep> Steps =>
    [
        new("""{"jsonrpc":"2.0","id":1,"method":"public/set_heartbeat","params":{"interval":30}}""", "s"),
        new("""{"jsonrpc":"2.0","id":2,"method":"public/auth","params":{"grant_type":"client_signature","client_id":"key","timestamp":{now},"signature":"{signature}","nonce":"abc","data":"","scope":"session:nautilus-data"}}""", "access_token:s expires_in:i refresh_token:s scope:s token_type:s enabled_features:a"),
        Watch(3, "trades.BTC-PERPETUAL.raw", "0.trade_id:s 0.instrument_name:s 0.price:n 0.amount:n 0.direction:s 0.timestamp:i 0.trade_seq:i 0.tick_direction:i 0.index_price:n 0.mark_price:n"),
        Watch(4, "book.BTC-PERPETUAL.raw", "type:s instrument_name:s timestamp:i change_id:i bids:a asks:a"),
        Watch(5, "ticker.BTC-PERPETUAL.raw", "instrument_name:s timestamp:i mark_price:n index_price:n open_interest:n state:s current_funding:n funding_8h:n settlement_price:n"),
        Watch(6, "quote.BTC-PERPETUAL", "instrument_name:s timestamp:i best_bid_price:n best_bid_amount:n best_ask_price:n best_ask_amount:n"),
        Watch(7, "perpetual.BTC-PERPETUAL.100ms", "index_price:n interest:n timestamp:i"),
        new("""{"jsonrpc":"2.0","id":8,"method":"public/subscribe","params":{"channels":["instrument.state.any.any"]}}""", "0:s"),
        new("""{"jsonrpc":"2.0","id":9,"method":"private/subscribe","params":{"channels":["user.orders.any.any.raw","user.trades.any.any.raw","user.portfolio.any"]}}""", "0:s 1:s 2:s")
        {
            Channel = "user.portfolio.any",
            ChannelReads = "currency:s equity:n available_funds:n available_withdrawal_funds:n balance:n margin_balance:n initial_margin:n maintenance_margin:n total_pl:n session_upl:n futures_session_upl:n delta_total:n futures_pl:n",
        },
        new("""{"jsonrpc":"2.0","id":10,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10.0,"type":"limit","label":"O-20260101-000000-001-001-1","price":{far buy},"time_in_force":"good_til_cancelled","post_only":true,"reduce_only":false,"max_show":10.0}}""", Under("order", Order) + " trades:a")
        {
            Channel = "user.orders.any.any.raw",
            ChannelReads = Order,
        },
        new("""{"jsonrpc":"2.0","id":11,"method":"private/edit","params":{"order_id":"{order}","amount":20.0,"price":{far buy}}}""", Under("order", Order) + " order.replaced:b trades:a"),
        new("""{"jsonrpc":"2.0","id":12,"method":"private/get_order_state","params":{"order_id":"{order}"}}""", Order),
        new("""{"jsonrpc":"2.0","id":13,"method":"private/cancel","params":{"order_id":"{order}"}}""", Order + " cancel_reason:s"),
        new("""{"jsonrpc":"2.0","id":14,"method":"private/sell","params":{"instrument_name":"BTC-PERPETUAL","amount":10.0,"type":"market","label":"O-2"}}""", Under("order", Order) + " " + Under("trades.0", Fill))
        {
            Channel = "user.trades.any.any.raw",
            ChannelReads = Under("0", Fill),
        },
        new("""{"jsonrpc":"2.0","id":15,"method":"private/cancel_all_by_instrument","params":{"instrument_name":"BTC-PERPETUAL","type":"all"}}""", "i"),
        new("""{"jsonrpc":"2.0","id":16,"method":"public/auth","params":{"grant_type":"refresh_token","refresh_token":"{refresh}"}}""", "access_token:s refresh_token:s expires_in:i"),
        new("""{"jsonrpc":"2.0","id":17,"method":"public/test","params":{}}""", "version:s"),
        new("""{"jsonrpc":"2.0","id":18,"method":"private/unsubscribe","params":{"channels":["user.orders.any.any.raw"]}}""", "0:s"),
    ];

    private static ClientStep Watch(int id, string channel, string reads) =>
        new($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"public/subscribe","params":{"channels":["{{{channel}}}"]}}""", "0:s") { Channel = channel, ChannelReads = reads };

    private static string Under(string path, string reads) => string.Join(' ', reads.Split(' ').Select(read => $"{path}.{read}"));
}
