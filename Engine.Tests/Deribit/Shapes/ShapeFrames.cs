using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Tests.Deribit.Decoding;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>Random frames of the hot kinds in the venue's own key orders; <c>odd</c> is the rate of surprises in them.</summary>
internal static class ShapeFrames
{
    private static readonly string[] Names = ["BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL"];
    private static readonly long[] Ticks = [500_000_000, 50_000_000, 100_000_000];
    private static readonly long[] Lots = [10_000_000_000, 1_000_000_000, 100_000];
    private static readonly string[] States = ["open", "filled", "cancelled", "rejected", "untriggered", "triggered", "speed_bumped", ""];
    private static readonly string[] Reasons = ["user_request", "cancel_on_disconnect", "edit_post_only_reject", "mmp_trigger", "order_overlap", "order_overlap_another_sub", "autoliquidation", "settlement", "a_reason_that_is_longer_than_any_window_of_bytes"];
    private static readonly string[] Labels = [Frames.Label, "mm-ffffff-02-s-7f-ffffff", "mm-000000-00-b-00-000001", "mm-00002a-00-b-80-000001", "mm-00002A-00-b-00-000001", "mm-00002a-00-x-00-000001", "mm-00002a+00-b-00-000001", "mm-00002a-0g-s-00-000001", "", "9gACGAK_UkUAAQAAAAAA", "a label of a stranger that is as long as labels may get at this venue", "\\u006dm", "é"];
    private static readonly string[] Ids = ["74311538594", "USDC-104819327443", "ETH-109559973994", "USDC-SLMB-19641", "123456789012345678901234", "1234567890123456789012345", "", "a b", "x\\u0031", "7"];
    private static readonly string[] Extras = [",\"starbase_order_id\":213912243048284167", ",\"starbase_last_update_timestamp\":1786690253040562770", ",\"mmp_group\":\"any\"", ",\"display_amount\":null", ",\"app_name\":\"x\"", ",\"quote\":true", ",\"price\":1.0", ",\"unknown\":[1,{}]", ",\"order_state\":\"open\""];

    /// <summary>One frame on each channel that the tests use.</summary>
    public static List<string> OfEachChannel()
    {
        Prng random = new(1);
        return OfEachChannel(ref random);
    }

    public static List<string> OfEachChannel(ref Prng random)
    {
        List<string> frames = [];
        for (int id = 0; id < Names.Length; id++)
        {
            frames.AddRange(
            [
                Book(ref random, id, 0), Ticker(ref random, id, 0), Quote(ref random, id, 0), Trades(ref random, id, 0), Changes(ref random, id, 0),
                Reply(ref random, id, 0),
            ]);
        }

        return frames;
    }

    public static string Any(ref Prng random, double odd)
    {
        int id = random.Below(Names.Length);
        return random.Below(6) switch
        {
            0 => Book(ref random, id, odd),
            1 => Ticker(ref random, id, odd),
            2 => Quote(ref random, id, odd),
            3 => Trades(ref random, id, odd),
            4 => Changes(ref random, id, odd),
            _ => Reply(ref random, id, odd),
        };
    }

    public static string Book(ref Prng random, int id, double odd)
    {
        bool snapshot = random.Chance(0.3);
        string type = random.Chance(odd) ? "other" : snapshot ? "snapshot" : "change";
        int most = random.Chance(0.05) ? 200 : 14;
        string text = $$"""{"timestamp":{{Time(ref random, odd)}},"type":"{{type}}","change_id":{{Whole(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","bids":{{Levels(ref random, id, most, odd)}},"asks":{{Levels(ref random, id, most, odd)}}""";
        return Channel("book", id, ".raw", text + (snapshot ? "}" : $$""","prev_change_id":{{Whole(ref random, odd)}}}"""));
    }

    public static string Ticker(ref Prng random, int id, double odd)
    {
        string head = $$"""{"timestamp":{{Time(ref random, odd)}},"state":"open","stats":{"high":{{Money(ref random, odd)}},"low":{{(random.Chance(0.1) ? "null" : Money(ref random, odd))}},"price_change":{{Money(ref random, odd)}},"volume":{{Money(ref random, odd)}},"volume_usd":{{Money(ref random, odd)}},"volume_notional":{{Money(ref random, odd)}}},"index_price":{{Money(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","last_price":{{Money(ref random, odd)}},"settlement_price":{{Money(ref random, odd)}},"min_price":{{Money(ref random, odd)}},"max_price":{{Money(ref random, odd)}},"open_interest":{{Money(ref random, odd)}},"mark_price":{{Money(ref random, odd)}},"interest_value":{{Double(ref random)}}""";
        string ask = Price(ref random, id, odd), bid = Price(ref random, id, odd), askSize = Size(ref random, id, odd), bidSize = Size(ref random, id, odd);
        string funding = Money(ref random, odd), funding8h = Money(ref random, odd), delivery = Money(ref random, odd);
        string tail = random.Chance(0.5)
            ? $$""","current_funding":{{funding}},"estimated_delivery_price":{{delivery}},"funding_8h":{{funding8h}},"best_ask_price":{{ask}},"best_bid_price":{{bid}},"best_ask_amount":{{askSize}},"best_bid_amount":{{bidSize}}}"""
            : $$""","best_ask_price":{{ask}},"best_bid_price":{{bid}},"estimated_delivery_price":{{delivery}},"best_ask_amount":{{askSize}},"best_bid_amount":{{bidSize}},"current_funding":{{funding}},"funding_8h":{{funding8h}}}""";
        return Channel("ticker", id, ".raw", head + tail);
    }

