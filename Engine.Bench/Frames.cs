using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;

namespace Engine.Bench;

/// <summary>Messages of the shapes that the venue sends, and the instruments they speak of.</summary>
internal static class Frames
{
    public static InstrumentTable Instruments()
    {
        InstrumentTable table = new("BTC-PERPETUAL");
        table[0] = new Instrument(0, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0.00015, 0.00035);
        return table;
    }

    public static byte[] BookChange { get; } = Encoding.UTF8.GetBytes(
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":1789344931957,"type":"change","change_id":118850970615,"instrument_name":"BTC-PERPETUAL","bids":[["new",76908.5,1.0e3],["change",76904.0,35130.0]],"asks":[["delete",77023.0,0.0]],"prev_change_id":118850969743}}}""");

    public static byte[] Ticker { get; } = Encoding.UTF8.GetBytes(
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"ticker.BTC-PERPETUAL.raw","data":{"timestamp":1790755218559,"state":"open","stats":{"high":84548.5,"low":82900.5,"price_change":-0.8525,"volume":9341.40027576,"volume_usd":781497780.0,"volume_notional":781497780.0},"index_price":83251.03,"instrument_name":"BTC-PERPETUAL","last_price":83216.0,"settlement_price":83223.11,"min_price":81963.5,"max_price":84460.5,"open_interest":797578130,"mark_price":83212.14,"interest_value":-4.467407940520975e-5,"current_funding":-2.1714e-4,"estimated_delivery_price":83251.03,"funding_8h":-3.1e-6,"best_ask_price":83212.5,"best_bid_price":83212.0,"best_ask_amount":261910.0,"best_bid_amount":71750.0}}}""");

    public static byte[] BookOfTwelve { get; } = Encoding.UTF8.GetBytes(
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":{"timestamp":1789344931639,"type":"change","change_id":118850969743,"instrument_name":"BTC-PERPETUAL","bids":[["change",76914.0,1.0002e6],["new",76899.0,10.0],["delete",76893.0,0.0],["new",76871.5,3.0e6],["delete",76867.0,0.0],["change",38458.5,10.0],["new",38457.0,10.0]],"asks":[["new",77016.0,10.0],["delete",77023.0,0.0],["new",77024.0,1340.0],["delete",77027.5,0.0],["new",115372.0,10.0]],"prev_change_id":118850968930}}}""");

    public static byte[] UserOrder { get; } = Encoding.UTF8.GetBytes(
        $$$$"""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.BTC-PERPETUAL.raw","data":{"orders":[{{{{Order}}}}],"instrument_name":"BTC-PERPETUAL","trades":[],"positions":[]}}}""");

    public static byte[] OrderReply { get; } = Encoding.UTF8.GetBytes(
        $$"""{"jsonrpc":"2.0","id":{{RequestId.Create(12345, RequestKind.Place)}},"result":{"order":{{Order}},"trades":[]},"usIn":1767978363485278,"usOut":1767978363495053,"usDiff":9775,"testnet":false}""");

    private static string Order =>
        """{"label":"mm-00002a-00-b-00-000007","price":83212.5,"user_id":10580,"amount":1000.0,"direction":"buy","time_in_force":"good_til_cancelled","instrument_name":"BTC-PERPETUAL","web":false,"api":true,"order_id":"74311538594","creation_timestamp":1765463719142,"replaced":false,"filled_amount":0.0,"last_update_timestamp":1765463719142,"post_only":true,"reduce_only":false,"average_price":0.0,"mmp":false,"contracts":100.0,"reject_post_only":true,"order_state":"open","order_type":"limit","is_liquidation":false,"risk_reducing":false}""";

    /// <summary>A message by the name it has in the benchmarks' table.</summary>
    public static byte[] Named(string name) => name switch
    {
        "ticker" => Ticker,
        "book" => BookChange,
        "book12" => BookOfTwelve,
        "user order" => UserOrder,
        _ => OrderReply,
    };
}
