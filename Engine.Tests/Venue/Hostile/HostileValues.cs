using System.Globalization;
using System.Text;
using Engine.Core.Primitives;

namespace Engine.Tests.Venue.Hostile;

/// <summary>Makes requests that are half right: names of parameters that mean something, with values that may not.</summary>
internal sealed class HostileValues(IReadOnlyList<string> orderIds, ulong seed)
{
    private static readonly string[] s_names =
    [
        "instrument_name", "amount", "price", "order_id", "label", "type", "time_in_force", "post_only", "reject_post_only", "reduce_only", "mmp", "contracts",
        "currency", "kind", "count", "offset", "start_seq", "end_seq", "start_timestamp", "end_timestamp", "start_id", "end_id", "sorting", "depth", "channels",
        "index_name", "interval", "frozen_time", "quantity_limit", "delta_limit", "vega_limit", "max_quote_quantity", "mmp_group", "quotes", "quote_id",
        "quote_set_id", "cancel_type", "detailed", "freeze_quotes", "wait_for_response", "valid_until", "scope", "grant_type", "client_id", "client_secret",
        "refresh_token", "timestamp", "nonce", "data", "signature", "trigger", "trigger_price", "trigger_offset", "display_amount", "continuation", "historical",
        "extended", "resolution", "length", "access_token", "state", "client_name", "client_version", "expected_result", "currency_pair", "min_delta", "max_delta",
        "include_old", "include_unfilled", "subaccount_id", "query", "linked_order_type", "trigger_fill_condition", "otoco_config", "invalidate_token", "order_ids",
    ];

    private static readonly string[] s_good =
    [
        "\"BTC-PERPETUAL\"", "\"ETH-PERPETUAL\"", "10", "84000", "84000.5", "\"limit\"", "\"market\"", "\"stop_limit\"", "true", "false", "\"BTC\"", "\"any\"", "\"future\"",
        "1", "100", "\"asc\"", "\"btc_usd\"", "\"g\"", "5", "\"all\"", "\"instrument\"", "\"quote_set_id\"", "\"connection\"", "\"account\"", "\"x\"", "\"good_til_day\"",
        "\"immediate_or_cancel\"", "\"fill_or_kill\"", "\"mark_price\"", "\"client_credentials\"", "[\"book.BTC-PERPETUAL.raw\",\"user.orders.any.any.raw\"]", "1790755218000",
        "[{\"instrument_name\":\"BTC-PERPETUAL\",\"quote_set_id\":\"s\",\"bid\":{\"price\":84000,\"amount\":10},\"ask\":{\"price\":85000,\"amount\":10}}]", "\"1D\"", "\"60\"",
    ];

    private static readonly string[] s_bad =
    [
        "null", "\"\"", "-1", "0", "-0", "-10", "1e400", "-1e400", "1e308", "1e18", "1e-300", "0.000000001", "9223372036.854775807", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "2147483648", "1000000000", "9000000000", "0.1", "\"NaN\"", "\"Infinity\"", "\"-1\"", "\"1e400\"", "\"0x10\"", "[]", "{}", "[[]]", "[null]", "{\"a\":1}",
        "[[[[[[[[]]]]]]]]", "[1,2,3]", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"ü€😀\"", "\"BTC-PERPETUAL'; drop\"", "\"USDC-1\"", "\"BTC-OTO-1\"", "\"ETH-\"",
        "\"-\"", "\"99999999999999999999\"", "\"user.orders.any.any.raw\"", "[\"user.portfolio.any\",\"book.XYZ.raw\",\"\",\"...\"]", "[{\"instrument_name\":\"BTC-PERPETUAL\",\"quote_set_id\":\"s\",\"bid\":{\"price\":1e308,\"amount\":-1}}]",
        "[{\"instrument_name\":\"BTC-PERPETUAL\",\"quote_set_id\":\"s\",\"ask\":{\"price\":9000000000,\"amount\":9000000000}}]", "[{\"bid\":{}}]", "[{\"instrument_name\":5,\"quote_set_id\":[],\"bid\":null}]",
    ];

    private Prng _random = new(seed);

    public ref Prng Random => ref _random;

    /// <summary>A request for a method; its id is the number.</summary>
    public string Request(string method, int id)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{""");
        int count = _random.Below(10);
        for (int i = 0; i < count; i++)
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"{Name(i)}\":{Value()}");
        return text.Append("}}").ToString();
    }

    /// <summary>The parameters that most methods read come first and often.</summary>
    private string Name(int place) => place < 3 && _random.Chance(0.7) ? s_names[_random.Below(5)] : s_names[_random.Below(s_names.Length)];

    private string Value()
    {
        if (_random.Chance(0.15))
            return '"' + orderIds[_random.Below(orderIds.Count)] + '"';
        if (_random.Chance(0.02))
            return '"' + new string('z', 70 + _random.Below(4000)) + '"';
        return _random.Chance(0.6) ? s_good[_random.Below(s_good.Length)] : s_bad[_random.Below(s_bad.Length)];
    }
}
