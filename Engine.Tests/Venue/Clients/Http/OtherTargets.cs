namespace Engine.Tests.Venue.Clients.Http;

/// <summary>Requests of other REST clients, each for what is peculiar to it.</summary>
internal static class OtherTargets
{
    /// <summary>nautilus_trader posts every method to the bare API path and signs that path and the body.</summary>
    public static IEnumerable<ClientStep> Nautilus =>
    [
        Post("""{"jsonrpc":"2.0","id":1,"method":"public/get_instruments","params":{"currency":"any","kind":"future"}}""", "0.base_currency:s 0.contract_size:n 0.creation_timestamp:i 0.instrument_id:i 0.instrument_name:s 0.is_active:b 0.kind:s 0.maker_commission:n 0.min_trade_amount:n 0.quote_currency:s 0.taker_commission:n 0.tick_size:n 0.tick_size_steps:a 0.max_leverage:i"),
        Post("""{"jsonrpc":"2.0","id":2,"method":"public/get_instrument","params":{"instrument_name":"ETH-PERPETUAL"}}""", "instrument_name:s"),
        Post("""{"jsonrpc":"2.0","id":3,"method":"private/get_account_summaries","params":{}}""", "summaries.0.currency:s summaries.0.equity:n summaries.0.balance:n summaries.0.available_funds:n summaries.0.margin_balance:n id:i email:s system_name:s username:s type:s"),
        Post("""{"jsonrpc":"2.0","id":4,"method":"private/get_open_orders","params":{}}""", "a"),
        Post("""{"jsonrpc":"2.0","id":5,"method":"private/get_positions","params":{"currency":"any","kind":"any"}}""", "a"),
    ];

    /// <summary>XChange leaves absent parameters out, sends enumerations as words and an empty body's line in the signature.</summary>
    public static IEnumerable<ClientStep> XChange =>
    [
        new("/api/v2/public/get_instruments?currency=BTC&kind=future&expired=false", "0.instrument_name:s"),
        new("/api/v2/public/get_order_book?instrument_name=BTC-PERPETUAL&depth=100", "bids.0.0:n asks.0.0:n timestamp:i state:s stats:o"),
        new("/api/v2/public/get_last_trades_by_instrument?instrument_name=BTC-PERPETUAL&count=3&include_old=false&sorting=asc", "trades:a has_more:b"),
        new("/api/v2/public/auth?grant_type=client_credentials&client_id=key&client_secret=secret&state=x&scope=trade%3Aread_write%20expires%3A600", "access_token:s expires_in:i refresh_token:s scope:s token_type:s state:s"),
        new("/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=10&type=limit&label=x&price={far buy}&time_in_force=good_til_cancelled&max_show=10&post_only=false&reject_post_only=false&reduce_only=false&mmp=false", "order.order_id:s order.order_state:s"),
        new("/api/v2/private/cancel_by_label?label=x", "i"),
        new("/api/v2/private/get_user_trades_by_currency?currency=BTC&kind=future&count=10&include_old=true&sorting=desc", "trades:a has_more:b"),
        new("/api/v2/private/get_positions?currency=BTC&kind=future", "a"),
    ];

    /// <summary>cryptofeed's queries begin with an ampersand and ask for the whole book.</summary>
    public static IEnumerable<ClientStep> Cryptofeed =>
    [
        new("/api/v2/public/get_instruments?currency=SOL", "a"),
        new("/api/v2/public/get_instruments?currency=USDC", "0.base_currency:s 0.quote_currency:s 0.settlement_period:s 0.kind:s 0.expiration_timestamp:i 0.tick_size:n 0.instrument_name:s"),
        new("/api/v2/public/get_last_trades_by_instrument_and_time?&start_timestamp={hour ago}&end_timestamp={now}&instrument_name=BTC-PERPETUAL&include_old=true&count=1000", "trades:a"),
        new("/api/v2/public/get_order_book?depth=10000&instrument_name=BTC-PERPETUAL", "bids.0.0:n bids.0.1:n asks.0.0:n"),
    ];

    private static ClientStep Post(string body, string reads) => new("/api/v2", reads) { Body = body };
}
