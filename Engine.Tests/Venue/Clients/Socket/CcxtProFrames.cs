namespace Engine.Tests.Venue.Clients.Socket;

/// <summary>
/// The frames of ccxt's streaming client: it signs in with a nonce of its own, subscribes to each thing by a request of its own, and
/// takes the portfolio of four coins, held or not.
/// </summary>
internal static class CcxtProFrames
{
    private const string Order =
        "order_id:s instrument_name:s creation_timestamp:i last_update_timestamp:i price:n amount:n average_price:n filled_amount:n order_state:s "
        + "direction:s order_type:s time_in_force:s post_only:b";

    private const string Trade = "0.trade_id:s 0.instrument_name:s 0.timestamp:i 0.direction:s 0.price:n 0.amount:n";

    public static IEnumerable<ClientStep> Steps =>
    [
        Watch("ticker.BTC-PERPETUAL.100ms", "instrument_name:s timestamp:i last_price:n stats.high:n stats.low:n stats.volume:n stats.volume_notional:n best_bid_price:n best_bid_amount:n best_ask_price:n best_ask_amount:n mark_price:n index_price:n"),
        Watch("quote.BTC_USDC-PERPETUAL", "instrument_name:s timestamp:i best_ask_price:n best_ask_amount:n best_bid_price:n best_bid_amount:n"),
        Watch("book.BTC-PERPETUAL.100ms", "type:s instrument_name:s timestamp:i change_id:i bids.0.0:s bids.0.1:n bids.0.2:n asks.0.0:s asks.0.1:n asks.0.2:n"),
        Watch("book.ETH-PERPETUAL.none.20.100ms", "instrument_name:s timestamp:i bids.0.0:n bids.0.1:n asks.0.0:n"),
        Watch("trades.BTC-PERPETUAL.100ms", Trade),
        Watch("chart.trades.BTC-PERPETUAL.1", "tick:i open:n high:n low:n close:n volume:n"),
        new("""{"jsonrpc":"2.0","method":"public/subscribe","params":{"channels":["ticker.BTC-PERPETUAL.raw"]},"id":7}""", "") { Error = 13778 },
        new("""{"jsonrpc":"2.0","id":8,"method":"public/auth","params":{"grant_type":"client_signature","client_id":"key","timestamp":{now},"signature":"{signature}","nonce":"abc","data":""}}""", "access_token:s refresh_token:s expires_in:i scope:s token_type:s"),
        Watch("book.BTC_USDC-PERPETUAL.raw", "type:s instrument_name:s timestamp:i bids.0.1:n asks.0.1:n"),
        new("""{"jsonrpc":"2.0","method":"private/subscribe","params":{"channels":["user.portfolio.BTC","user.portfolio.ETH","user.portfolio.SOL","user.portfolio.USDC"]},"id":10}""", "0:s 1:s 2:s 3:s")
        {
            Channel = "user.portfolio.BTC",
            ChannelReads = "currency:s available_funds:n maintenance_margin:n equity:n",
        },
        new("""{"jsonrpc":"2.0","method":"private/subscribe","params":{"channels":["user.orders.any.any.raw"]},"id":11}""", "0:s"),
        new("""{"jsonrpc":"2.0","method":"private/subscribe","params":{"channels":["user.trades.any.any.raw"]},"id":12}""", "0:s"),
        new("""{"jsonrpc":"2.0","method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":"100","type":"limit","price":"{far buy}"},"id":13}""", "order.order_id:s trades:a")
        {
            Channel = "user.orders.any.any.raw",
            ChannelReads = Order,
        },
        new("""{"jsonrpc":"2.0","method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":100,"type":"market"},"id":14}""", "order.order_id:s trades.0.trade_id:s")
        {
            Channel = "user.trades.any.any.raw",
            ChannelReads = Trade + " 0.order_id:s 0.order_type:s 0.liquidity:s 0.fee:n 0.fee_currency:s",
        },
    ];

    private static ClientStep Watch(string channel, string reads) =>
        new($$$"""{"jsonrpc":"2.0","method":"public/subscribe","params":{"channels":["{{{channel}}}"]},"id":"w {{{channel}}}","callerMethodName":"watch"}""", "0:s")
        {
            Channel = channel,
            ChannelReads = reads,
        };
}
