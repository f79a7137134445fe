using System.Text.Json;

namespace Engine.Tests.Venue.Orders;

/// <summary>Short words for order entry in the tests of this folder.</summary>
internal static class OrderEntry
{
    public const string Btc = "BTC-PERPETUAL";
    public const string Linear = "BTC_USDC-PERPETUAL";

    public static JsonElement Buy(this VenueClient client, double price, double amount, object? more = null, string instrument = Btc) =>
        client.Result("private/buy", With(instrument, price, amount, more));

    public static JsonElement Sell(this VenueClient client, double price, double amount, object? more = null, string instrument = Btc) =>
        client.Result("private/sell", With(instrument, price, amount, more));

    public static string Id(this JsonElement result) => VenueClient.At(result, "order.order_id");

    public static string Is(this JsonElement result, string path) => VenueClient.At(result, path);

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    /// <summary>The order now.</summary>
    public static JsonElement State(this VenueClient client, string id) => client.Result("private/get_order_state", new { order_id = id });

    public static JsonElement Ticker(this VenueClient client, string instrument = Btc) => client.Result("public/ticker", new { instrument_name = instrument });

    /// <summary>Price and amount of the levels of a side.</summary>
    public static string Levels(this VenueClient client, string side, string instrument = Btc) =>
        client.Result("public/get_order_book", new { instrument_name = instrument, depth = 10 }).GetProperty(side).GetRawText();

    /// <summary>Parameters of an order, with those of an anonymous object added.</summary>
    public static Dictionary<string, object?> With(string instrument, double price, double amount, object? more = null)
    {
        Dictionary<string, object?> parameters = new() { ["instrument_name"] = instrument, ["price"] = price, ["amount"] = amount };
        foreach (JsonProperty member in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject())
            parameters[member.Name] = member.Value;
        return parameters;
    }
}
