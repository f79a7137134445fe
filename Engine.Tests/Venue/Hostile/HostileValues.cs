using System.Globalization;
using Engine.Core.Primitives;

namespace Engine.Tests.Venue.Hostile;

/// <summary>Makes requests that are right but for a few parameters: what every method could read, with values that it may not expect.</summary>
internal sealed class HostileValues(List<string> orderIds, int price, ulong seed)
{
    /// <summary>Always there unless left out.</summary>
    private static readonly Dictionary<string, string[]> s_usual = new()
    {
        ["instrument_name"] = ["\"BTC-PERPETUAL\"", "\"BTC-PERPETUAL\"", "\"ETH-PERPETUAL\""],
        ["amount"] = ["10", "20", "1000", "\"10\""],
        ["label"] = ["\"x\"", "\"y\""],
        ["currency"] = ["\"BTC\"", "\"btc\"", "\"USDC\""],
        ["kind"] = ["\"future\"", "\"any\""],
        ["count"] = ["5", "\"5\""],
        ["index_name"] = ["\"btc_usd\"", "\"eth_usd\""],
        ["interval"] = ["10", "20"],
        ["frozen_time"] = ["1"],
        ["max_quote_quantity"] = ["10", "0.5"],
        ["mmp_group"] = ["\"g\""],
        ["quote_id"] = ["\"1\"", "7"],
        ["quote_set_id"] = ["\"s\""],
        ["cancel_type"] = ["\"all\"", "\"instrument\"", "\"quote_set_id\"", "\"currency\""],
        ["grant_type"] = ["\"client_credentials\""],
        ["client_id"] = ["\"attacker\""],
        ["client_secret"] = ["\"secret\""],
        ["client_name"] = ["\"c\""],
        ["client_version"] = ["\"1\""],
        ["start_timestamp"] = ["1790755000000", "0"],
        ["end_timestamp"] = ["1790756000000"],
        ["resolution"] = ["\"60\"", "\"1D\""],
        ["length"] = ["\"8h\""],
        ["depth"] = ["10", "1"],
        ["channels"] = ["[\"book.BTC-PERPETUAL.raw\",\"user.orders.any.any.raw\",\"user.mmp_trigger.btc_usd\"]", "[\"ticker.ETH-PERPETUAL.100ms\"]"],
        ["currency_pair"] = ["\"btc_usd\""],
        ["mode"] = ["\"reject_taker\"", "\"cancel_maker\""],
    };

    /// <summary>There now and then.</summary>
    private static readonly Dictionary<string, string[]> s_seldom = new()
    {
        ["type"] = ["\"market\"", "\"limit\"", "\"stop_limit\"", "\"stop_market\"", "\"take_limit\"", "\"trailing_stop\"", "\"market_limit\"", "\"all\""],
        ["time_in_force"] = ["\"good_til_day\"", "\"immediate_or_cancel\"", "\"fill_or_kill\""],
        ["post_only"] = ["true", "\"true\""],
        ["reject_post_only"] = ["true"],
        ["reduce_only"] = ["true"],
        ["mmp"] = ["true", "false"],
        ["contracts"] = ["1", "10"],
        ["offset"] = ["1"],
        ["start_seq"] = ["1"],
        ["end_seq"] = ["5"],
        ["start_id"] = ["\"1\""],
        ["end_id"] = ["\"2\""],
        ["sorting"] = ["\"asc\"", "\"desc\""],
        ["quantity_limit"] = ["5", "0.001"],
        ["delta_limit"] = ["1", "0.0001"],
        ["vega_limit"] = ["1"],
        ["detailed"] = ["true"],
        ["freeze_quotes"] = ["true"],
        ["wait_for_response"] = ["false"],
        ["valid_until"] = ["1790999999999", "1"],
        ["scope"] = ["\"account\"", "\"trade:read\"", "\"session:a expires:60\"", "\"expires:1\""],
        ["refresh_token"] = ["\"x\""],
        ["trigger"] = ["\"mark_price\"", "\"last_price\""],
        ["trigger_price"] = ["80000", "90000"],
        ["trigger_offset"] = ["100"],
        ["display_amount"] = ["1000"],
        ["continuation"] = ["\"1\"", "1"],
        ["historical"] = ["true"],
        ["extended"] = ["true"],
        ["access_token"] = ["\"1.1x\""],
        ["state"] = ["\"s\""],
        ["expected_result"] = ["\"exception\""],
        ["min_delta"] = ["0"],
        ["max_delta"] = ["1"],
        ["include_old"] = ["true"],
        ["include_unfilled"] = ["true"],
        ["subaccount_id"] = ["1"],
        ["query"] = ["\"trade\""],
        ["linked_order_type"] = ["\"one_triggers_other\""],
        ["otoco_config"] = ["[{\"amount\":10}]"],
        ["invalidate_token"] = ["false"],
        ["expired"] = ["true"],
        ["data"] = ["\"\""],
        ["nonce"] = ["\"n\""],
        ["signature"] = ["\"s\""],
        ["timestamp"] = ["1790755218000"],
    };

