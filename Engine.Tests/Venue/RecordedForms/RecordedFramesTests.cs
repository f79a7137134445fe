using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.RecordedForms;

/// <summary>Frames of each kind differ from the recorded ones in values only: same keys, same order, same number forms.</summary>
public class RecordedFramesTests
{
    private const string Btc = "BTC-PERPETUAL";
    private const string Private = "deribit/private_frames_2025-12.jsonl";
    private const string Public = "deribit/public_frames_2026-09-23.jsonl";

    /// <summary>Members that came with the matching engine of July 2026, after the private recordings.</summary>
    private static readonly string[] s_starbase = ["starbase_order_id", "starbase_last_update_timestamp", "starbase_match_id", "starbase_timestamp"];

    [Fact]
    public void Ticker_has_the_recorded_form()
    {
        JsonElement recorded = Lines("deribit/ticker_stream_2026-09-30.jsonl").First(frame => VenueClient.At(frame, "params.channel").Contains("BTC", StringComparison.Ordinal));
        Same(recorded, Notification($"ticker.{Btc}.100ms"));
    }

    [Theory]
    [InlineData("snapshot", "deribit/book_snapshot_btc_2026-09-28.json")]
    [InlineData("change", "deribit/book_testnet_2026-09-13_change_1.json")]
    public void Book_has_the_recorded_form(string type, string file) =>
        Same(Lines(file).First(), Notification($"book.{Btc}.100ms", frame => VenueClient.At(frame, "params.data.type") == type));

    [Fact]
    public void Grouped_book_has_the_recorded_form() => Same(Wrapped("none.20.100ms"), Notification($"book.{Btc}.none.20.100ms"));

    [Fact]
    public void Snapshot_amounts_of_whole_unit_contracts_are_integers_as_recorded() =>
        Same(Wrapped("book.ETH-PERPETUAL.100ms\",\"data\":{\"timestamp\":1790133840638"), Notification("book.ETH-PERPETUAL.100ms"));

    [Fact]
    public void Perpetual_has_the_recorded_form() => Same(Wrapped("perpetual."), Notification($"perpetual.{Btc}.100ms"));

    [Fact]
    public void Quote_has_the_recorded_form() => Same(Line("quote.ETH_USDC-PERPETUAL\",\"data"), Notification($"quote.{Btc}"));

    [Fact]
    public void Platform_state_has_the_recorded_form() => Same(Line("platform_state\",\"data"), Notification("platform_state"));

    [Fact]
    public void User_changes_of_open_cancelled_and_filled_orders_have_the_recorded_form()
    {
        List<JsonElement> recorded = [.. Lines(Private).Where(frame => frame.GetRawText().Contains("user.changes", StringComparison.Ordinal))];
        List<JsonElement> ours = Trading("user.changes.any.any.raw");
        Same(recorded[0], ours[0], s_starbase);
        Same(recorded[1], ours[1], s_starbase);
        Same(recorded[2], ours[2], s_starbase);
    }

    [Fact]
    public void User_orders_and_trades_have_the_recorded_form()
    {
        Same(Line("user.orders."), Trading("user.orders.any.any.raw")[2], s_starbase);
        Same(Line("user.trades."), Trading("user.trades.any.any.raw")[0], s_starbase);
    }

    [Fact]
    public void User_portfolio_has_the_recorded_form() => Same(Line("user.portfolio."), Trading("user.portfolio.btc")[^1]);

    [Fact]
    public void Account_summary_has_the_recorded_form()
    {
        JsonElement recorded = Lines(Private).First(frame => frame.TryGetProperty("result", out JsonElement result)
            && result.ValueKind == JsonValueKind.Object && result.TryGetProperty("self_trading_reject_mode", out _));
        Same(recorded, new VenueWorld().Client("a").Ask("private/get_account_summary", new { currency = "ETH", extended = true }));
    }

    [Fact]
    public void Login_missing_parameter_and_empty_trades_have_the_recorded_form()
    {
        var client = new VenueClient(new VenueWorld());
        Same(Line("enabled_features"), client.Ask("public/auth", new { grant_type = "client_credentials", client_id = "a", client_secret = "b" }));
        Same(Line("get_user_trades_by_currency\",\"error"), client.Ask("private/get_user_trades_by_currency"));
        Same(Line("\"trades\":[],\"has_more\":false}"), client.Ask("private/get_user_trades_by_currency", new { currency = "BTC" }));
    }

