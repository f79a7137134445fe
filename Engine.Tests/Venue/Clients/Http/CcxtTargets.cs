namespace Engine.Tests.Venue.Clients.Http;

/// <summary>The requests of ccxt's REST client: GET for everything, orders included, with numbers and truth values as text and a signed target.</summary>
internal static class CcxtTargets
{
    private const string Order =
        "order_id:s instrument_name:s creation_timestamp:i last_update_timestamp:i price:n amount:n average_price:n filled_amount:n order_state:s "
        + "direction:s order_type:s time_in_force:s post_only:b";

    private const string Fill = "trade_id:s instrument_name:s timestamp:i direction:s price:n amount:n liquidity:s fee:n fee_currency:s order_id:s order_type:s";

    private const string Ticker =
        "timestamp:i instrument_name:s last_price:n stats.high:n stats.low:n stats.volume:n stats.volume_notional:n best_bid_price:n best_bid_amount:n "
        + "best_ask_price:n best_ask_amount:n mark_price:n index_price:n";

    private const string Summary = "currency:s available_funds:n maintenance_margin:n equity:n";

    public static IEnumerable<ClientStep> Steps => [.. Market, .. Money, .. Orders];

    private static IEnumerable<ClientStep> Market =>
    [
        new("/api/v2/public/get_time", "i"),
        new("/api/v2/public/status", "locked:s"),
        new("/api/v2/public/get_instruments", "0.kind:s 0.instrument_name:s 0.base_currency:s 0.counter_currency:s 0.settlement_currency:s 0.settlement_period:s 0.expiration_timestamp:i 0.min_trade_amount:n 0.tick_size:n 0.is_active:b 0.taker_commission:n 0.maker_commission:n 0.contract_size:n 0.creation_timestamp:i"),
        new("/api/v2/public/get_instruments?currency=BTC", "0.instrument_name:s"),
        new("/api/v2/public/ticker?instrument_name=BTC-PERPETUAL", Ticker),
        new("/api/v2/public/ticker?instrument_name=BTC_USDC-PERPETUAL", Ticker),
        new("/api/v2/public/get_last_trades_by_instrument?instrument_name=BTC-PERPETUAL&include_old=true&count=100", "trades:a has_more:b"),
        new("/api/v2/public/get_last_trades_by_instrument_and_time?instrument_name=BTC-PERPETUAL&include_old=true&start_timestamp={hour ago}&count=50&end_timestamp={now}", "trades:a has_more:b"),
        new("/api/v2/public/get_order_book?instrument_name=BTC-PERPETUAL&depth=20", "timestamp:i change_id:i bids.19.0:n bids.19.1:n asks.0.0:n"),
        new("/api/v2/public/get_announcements", "a"),
        new("/api/v2/public/get_contract_size?instrument_name=BTC-PERPETUAL", "contract_size:n"),
        new("/api/v2/public/get_expirations?currency=BTC&kind=future", "btc.future.0:s"),
        new("/api/v2/public/get_index_price?index_name=btc_usd", "index_price:n estimated_delivery_price:n"),
        new("/api/v2/public/get_mark_price_history?instrument_name=BTC-PERPETUAL&start_timestamp={hour ago}&end_timestamp={now}", "a"),
        new("/api/v2/public/get_supported_index_names", "0:s"),
        new("/api/v2/public/get_currencies", "0.currency:s 0.currency_long:s 0.withdrawal_fee:n"),
        new("/api/v2/public/get_book_summary_by_currency?currency=BTC", "0.instrument_name:s 0.creation_timestamp:i 0.last:n 0.high:n 0.low:n 0.bid_price:n 0.ask_price:n 0.volume:n 0.volume_usd:n 0.mark_price:n"),
        new("/api/v2/public/get_book_summary_by_currency?currency=BTC&kind=option", "a"),
        new("/api/v2/public/get_book_summary_by_instrument?instrument_name=BTC-PERPETUAL", "0.instrument_name:s 0.creation_timestamp:i 0.open_interest:n 0.bid_price:n 0.ask_price:n 0.mid_price:n 0.mark_price:n 0.last:n 0.price_change:n 0.volume:n 0.base_currency:s"),
        new("/api/v2/public/get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&resolution=1&start_timestamp={hour ago}&end_timestamp={now}", "ticks.0:i open.0:n high.0:n low.0:n close.0:n volume.0:n status:s"),
        new("/api/v2/public/get_tradingview_chart_data?instrument_name=BTC-PERPETUAL&resolution=1D&start_timestamp=0&end_timestamp={now}", "ticks.0:i close.0:n"),
        new("/api/v2/public/get_funding_rate_value?instrument_name=BTC-PERPETUAL&start_timestamp={hour ago}&end_timestamp={now}", "n"),
        new("/api/v2/public/get_funding_rate_history?instrument_name=BTC-PERPETUAL&start_timestamp=1&end_timestamp={now}", "0.timestamp:i 0.index_price:n 0.interest_8h:n"),
        new("/api/v2/public/get_last_settlements_by_instrument?instrument_name=BTC-PERPETUAL&type=bankruptcy&count=20", "settlements:a continuation:s?"),
        new("/api/v2/public/get_historical_volatility?currency=BTC", "0.0:i 0.1:n"),
    ];

