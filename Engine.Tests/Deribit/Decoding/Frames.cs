namespace Engine.Tests.Deribit.Decoding;

/// <summary>Well-formed frames as the venue writes them: the parts that tests vary are arguments.</summary>
internal static class Frames
{
    public const string Label = "mm-00002a-00-b-00-000007";

    public static string Notification(string channel, string data) =>
        $$$"""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"{{{channel}}}","data":{{{data}}}}}""";

    public static string Reply(long id, string result) =>
        $$"""{"jsonrpc":"2.0","id":{{id}},"result":{{result}},"usIn":1767978363485278,"usOut":1767978363495053,"usDiff":9775,"testnet":false}""";

    public static string Error(long id, int code, string message = "some_error") =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"error":{"code":{{{code}}},"message":"{{{message}}}"},"usIn":1,"usOut":2,"usDiff":1,"testnet":false}""";

    public static string Book(string data, string instrument = "BTC-PERPETUAL", string interval = "raw") =>
        Notification($"book.{instrument}.{interval}", data);

    public static string Snapshot(long changeId, string bids, string asks, string instrument = "BTC-PERPETUAL") =>
        Book($$"""{"timestamp":1789344931302,"type":"snapshot","change_id":{{changeId}},"instrument_name":"{{instrument}}","bids":{{bids}},"asks":{{asks}}}""", instrument);

    public static string Change(long previous, long changeId, string bids, string asks, string instrument = "BTC-PERPETUAL") =>
        Book(
            $$"""{"timestamp":1789344931302,"type":"change","change_id":{{changeId}},"instrument_name":"{{instrument}}","bids":{{bids}},"asks":{{asks}},"prev_change_id":{{previous}}}""",
            instrument);

    public static string Ticker(string more = "", string mark = "83212.14", string index = "83251.03") =>
        Notification(
            "ticker.BTC-PERPETUAL.raw",
            $$$"""{"timestamp":1790755218559,"state":"open","stats":{"high":84548.5,"low":null,"price_change":-0.8525},"index_price":{{{index}}},"instrument_name":"BTC-PERPETUAL","last_price":83216.0,"settlement_price":83223.11,"min_price":81963.5,"max_price":84460.5,"open_interest":797578130,"mark_price":{{{mark}}},"interest_value":-4.467407940520975e-5,"current_funding":-2.1714e-4,"estimated_delivery_price":83251.03,"funding_8h":-3.1e-6,"best_ask_price":83212.5,"best_bid_price":83212.0,"best_ask_amount":261910.0,"best_bid_amount":71750.0{{{more}}}}""");

    public static string Quote(string ask = "3187.25", string bid = "3187.2") =>
        Notification(
            "quote.ETH-PERPETUAL",
            $$"""{"timestamp":1765425743087,"instrument_name":"ETH-PERPETUAL","best_ask_price":{{ask}},"best_bid_price":{{bid}},"best_ask_amount":133,"best_bid_amount":6.9e1}""");

    public static string PublicTrade(string price = "76917.5", string amount = "8450.0", string direction = "\"buy\"") =>
        $$"""{"timestamp":1789344933994,"price":{{price}},"amount":{{amount}},"direction":{{direction}},"index_price":76906.67,"instrument_name":"BTC-PERPETUAL","trade_seq":140284854,"mark_price":76917.12,"tick_direction":0,"starbase_match_id":225046781992378368,"trade_id":"267258393","contracts":845.0}""";

    public static string Trades(params string[] trades) => Notification("trades.BTC-PERPETUAL.raw", $"[{string.Join(',', trades)}]");

    public static string Order(
        string state = "open", string price = "32000.0", string amount = "1000.0", string filled = "0.0", string label = Label, string id = "74311538594",
        string direction = "buy", string more = "", string instrument = "BTC-PERPETUAL") =>
        $$"""{"label":"{{label}}","price":{{price}},"user_id":10580,"amount":{{amount}},"direction":"{{direction}}","time_in_force":"good_til_cancelled","instrument_name":"{{instrument}}","web":false,"api":true,"order_id":"{{id}}","creation_timestamp":1765463719142,"replaced":false,"filled_amount":{{filled}},"last_update_timestamp":1765463719555,"post_only":true,"reduce_only":false{{more}},"average_price":0.0,"mmp":false,"contracts":100.0,"reject_post_only":true,"order_state":"{{state}}","order_type":"limit","is_liquidation":false,"risk_reducing":false}""";

    public static string UserTrade(
        long sequence = 123024306, string price = "92037.0", string amount = "10.0", string id = "208465104", string label = Label, string direction = "buy",
        string liquidity = "M", string fee = "5.0e-8", string instrument = "BTC-PERPETUAL") =>
        $$"""{"label":"{{label}}","timestamp":1765505266849,"state":"filled","price":{{price}},"user_id":10580,"amount":{{amount}},"direction":"{{direction}}","index_price":92035.22,"instrument_name":"{{instrument}}","trade_seq":{{sequence}},"api":false,"mark_price":92035.41,"order_id":"74365704227","matching_id":null,"tick_direction":0,"profit_loss":-4.0e-7,"post_only":false,"contracts":1.0,"trade_id":"{{id}}","fee_currency":"BTC","fee":{{fee}},"order_type":"limit","liquidity":"{{liquidity}}"}""";

    public static string Position(string size = "-20.0", string instrument = "BTC-PERPETUAL", string sizeCurrency = "-2.2e-4") =>
        $$"""{"size":{{size}},"kind":"future","maintenance_margin":0.0,"direction":"sell","index_price":92035.22,"instrument_name":"{{instrument}}","settlement_price":90484.97,"mark_price":92035.41,"interest_value":0.27,"delta":0.0,"average_price":92000.5,"floating_profit_loss":1.0e-7,"realized_profit_loss":-3.97e-7,"total_profit_loss":-2.5e-7,"realized_funding":1.0e-9,"leverage":50,"size_currency":{{sizeCurrency}}}""";

    public static string Changes(string orders = "[]", string trades = "[]", string positions = "[]", string instrument = "BTC-PERPETUAL") =>
        Notification(
            $"user.changes.{instrument}.raw",
            $$"""{"orders":{{orders}},"instrument_name":"{{instrument}}","trades":{{trades}},"positions":{{positions}}}""");

    public static string Account(string more = "") =>
        $$$"""{"equity":10.00295059,"session_upl":1.0e-8,"delta_total":-2.2e-4,"session_rpl":-4.0e-7,"initial_margin":0.001,"margin_balance":10.00295059,"maintenance_margin":5.0e-4,"delta_total_map":{"btc_usd":0.1},"available_funds":10.002,"balance":10.0,"currency":"BTC"{{{more}}}}""";

    public static string Instrument(string name = "BTC-PERPETUAL", string tick = "0.5", string lot = "10.0", string type = "reversed", string steps = "[]") =>
        $$"""{"tick_size_steps":{{steps}},"quote_currency":"USD","instrument_type":"{{type}}","kind":"future","state":"open","contract_size":{{lot}},"min_trade_amount":{{lot}},"taker_commission":3.5e-4,"tick_size":{{tick}},"settlement_currency":"{{(type == "linear" ? "USDC" : "BTC")}}","instrument_name":"{{name}}","maker_commission":1.5e-4,"settlement_period":"perpetual"}""";
}
