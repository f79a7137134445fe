using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Tests.Venue.RecordedForms;

/// <summary>Our own frame of each recorded kind, made by an exchange and its clients.</summary>
internal static class Counterparts
{
    private const string Btc = "BTC-PERPETUAL";
    private const string Linear = "BTC_USDC-PERPETUAL";

    /// <summary>How a frame of a kind comes about.</summary>
    public static IReadOnlyDictionary<string, Func<JsonElement>> ByKind { get; } = new Dictionary<string, Func<JsonElement>>
    {
        ["book snapshot"] = () => Notification($"book.{Btc}.100ms", "snapshot"),
        ["book snapshot of whole units"] = () => Notification("book.ETH-PERPETUAL.100ms", "snapshot"),
        ["book change"] = () => Notification($"book.{Btc}.100ms", "\"delete\""),
        ["book grouped"] = () => Notification($"book.{Linear}.none.20.100ms"),
        ["ticker inverse"] = () => Notification($"ticker.{Btc}.100ms"),
        ["ticker linear"] = () => Notification($"ticker.{Linear}.100ms"),
        ["perpetual"] = () => Notification($"perpetual.{Linear}.100ms"),
        ["quote"] = () => Notification($"quote.{Linear}"),
        ["platform_state"] = () => Notification("platform_state"),
        ["payload quote"] = () => Notification($"quote.{Linear}").GetProperty("params").GetProperty("data"),
        ["payload platform_state"] = () => Notification("platform_state").GetProperty("params").GetProperty("data"),
        ["user.changes open"] = () => Trading("user.changes.any.any.raw")[0],
        ["user.changes cancelled"] = () => Trading("user.changes.any.any.raw")[1],
        ["user.changes filled"] = () => Trading("user.changes.any.any.raw")[2],
        ["user.orders"] = () => Trading("user.orders.any.any.raw")[2],
        ["user.trades"] = () => Trading("user.trades.any.any.raw")[0],
        ["user.portfolio"] = () => Trading("user.portfolio.btc")[^1],
        ["heartbeat test_request"] = Heartbeat,
        ["request public/set_heartbeat"] = () => Client().Ask("public/set_heartbeat", new { interval = 10 }),
        ["request public/subscribe"] = () => Client().Ask("public/subscribe", new { channels = (string[])[$"book.{Btc}.100ms"] }),
        ["request public/test"] = () => Client().Ask("public/test"),
        ["reply subscribe"] = () => Client().Ask("public/subscribe", new { channels = (string[])[$"book.{Btc}.100ms"] }),
        ["reply subscribe empty"] = () => Client().Ask("public/subscribe", new { channels = (string[])["nothing"] }),
        ["reply auth"] = () => Client().Ask("public/auth", new { grant_type = "client_credentials", client_id = "a", client_secret = "b" }),
        ["reply get_account_summary"] = () => Client().Ask("private/get_account_summary", new { currency = "ETH", extended = true }),
        ["reply get_user_trades_by_currency"] = OwnTrades,
        ["reply get_user_trades_by_currency empty"] = () => Client().Ask("private/get_user_trades_by_currency", new { currency = "ETH" }),
        ["error 13778"] = () => new VenueClient(World()).Ask("public/subscribe", new { channels = (string[])[$"book.{Btc}.raw"] }),
        ["error 11050 \"invalid json\""] = BadJson,
        ["error -32602 {\"reason\":\"value required\",\"param\":\"currency\"}"] = () => Client().Ask("private/get_user_trades_by_currency"),
        ["row of get_instruments"] = () => Client().Result("public/get_instruments", new { currency = "USDC" })[0],
        ["rest setup_instrument"] = () => Rest("public/get_instrument", new { instrument_name = Btc }),
        ["rest setup_ticker"] = () => Rest("public/ticker", new { instrument_name = Btc }),
        ["rest place_order"] = () => Rest("private/buy", Order("31566.5")),
        ["rest cancel_order"] = () => OfCancelled(0),
        ["rest final_state"] = () => OfCancelled(1),
        ["rest cancel_again"] = () => OfCancelled(2),
        ["rest reject_wrong_tick"] = () => Rest("private/buy", Order("31566.75")),
        ["2021 request public/subscribe"] = () => Client().Ask("public/subscribe", new { channels = (string[])[$"book.{Btc}.100ms"] }),
        ["2021 reply subscribe"] = () => Client().Ask("public/subscribe", new { channels = (string[])[$"book.{Btc}.100ms"] }),
        ["2021 ticker inverse"] = () => Notification($"ticker.{Btc}.100ms"),
        ["2021 book snapshot"] = () => Notification($"book.{Btc}.100ms", "snapshot"),
        ["2021 book change"] = () => Notification($"book.{Btc}.100ms", "\"delete\""),
    };