    private static IEnumerable<ClientStep> Money =>
    [
        new("/api/v2/private/get_account_summaries", Under("summaries.0", Summary)),
        new("/api/v2/private/get_account_summary?currency=BTC&extended=true", Summary),
        new("/api/v2/private/get_subaccounts", "0.id:i 0.type:s"),
        new("/api/v2/private/get_subaccounts_details?currency=BTC&with_open_orders=true", "0.uid:i 0.positions:a 0.open_orders:a"),
        new("/api/v2/private/get_current_deposit_address?currency=BTC", "address:s currency:s creation_timestamp:i type:s"),
        new("/api/v2/private/create_deposit_address?currency=ETH", "address:s"),
        new("/api/v2/private/get_deposits?currency=BTC", "count:i data.0.received_timestamp:i data.0.updated_timestamp:i data.0.state:s data.0.amount:n data.0.currency:s data.0.address:s"),
        new("/api/v2/private/get_withdrawals?currency=BTC&count=10", "count:i data:a"),
        new("/api/v2/private/get_transfers?currency=BTC&count=10", "count:i data:a"),
        new("/api/v2/private/withdraw?currency=BTC&address=bc1q&amount=0.1", "") { Error = 13025 },
        new("/api/v2/private/submit_transfer_to_subaccount?amount=0.1&currency=BTC&destination=12345", "") { Error = 13025 },
        new("/api/v2/private/get_position?instrument_name=BTC-PERPETUAL", "instrument_name:s direction:s size:n"),
        new("/api/v2/private/get_positions", "a"),
        new("/api/v2/private/get_account_summary?currency=SOL", Summary),
        new("/api/v2/private/get_settlement_history_by_instrument?instrument_name=BTC-PERPETUAL&type=bankruptcy", "settlements:a continuation:s?"),
    ];

    private static IEnumerable<ClientStep> Orders =>
    [
        new("/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=100&type=limit&price={far buy}", Under("order", Order) + " trades:a"),
        new("/api/v2/private/edit?order_id={order}&amount=200&price={far buy}", Under("order", Order) + " trades:a"),
        new("/api/v2/private/get_order_state?order_id={order}", Order),
        new("/api/v2/private/get_open_orders_by_instrument?instrument_name=BTC-PERPETUAL", Under("0", Order)),
        new("/api/v2/private/get_open_orders_by_currency?currency=BTC", Under("0", Order)),
        new("/api/v2/private/cancel?order_id={order}", Order + " cancel_reason:s"),
        new("/api/v2/private/cancel?order_id={order}", "") { Error = 11044 },
        new("/api/v2/private/sell?instrument_name=BTC-PERPETUAL&amount=100&type=limit&price={far sell}&post_only=true&reject_post_only=true&label=a%20b", Under("order", Order)),
        new("/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=100&type=limit&price={far sell}&post_only=true&reject_post_only=true", "") { Error = 11054 },
        new("/api/v2/private/sell?instrument_name=BTC-PERPETUAL&amount=100&type=limit&price={far sell}&time_in_force=immediate_or_cancel", Under("order", Order)),
        new("/api/v2/private/sell?instrument_name=BTC-PERPETUAL&amount=100&type=stop_limit&price={far buy}&trigger_price={far buy}&trigger=last_price", "order.order_id:s order.order_state:s order.trigger:s order.trigger_price:n"),
        new("/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=100&type=trailing_stop&trigger=last_price&trigger_offset=500", "order.order_id:s order.order_state:s order.trigger_offset:n"),
        new("/api/v2/private/buy?instrument_name=BTC-PERPETUAL&amount=100&type=market", Under("order", Order) + " " + Under("trades.0", Fill)),
        new("/api/v2/private/sell?instrument_name=BTC-PERPETUAL&amount=50&type=market&reduce_only=true", "trades.0.trade_id:s"),
        new("/api/v2/private/get_user_trades_by_order?order_id={order}", Under("0", Fill)),
        new("/api/v2/private/get_user_trades_by_currency?include_old=true&currency=BTC", Under("trades.0", Fill)),
        new("/api/v2/private/get_user_trades_by_currency_and_time?include_old=true&currency=BTC&start_timestamp={hour ago}", Under("trades.0", Fill)),
        new("/api/v2/private/get_user_trades_by_instrument?include_old=true&count=5&instrument_name=BTC-PERPETUAL", Under("trades.0", Fill)),
        new("/api/v2/private/get_user_trades_by_instrument_and_time?include_old=true&instrument_name=BTC-PERPETUAL&start_timestamp={hour ago}", Under("trades.0", Fill)),
        new("/api/v2/private/get_order_history_by_instrument?count=1000&instrument_name=BTC-PERPETUAL", Under("0", Order)),
        new("/api/v2/private/get_order_history_by_currency?count=1000&currency=BTC", Under("0", Order)),
        new("/api/v2/private/get_positions?currency=BTC", "0.instrument_name:s 0.direction:s 0.floating_profit_loss:n 0.initial_margin:n 0.size_currency:n 0.maintenance_margin:n 0.average_price:n 0.leverage:i 0.realized_profit_loss:n 0.size:n 0.mark_price:n 0.estimated_liquidation_price:n?"),
        new("/api/v2/private/cancel_all_by_instrument?instrument_name=BTC-PERPETUAL", "i"),
        new("/api/v2/private/cancel_all", "i"),
    ];

    private static string Under(string path, string reads) => string.Join(' ', reads.Split(' ').Select(read => $"{path}.{read}"));
}
