namespace Engine.Tests.Venue.Clients.Socket;

/// <summary>
/// The frames of cryptofeed: text ids, a session named by an identifier with dashes, public raw channels asked for by
/// <c>private/subscribe</c> with a <c>scope</c> among the parameters, portfolio by coin.
/// </summary>
internal static class CryptofeedFrames
{
    public static IEnumerable<ClientStep> Steps =>
    [
        new("""{"jsonrpc":"2.0","id":"auth_DERIBIT.ws.1","method":"public/auth","params":{"grant_type":"client_signature","client_id":"key","timestamp":{now},"signature":"{signature}","nonce":"abc","data":"","scope":"session:DERIBIT.ws.1"}}""", "access_token:s"),
        new("""{"jsonrpc":"2.0","id":"101","method":"public/subscribe","params":{"channels":["quote.BTC-PERPETUAL","quote.ETH-PERPETUAL"]}}""", "0:s 1:s")
        {
            Channel = "quote.BTC-PERPETUAL",
            ChannelReads = "instrument_name:s best_bid_price:n best_bid_amount:n best_ask_price:n best_ask_amount:n timestamp:i",
        },
        new("""{"jsonrpc":"2.0","id":"102","method":"private/subscribe","params":{"scope":"session:DERIBIT.ws.1","channels":["book.BTC-PERPETUAL.raw","trades.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.raw","user.orders.BTC-PERPETUAL.raw","user.trades.BTC-PERPETUAL.raw","user.portfolio.BTC"]}}""", "0:s 1:s 2:s 3:s 4:s 5:s")
        {
            Channel = "ticker.BTC-PERPETUAL.raw",
            ChannelReads = "instrument_name:s timestamp:i best_bid_price:n best_ask_price:n current_funding:n funding_8h:n mark_price:n open_interest:n",
        },
        new("""{"jsonrpc":"2.0","id":"103","method":"private/get_positions","params":{"currency":"BTC","kind":"future"}}""", "a")
        {
            Channel = "trades.BTC-PERPETUAL.raw",
            ChannelReads = "0.instrument_name:s 0.direction:s 0.amount:n 0.price:n 0.timestamp:i 0.trade_id:s",
        },
        new("""{"jsonrpc":"2.0","id":"104","method":"private/sell","params":{"instrument_name":"BTC-PERPETUAL","amount":"20","type":"limit","price":"{far sell}","post_only":"true"}}""", "order.order_id:s")
        {
            Channel = "user.orders.BTC-PERPETUAL.raw",
            ChannelReads = "instrument_name:s order_id:s order_state:s order_type:s price:n filled_amount:n amount:n last_update_timestamp:i",
        },
        new("""{"jsonrpc":"2.0","id":"105","method":"private/sell","params":{"instrument_name":"BTC-PERPETUAL","amount":20,"type":"market"}}""", "order.order_id:s")
        {
            Channel = "user.trades.BTC-PERPETUAL.raw",
            ChannelReads = "0.instrument_name:s 0.direction:s 0.amount:n 0.price:n 0.fee:n 0.trade_id:s 0.order_id:s 0.order_type:s 0.liquidity:s 0.timestamp:i",
        },
        new("""{"jsonrpc":"2.0","id":"106","method":"private/get_account_summary","params":{"currency":"BTC"}}""", "currency:s balance:n available_withdrawal_funds:n")
        {
            Channel = "user.portfolio.BTC",
            ChannelReads = "currency:s balance:n available_withdrawal_funds:n",
        },
    ];
}
