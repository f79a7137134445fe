using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Faults;

/// <summary>A quiet exchange with the control namespace: a client that watches, one that moves the book, and one that makes things go wrong.</summary>
internal sealed class FaultWorld
{
    public const string Instrument = "BTC-PERPETUAL";
    public const string Book = "book.BTC-PERPETUAL.raw";
    public const long Ms = 1_000_000;

    private int _moves;

    public FaultWorld(ExchangeOptions? options = null)
    {
        World = new VenueWorld((options ?? VenueWorld.Quiet) with { Control = true });
        Control = new VenueClient(World, SessionKind.Http);
        Watcher = World.Client("watcher");
        Other = World.Client("other");
    }

    public VenueWorld World { get; }

    public VenueClient Control { get; }

    public VenueClient Watcher { get; }

    public VenueClient Other { get; }

    /// <summary>Orders a fault; gives its number.</summary>
    public long Inject(object fault) => Control.Result("control/inject", fault).GetProperty("id").GetInt64();

    public long Fired(long id) => Status(id).GetProperty("fired").GetInt64();

    public string State(long id) => Status(id).GetProperty("state").GetString()!;

    public void Clear(long id) => Assert.Equal("1", Control.Result("control/clear", new { id }).GetRawText());

    /// <summary>The watcher subscribes and has seen its first messages.</summary>
    public FaultWorld Watching(params string[] channels)
    {
        Watcher.Result("private/subscribe", new { channels });
        Watcher.Frames.Clear();
        return this;
    }

    /// <summary>One change of the book, as a bid at a price of its own.</summary>
    public void Move() => Buy(Other, 50_000 + (_moves++ * 10));

    public void Wait(long ns) => World.Wait(ns);

    public string Buy(VenueClient client, double price, double amount = 10) => Order(client, "private/buy", price, amount);

    public string Sell(VenueClient client, double price, double amount = 10) => Order(client, "private/sell", price, amount);

    /// <summary>The other sells into a bid of the watcher: one fill.</summary>
    public void Fill()
    {
        Buy(Watcher, 85_000);
        Watcher.Frames.Clear();
        Sell(Other, 85_000);
    }

    public List<string> OpenOrders(VenueClient client) =>
        [.. client.Result("private/get_open_orders").EnumerateArray().Select(order => order.GetProperty("order_id").GetString()!)];

    /// <summary>Sends a request without waiting for its reply.</summary>
    public void Send(VenueClient client, int id, string method, object? parameters = null) =>
        client.Raw($$"""{"jsonrpc":"2.0","id":{{id.ToString(CultureInfo.InvariantCulture)}},"method":"{{method}}","params":{{JsonSerializer.Serialize(parameters ?? new { })}}}""");

    private static string Order(VenueClient client, string method, double price, double amount) =>
        VenueClient.At(client.Result(method, new { instrument_name = Instrument, amount, price }), "order.order_id");

    private JsonElement Status(long id) =>
        Control.Result("control/status").GetProperty("faults").EnumerateArray().Single(fault => fault.GetProperty("id").GetInt64() == id);
}
