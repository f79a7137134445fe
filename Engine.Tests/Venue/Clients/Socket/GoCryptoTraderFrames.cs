namespace Engine.Tests.Venue.Clients.Socket;

/// <summary>
/// The frames of gocryptotrader: identifiers as ids, the login's timestamp as text and no <c>data</c>, all 100 ms channels in one
/// request whose reply must list each of them, heartbeats answered by a test without parameters under an id of its own.
/// </summary>
internal static class GoCryptoTraderFrames
{
    public static IEnumerable<ClientStep> Steps =>
    [
        new("""{"jsonrpc":"2.0","id":"0192f4f6-6a1c-7c3b-9d2e-000000000001","method":"public/set_heartbeat","params":{"interval":15}}""", "s"),
        new("""{"jsonrpc":"2.0","id":"0192f4f6-6a1c-7c3b-9d2e-000000000002","method":"public/auth","params":{"client_id":"key","grant_type":"client_signature","nonce":"abc","signature":"{signature}","timestamp":"{now}"}}""", "access_token:s"),
        new("""{"jsonrpc":"2.0","id":"0192f4f6-6a1c-7c3b-9d2e-000000000003","method":"public/subscribe","params":{"channels":["chart.trades.BTC-PERPETUAL.1D","book.BTC-PERPETUAL.100ms","ticker.BTC-PERPETUAL.100ms","trades.BTC-PERPETUAL.100ms","book.ETH-PERPETUAL.100ms","ticker.ETH-PERPETUAL.100ms"]}}""", "0:s 1:s 2:s 3:s 4:s 5:s")
        {
            Channel = "book.ETH-PERPETUAL.100ms",
            ChannelReads = "type:s timestamp:i instrument_name:s change_id:i bids.0.1:n bids.0.2:n asks.0.1:n asks.0.2:n",
        },
        new("""{"jsonrpc":"2.0","id":"0192f4f6-6a1c-7c3b-9d2e-000000000004","method":"private/subscribe","params":{"channels":["user.orders.BTC-PERPETUAL.100ms","user.trades.BTC-PERPETUAL.100ms"]}}""", "0:s 1:s"),
        new("""{"id":"hb-0192f4f6-6a1c-7c3b-9d2e-000000000005","jsonrpc":"2.0","method":"public/test"}""", "version:s"),
        new("""{"jsonrpc":"2.0","id":"6","method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":30,"type":"limit","price":{far buy},"label":"","time_in_force":""}}""", "") { Error = -32602 },
        new("""{"jsonrpc":"2.0","id":"7","method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":30,"type":"limit","price":{far buy},"label":"gct"}}""", "order.price:n order.amount:n order.filled_amount:n order.order_id:s order.creation_timestamp:i order.web:b order.is_liquidation:b trades:a")
        {
            Channel = "user.orders.BTC-PERPETUAL.100ms",
            ChannelReads = "0.instrument_name:s 0.order_type:s 0.direction:s 0.order_state:s 0.price:n 0.amount:n 0.filled_amount:n 0.order_id:s 0.creation_timestamp:i 0.last_update_timestamp:i",
        },
        new("""{"jsonrpc":"2.0","id":"8","method":"private/cancel_by_label","params":{"label":"gct"}}""", "i"),
        new("""{"jsonrpc":"2.0","id":"9","method":"private/cancel_all","params":{"detailed":true}}""", "a"),
        new("""{"jsonrpc":"2.0","id":"10","method":"private/get_subaccounts","params":{"with_portfolio":true}}""", "0.email:s 0.id:i 0.is_password:b 0.login_enabled:b 0.portfolio.btc.available_funds:n 0.portfolio.btc.balance:n 0.portfolio.btc.currency:s 0.receive_notifications:b 0.system_name:s 0.type:s 0.username:s"),
        new("""{"jsonrpc":"2.0","id":"11","method":"private/get_deposits","params":{"currency":"BTC","count":25,"offset":0}}""", "count:i data.0.address:s data.0.amount:n data.0.currency:s data.0.received_timestamp:i data.0.state:s data.0.updated_timestamp:i"),
        new("""{"jsonrpc":"2.0","id":"12","method":"private/get_affiliate_program_info"}""", "received.btc:n number_of_affiliates:i link:s is_enabled:b"),
        new("""{"jsonrpc":"2.0","id":"13","method":"public/get_trade_volumes","params":{"extended":false}}""", "0.currency_pair:s 0.futures_volume:n 0.calls_volume:n 0.puts_volume:n"),
        new("""{"jsonrpc":"2.0","id":"14","method":"public/get_contract_size","params":{"instrument_name":"BTC-PERPETUAL"}}""", "contract_size:n"),
        new("""{"jsonrpc":"2.0","id":"15","method":"private/get_portfolio_margins","params":{"currency":"BTC"}}""", "") { Error = 13025 },
    ];
}