    private static readonly string[] s_bad =
    [
        "null", "\"\"", "-1", "0", "-0", "-10", "1e400", "-1e400", "1e308", "1e18", "1e-300", "0.000000001", "9223372036.854775807", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "2147483648", "1000000000", "9000000000", "0.1", "\"NaN\"", "\"Infinity\"", "\"-1\"", "\"1e400\"", "\"0x10\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1}",
        "[[[[[[[[]]]]]]]]", "[1,2,3]", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"ü€😀\"", "\"BTC-PERPETUAL'; drop\"", "\"USDC-1\"", "\"BTC-OTO-1\"", "\"ETH-\"",
        "\"-\"", "\"99999999999999999999\"", "\"user.orders.any.any.raw\"", "[\"user.portfolio.any\",\"book.XYZ.raw\",\"\",\"...\"]", "true", "false",
    ];

    private Prng _random = new(seed);

    public ref Prng Random => ref _random;

    /// <summary>A request for a method; its id is the number.</summary>
    public string Request(string method, int id)
    {
        var parameters = new Dictionary<string, string>
        {
            ["price"] = Any([Text(price - 20), Text(price + 20), Text(price)]),
            ["order_id"] = '"' + orderIds[_random.Chance(0.7) ? 0 : _random.Below(orderIds.Count)] + '"',
            ["quotes"] = $$$"""[{"instrument_name":"BTC-PERPETUAL","quote_set_id":"s","bid":{"price":{{{Price()}}},"amount":{{{Amount()}}} },"ask":{"price":{{{Price()}}},"amount":{{{Amount()}}} } }]""",
        };
        foreach ((string name, string[] values) in s_usual)
        {
            if (_random.Chance(0.95))
                parameters[name] = Any(values);
        }

        foreach ((string name, string[] values) in s_seldom)
        {
            if (_random.Chance(0.03))
                parameters[name] = Any(values);
        }

        string[] names = [.. parameters.Keys, .. s_seldom.Keys];
        for (int hostile = _random.Chance(0.3) ? 0 : 1 + _random.Below(3); hostile > 0; hostile--)
            parameters[names[_random.Below(names.Length)]] = _random.Chance(0.05) ? '"' + new string('z', 70 + _random.Below(4000)) + '"' : Any(s_bad);
        string text = string.Join(',', parameters.Select(pair => $"\"{pair.Key}\":{pair.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{ {{{text}}} }}""");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Price() => _random.Chance(0.9) ? Text(price - 100 + _random.Below(200)) : Any(["1e308", "-1", "0", "null", "\"x\"", "9000000000"]);

    private string Amount() => _random.Chance(0.9) ? Any(["10", "500", "0"]) : Any(["-1", "9000000000", "1e18", "5", "null"]);

    private string Any(string[] values) => values[_random.Below(values.Length)];
}