    [Fact]
    public void Rest_answers_of_an_orders_life_have_the_recorded_members()
    {
        foreach (string line in Recorded.Text("deribit/order_lifecycle_testnet_2026-08-14.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonElement row = JsonDocument.Parse(line).RootElement;
            JsonElement recorded = JsonDocument.Parse(VenueClient.At(row, "raw_body")).RootElement;
            JsonElement ours = Replay(VenueClient.At(row, "capture_id"));
            Assert.Equal(Members(recorded).Order(), Members(ours).Order());
        }
    }

    private static JsonElement Replay(string step)
    {
        var world = new VenueWorld();
        var client = new VenueClient(world, SessionKind.Http).Login("a");
        object order = new { instrument_name = Btc, amount = "10", price = "31566.5", post_only = "true", label = "x", type = "limit", time_in_force = "good_til_cancelled" };
        string id = VenueClient.At(client.Result("private/buy", order), "order.order_id");
        JsonElement reply = step switch
        {
            "setup_instrument" => client.Ask("public/get_instrument", new { instrument_name = Btc }),
            "setup_ticker" => client.Ask("public/ticker", new { instrument_name = Btc }),
            "place_order" => client.Ask("private/buy", order),
            "cancel_order" => client.Ask("private/cancel", new { order_id = id }),
            "reject_wrong_tick" => client.Ask("private/buy", new { instrument_name = Btc, amount = "10", price = "31566.75" }),
            _ => default,
        };
        if (reply.ValueKind != JsonValueKind.Undefined)
            return reply;
        client.Result("private/cancel", new { order_id = id });
        return client.Ask(step == "final_state" ? "private/get_order_state" : "private/cancel", new { order_id = id });
    }

    private static IEnumerable<string> Members(JsonElement element) => element.ValueKind != JsonValueKind.Object ? [] :
        element.EnumerateObject().Where(member => member.Name != "id").SelectMany(member =>
            (string[])[$"{member.Name}:{Kind(member.Value)}", .. Members(member.Value).Select(inner => member.Name + "." + inner)]);

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Number => value.GetRawText().Contains('.', StringComparison.Ordinal) ? "float" : "int",
        JsonValueKind.String when value.GetString() == "***REDACTED***" => "int",
        _ => value.ValueKind.ToString(),
    };

    private static void Same(JsonElement recorded, JsonElement ours, params string[] extra) =>
        Assert.Equal(Shape(recorded, []), Shape(ours, extra));

    /// <summary>The frame with every value replaced by its kind; of a list, its first element.</summary>
    private static string Shape(JsonElement element, string[] without) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject()
            .Where(member => !without.Contains(member.Name))
            .Select(member => member.Name + ":" + (member.Name is "id" or "delta_total_map" or "estimated_liquidation_ratio_map" ? "*" : Shape(member.Value, without)))) + "}",
        JsonValueKind.Array => element.GetArrayLength() == 0 ? "[]" : $"[{Shape(element[0], without)}]",
        _ => Kind(element),
    };

    private static JsonElement Notification(string channel, Func<JsonElement, bool>? which = null)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 2, IsTestnet = false });
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])[channel] });
        world.Wait(VenueWorld.Second);
        return client.Frames.Select(frame => JsonDocument.Parse(frame).RootElement).First(which ?? (_ => true));
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
        world.Client("b").Result("private/sell", new { instrument_name = Btc, amount = 100, price = 84000 });
        client.Result("private/buy", new { instrument_name = Btc, amount = 10, price = 84000, time_in_force = "immediate_or_cancel" });
        world.Wait(VenueWorld.Second);
        return [.. client.Frames.Select(frame => JsonDocument.Parse(frame).RootElement)];
    }

    private static IEnumerable<JsonElement> Lines(string file) =>
        Recorded.Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    private static JsonElement Line(string containing) => Lines(Private).First(frame => frame.GetRawText().Contains(containing, StringComparison.Ordinal));

    private static JsonElement Wrapped(string containing) => Lines(Public)
        .First(row => row.TryGetProperty("frame", out JsonElement frame) && frame.GetRawText().Contains("\"subscription\"", StringComparison.Ordinal)
            && frame.GetRawText().Contains(containing, StringComparison.Ordinal)).GetProperty("frame");
}
