namespace Engine.Tests.Venue.Hostile;

/// <summary>An account that others try to reach: it has orders where nobody can trade with them.</summary>
internal sealed class Bystander
{
    public const string Label = "secret-of-the-bystander";

    private readonly VenueWorld _world;
    private readonly VenueClient _client;
    private readonly VenueClient _partner;

    public Bystander(VenueWorld world)
    {
        _world = world;
        _client = world.Client("bystander");
        _partner = world.Client("partner");
        Price = (int)_client.Result("public/ticker", new { instrument_name = "BTC-PERPETUAL" }).GetProperty("mark_price").GetDouble();
        OrderIds =
        [
            Id(_client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 30000, label = Label })),
            Id(_client.Result("private/sell", new { instrument_name = "ETH-PERPETUAL", amount = 10, price = 9000, label = Label })),
        ];
        Trade();
        // Somebody whom others may trade with.
        _partner.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 1_000_000, price = Price - 10 });
        _partner.Result("private/sell", new { instrument_name = "BTC-PERPETUAL", amount = 1_000_000, price = Price + 10 });
    }

    /// <summary>Where the market is, as a whole number.</summary>
    public int Price { get; }

    public IReadOnlyList<string> OrderIds { get; }

    /// <summary>Trades a little with a partner, outside of what anybody else can reach, as both are the only ones at the price.</summary>
    public void Trade()
    {
        _client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = Price, label = Label });
        _partner.Result("private/sell", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = Price });
    }

    /// <summary>Everything it can see of itself, as text.</summary>
    public string Picture()
    {
        VenueClient reader = _world.Client("bystander");
        return string.Join(
            '\n',
            reader.Result("private/get_open_orders").GetRawText(),
            reader.Result("private/get_user_trades_by_instrument", new { instrument_name = "BTC-PERPETUAL" }).GetRawText(),
            VenueClient.At(reader.Result("private/get_account_summary", new { currency = "BTC" }), "balance"),
            VenueClient.At(reader.Result("private/get_position", new { instrument_name = "BTC-PERPETUAL" }), "size"),
            reader.Result("private/get_mmp_config").GetRawText());
    }

    /// <summary>Parameters that name it in every way that a method could take.</summary>
    public Dictionary<string, object> Everything(string method, string? orderId = null) => new()
    {
        ["order_id"] = orderId ?? OrderIds[0],
        ["order_ids"] = (string[])[orderId ?? OrderIds[0]],
        // An order of one's own may have any label; it would only hide the other's.
        ["label"] = method is "private/buy" or "private/sell" or "private/close_position" ? "mine" : Label,
        ["instrument_name"] = "BTC-PERPETUAL",
        ["currency"] = "BTC",
        ["amount"] = 10,
        // Where it would rest: what is to be reached is not the market.
        ["price"] = method.EndsWith("sell", StringComparison.Ordinal) ? Price + 5000 : Price - 5000,
        ["channels"] = (string[])["user.orders.any.any.raw"],
        ["cancel_type"] = "all",
        ["count"] = 100,
        ["historical"] = true,
        ["start_timestamp"] = 0,
        ["end_timestamp"] = 4_000_000_000_000,
        ["kind"] = "any",
    };

    private static string Id(System.Text.Json.JsonElement placed) => VenueClient.At(placed, "order.order_id");
}