    public static string Quote(ref Prng random, int id, double odd) => Channel("quote", id, "",
        $$"""{"timestamp":{{Time(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","best_ask_price":{{Price(ref random, id, odd)}},"best_bid_price":{{Price(ref random, id, odd)}},"best_ask_amount":{{Size(ref random, id, odd)}},"best_bid_amount":{{Size(ref random, id, odd)}}}""");

    public static string Trades(ref Prng random, int id, double odd)
    {
        var trades = new string[random.Chance(0.02) ? 70 : random.Below(4)];
        for (int i = 0; i < trades.Length; i++)
        {
            string tail = random.Chance(0.5) ? ",\"starbase_timestamp\":1789344933994718924" : "";
            string match = random.Chance(0.5) ? "\"starbase_match_id\":225046781992378368," : "";
            trades[i] = $$"""{"timestamp":{{Time(ref random, odd)}},"price":{{Price(ref random, id, odd)}},"amount":{{Size(ref random, id, odd)}},"direction":"{{Direction(ref random, odd)}}","index_price":{{Money(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","trade_seq":{{Whole(ref random, odd)}},"mark_price":{{Money(ref random, odd)}},"tick_direction":{{random.Below(4)}},{{match}}"trade_id":"{{Ids[random.Below(3)]}}","contracts":845.0{{tail}}}""";
        }

        return Channel("trades", id, ".raw", $"[{string.Join(',', trades)}]");
    }

    public static string Changes(ref Prng random, int id, double odd) => Channel("user.changes", id, ".raw",
        $$"""{"orders":[{{List(ref random, id, odd, Order)}}],"instrument_name":"{{Name(ref random, id, odd)}}","trades":[{{List(ref random, id, odd, Fill)}}],"positions":[{{List(ref random, id, odd, Position)}}]}""");

    public static string Reply(ref Prng random, int id, double odd)
    {
        RequestKind kind = (RequestKind)(random.Chance(odd) ? random.Below(16) : 1 + random.Below(3));
        long request = RequestId.Create(1 + random.Below(1_000_000), kind);
        string order = Order(ref random, id, odd);
        string result = kind == RequestKind.Cancel ? order : $$"""{"order":{{order}},"trades":[{{List(ref random, id, odd, Fill)}}]}""";
        string took = random.Chance(odd) ? "12345678901" : random.Below(100_000).ToString(CultureInfo.InvariantCulture);
        return $$"""{"jsonrpc":"2.0","id":{{request}},"result":{{result}},"usIn":1767978363485278,"usOut":1767978363495053,"usDiff":{{took}},"testnet":{{Bool(ref random)}}}""";
    }

    private delegate string Part(ref Prng random, int id, double odd);

    private static string List(ref Prng random, int id, double odd, Part part)
    {
        var text = new StringBuilder();
        for (int count = random.Below(3); count > 0; count--)
            text.Append(text.Length > 0 ? "," : "").Append(part(ref random, id, odd));
        return text.ToString();
    }

    private static string Order(ref Prng random, int id, double odd)
    {
        string reason = random.Chance(0.3) ? $",\"cancel_reason\":\"{Reasons[random.Below(Reasons.Length)]}\"" : "";
        string reject = random.Chance(0.7) ? $",\"reject_post_only\":{Bool(ref random)}" : "";
        return $$"""{"label":"{{Label(ref random, odd)}}","price":{{Price(ref random, id, odd)}},"user_id":10580,"amount":{{Size(ref random, id, odd)}},"direction":"{{Direction(ref random, odd)}}","time_in_force":"good_til_cancelled"{{Extra(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","web":false,"api":true,"order_id":"{{Id(ref random, odd)}}","creation_timestamp":{{Time(ref random, odd)}},"replaced":{{Bool(ref random)}},"filled_amount":{{Size(ref random, id, odd)}},"last_update_timestamp":{{Time(ref random, odd)}}{{Extra(ref random, odd)}},"post_only":{{Bool(ref random)}},"reduce_only":{{Bool(ref random)}}{{reason}},"average_price":{{Money(ref random, odd)}},"mmp":false,"contracts":1.0{{Extra(ref random, odd)}}{{reject}},"order_state":"{{States[random.Below(States.Length)]}}","order_type":"{{(random.Chance(0.9) ? "limit" : "market")}}","is_liquidation":false,"risk_reducing":{{Bool(ref random)}}{{Extra(ref random, odd)}}{{Extra(ref random, odd)}}}""";
    }