    /// <summary>Our rows for those of a file of instruments.</summary>
    public static Func<JsonElement, JsonElement> Listed(string file)
    {
        IReadOnlyList<Terms> terms = InstrumentFile.Parse("recorded", Encoding.UTF8.GetBytes(file));
        VenueClient client = new VenueWorld(VenueWorld.Quiet with { Catalogue = terms, Instruments = [.. terms.Select(row => row.Name)] }).Client("a");
        return row => client.Result("public/get_instrument", new { instrument_name = VenueClient.At(row, "instrument_name") });
    }

    private static VenueWorld World() => new(VenueWorld.Quiet with { Instruments = [.. Perpetuals.All.Select(terms => terms.Name)] });

    private static VenueClient Client() => World().Client("a");

    private static JsonElement Notification(string channel, string containing = "")
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 2, Instruments = [.. Perpetuals.All.Select(terms => terms.Name)] });
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])[channel] });
        world.Wait(VenueWorld.Second);
        return JsonDocument.Parse(client.Frames.First(frame => frame.Contains(containing, StringComparison.Ordinal))).RootElement;
    }

    /// <summary>What a channel says of an order that opens, is cancelled, and of one that trades at once.</summary>
    private static List<JsonElement> Trading(string channel)
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        client.Result("private/subscribe", new { channels = (string[])[channel] });
        client.Frames.Clear();
        string id = VenueClient.At(client.Result("private/buy", new { instrument_name = Btc, amount = 10, price = 32000, label = "x" }), "order.order_id");
        client.Result("private/cancel", new { order_id = id });
        Trade(world, client);
        world.Wait(VenueWorld.Second);
        return [.. client.Frames.Select(frame => JsonDocument.Parse(frame).RootElement)];
    }

    private static void Trade(VenueWorld world, VenueClient client)
    {
        world.Client("b").Result("private/sell", new { instrument_name = Btc, amount = 100, price = 84000 });
        client.Result("private/buy", new { instrument_name = Btc, amount = 10, price = 84000, time_in_force = "immediate_or_cancel" });
    }

    private static JsonElement OwnTrades()
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        Trade(world, client);
        return client.Ask("private/get_user_trades_by_currency", new { currency = "BTC" });
    }

    private static JsonElement Heartbeat()
    {
        VenueWorld world = World();
        VenueClient client = world.Client("a");
        client.Result("public/set_heartbeat", new { interval = 10 });
        world.Wait(13 * VenueWorld.Second);
        return JsonDocument.Parse(client.Frames.First(frame => frame.Contains("test_request", StringComparison.Ordinal))).RootElement;
    }

    private static JsonElement BadJson()
    {
        VenueClient client = Client();
        client.Raw("no json");
        return JsonDocument.Parse(client.Frames.Single()).RootElement;
    }

    private static object Order(string price) =>
        new { instrument_name = Btc, amount = "10", price, post_only = "true", label = "x", type = "limit", time_in_force = "good_til_cancelled" };

    private static JsonElement Rest(string method, object parameters) => new VenueClient(World(), SessionKind.Http).Login("a").Ask(method, parameters);

    /// <summary>The answers to cancelling an order, asking for it, and cancelling it again.</summary>
    private static JsonElement OfCancelled(int which)
    {
        VenueClient client = new VenueClient(World(), SessionKind.Http).Login("a");
        string id = VenueClient.At(client.Result("private/buy", Order("31566.5")), "order.order_id");
        JsonElement[] answers =
        [
            client.Ask("private/cancel", new { order_id = id }), client.Ask("private/get_order_state", new { order_id = id }), client.Ask("private/cancel", new { order_id = id }),
        ];
        return answers[which];
    }
}
