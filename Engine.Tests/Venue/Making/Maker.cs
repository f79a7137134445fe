using System.Text.Json;

namespace Engine.Tests.Venue.Making;

/// <summary>Market makers in tests: what their requests have in common.</summary>
internal static class Maker
{
    public const string Btc = "BTC-PERPETUAL";

    /// <summary>An account whose connection may quote, with a protection group that allows much.</summary>
    public static VenueClient Quoting(VenueWorld world, string key, string group = "g")
    {
        VenueClient client = world.Client(key);
        client.Result("private/enable_cancel_on_disconnect");
        Protect(client, group);
        return client;
    }

    public static JsonElement Protect(
        VenueClient client, string? group, decimal quantity = 100, decimal largest = 10, int interval = 5, int frozen = 10, decimal? delta = null)
    {
        var parameters = new Dictionary<string, object>
        {
            ["index_name"] = "btc_usd",
            ["interval"] = interval,
            ["frozen_time"] = frozen,
            ["quantity_limit"] = quantity,
            ["max_quote_quantity"] = largest,
        };
        if (group is not null)
            parameters["mmp_group"] = group;
        if (delta is not null)
            parameters["delta_limit"] = delta;
        return client.Result("private/set_mmp_config", parameters);
    }

    public static object Leg(double price, double amount) => new { price, amount };

    /// <summary>One instrument's quote; a missing side is left out.</summary>
    public static Dictionary<string, object> Entry(object? bid, object? ask, string set = "s", string instrument = Btc)
    {
        var entry = new Dictionary<string, object> { ["instrument_name"] = instrument, ["quote_set_id"] = set };
        if (bid is not null)
            entry["bid"] = bid;
        if (ask is not null)
            entry["ask"] = ask;
        return entry;
    }

    public static object Request(string group, params Dictionary<string, object>[] quotes) =>
        new { quote_id = "1", mmp_group = group, detailed = true, quotes };

    public static JsonElement Quote(VenueClient client, string group, params Dictionary<string, object>[] quotes) =>
        client.Result("private/mass_quote", Request(group, quotes));

    public static JsonElement Order(VenueClient client, string side, double price, double amount, bool mmp = false) =>
        client.Result("private/" + side, new { instrument_name = Btc, price, amount, mmp });

    public static string[] OpenIds(VenueClient client) =>
        [.. client.Result("private/get_open_orders").EnumerateArray().Select(order => VenueClient.At(order, "order_id"))];
}