    private static string Fill(ref Prng random, int id, double odd) =>
        $$"""{"label":"{{Label(ref random, odd)}}","timestamp":{{Time(ref random, odd)}},"state":"filled","price":{{Price(ref random, id, odd)}},"user_id":10580,"amount":{{Size(ref random, id, odd)}},"direction":"{{Direction(ref random, odd)}}","index_price":{{Money(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","trade_seq":{{Whole(ref random, odd)}},"api":false,"mark_price":{{Money(ref random, odd)}},"order_id":"{{Id(ref random, odd)}}","matching_id":null,"tick_direction":0,"profit_loss":-4.0e-7,"post_only":true,"reduce_only":false,"self_trade":false,"mmp":false,"contracts":1.0,"trade_id":"{{Id(ref random, odd)}}","fee_currency":"BTC","fee":{{Money(ref random, odd)}},"order_type":"limit","risk_reducing":false,"liquidity":"{{"MT"[random.Below(2)]}}"{{Extra(ref random, odd)}}}""";

    private static string Position(ref Prng random, int id, double odd)
    {
        string size = (random.Chance(0.5) ? "" : "-") + Size(ref random, id, odd);
        return $$"""{"size":{{size}},"kind":"future","maintenance_margin":0.0,"initial_margin":0.0,"direction":"zero","index_price":{{Money(ref random, odd)}},"instrument_name":"{{Name(ref random, id, odd)}}","settlement_price":{{Money(ref random, odd)}},"mark_price":{{Money(ref random, odd)}},"interest_value":{{Double(ref random)}},"delta":0.0,"average_price":{{Money(ref random, odd)}},"floating_profit_loss":{{Money(ref random, odd)}},"realized_profit_loss":{{Money(ref random, odd)}},"total_profit_loss":{{Money(ref random, odd)}},"realized_funding":{{Money(ref random, odd)}},"leverage":50,"size_currency":{{size}}}""";
    }

    private static string Channel(string kind, int id, string interval, string data) => Frames.Notification($"{kind}.{Names[id]}{interval}", data);

    private static string Levels(ref Prng random, int id, int most, double odd)
    {
        var levels = new string[random.Below(most)];
        for (int i = 0; i < levels.Length; i++)
        {
            string action = random.Chance(odd) ? "odd" : random.Below(3) switch { 0 => "new", 1 => "change", _ => "delete" };
            levels[i] = $"[\"{action}\",{Price(ref random, id, odd)},{Size(ref random, id, odd)}]";
        }

        return $"[{string.Join(',', levels)}{(random.Chance(odd) ? "," : "")}]";
    }

    private static string Price(ref Prng random, int id, double odd) =>
        NumberForms.Any(ref random, ((1 + random.Below(random.Chance(0.5) ? 200_000 : 20_000_000)) * Ticks[id]) + (random.Chance(odd / 4) ? 1 : 0), odd);

    private static string Size(ref Prng random, int id, double odd) => NumberForms.Any(ref random, random.Below(random.Chance(0.5) ? 1000 : 1_000_000) * Lots[id], odd);

    private static string Money(ref Prng random, double odd) => NumberForms.Any(ref random, NumberForms.Money(ref random), odd);

    private static string Double(ref Prng random) => Encoding.ASCII.GetString(Float((random.Uniform() - 0.5) * Math.Pow(10, random.Below(30) - 15)));

    private static byte[] Float(double value)
    {
        Span<byte> text = stackalloc byte[Engine.Core.Venue.Text.ErlangNumber.MaxText];
        return text[..Engine.Core.Venue.Text.ErlangNumber.Format(value, text)].ToArray();
    }

    private static string Time(ref Prng random, double odd) =>
        random.Chance(odd) ? NumberForms.Any(ref random, 0, 1) : (1_790_000_000_000 + random.Below(1_000_000_000)).ToString(CultureInfo.InvariantCulture);

    private static string Whole(ref Prng random, double odd) =>
        random.Chance(odd) ? NumberForms.Any(ref random, 0, 1) : (1 + (random.Next() >> (14 + random.Below(45)))).ToString(CultureInfo.InvariantCulture);

    private static string Name(ref Prng random, int id, double odd) => random.Chance(odd) ? "SOL_USDC-PERPETUAL" : Names[id];

    private static string Direction(ref Prng random, double odd) => random.Chance(odd) ? "zero" : random.Chance(0.5) ? "buy" : "sell";

    private static string Label(ref Prng random, double odd) => Labels[random.Below(odd > 0 ? Labels.Length : 11)];

    private static string Id(ref Prng random, double odd) => Ids[random.Below(odd > 0 ? Ids.Length : 5)];

    private static string Extra(ref Prng random, double odd) => random.Chance(0.1) ? Extras[random.Below(odd > 0 ? Extras.Length : 6)] : "";

    private static string Bool(ref Prng random) => random.Chance(0.5) ? "true" : "false";
}
