using System.Text;
using Engine.Core.Primitives;

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
}
