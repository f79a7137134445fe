using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>The JSON-RPC session: envelope, errors, login, heartbeats, credits, cancel-on-disconnect.</summary>
public class SessionRulesTests
{
    private readonly VenueWorld _world = new();

    [Fact]
    public void A_reply_has_id_result_times_and_network_in_the_venues_order()
    {
        var client = new VenueClient(_world);
        client.Raw("""{"id":"x\"1","jsonrpc":"2.0","method":"public/test"}""");
        string us = (_world.NowNs / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($$$"""{"jsonrpc":"2.0","id":"x\"1","result":{"version":"1.2.26"},"usIn":{{{us}}},"usOut":{{{us}}},"usDiff":0,"testnet":true}""", client.Frames.Single());
    }

    [Theory]
    [InlineData("""{"method":"public/test"}""", """{"jsonrpc":"2.0","result":{"version":"1.2.26"},""")]
    [InlineData("nonsense", """{"jsonrpc":"2.0","error":{"code":11050,"data":"invalid json","message":"bad_request"},""")]
    [InlineData("""{"id":1,"method":"public/test"} x""", """{"jsonrpc":"2.0","error":{"code":11050,"data":"invalid json","message":"bad_request"},""")]
    [InlineData("null", """{"jsonrpc":"2.0","error":{"code":11050,""")]
    [InlineData("[]", """{"jsonrpc":"2.0","error":{"code":11050,""")]
    [InlineData("[[[[", """{"jsonrpc":"2.0","error":{"code":11050,""")]
    [InlineData("1e400", """{"jsonrpc":"2.0","error":{"code":11050,""")]
    [InlineData("", """{"jsonrpc":"2.0","error":{"code":11050,""")]
    [InlineData("""{"id":7}""", """{"jsonrpc":"2.0","id":7,"error":{"code":11050,""")]
    [InlineData("""{"id":7,"method":5}""", """{"jsonrpc":"2.0","id":7,"error":{"code":11050,""")]
    [InlineData("""{"id":7,"method":"public/nothing"}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32601,"message":"Method not found"},""")]
    [InlineData("""{"id":7,"method":"public/test","params":[1]}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,""")]
    [InlineData("""{"id":7,"method":"public/test","params":null}""", """{"jsonrpc":"2.0","id":7,"result":""")]
    [InlineData("""{"id":7,"method":"private/get_positions","params":{}}""", """{"jsonrpc":"2.0","id":7,"error":{"code":13009,"data":{"reason":"invalid_token"},"message":"unauthorized"},""")]
    [InlineData("""{"id":7,"method":"public/ticker","params":{}}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"data":{"reason":"value required","param":"instrument_name"},"message":"Invalid params"},""")]
    [InlineData("""{"id":7,"method":"public/ticker","params":{"instrument_name":"XYZ"}}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"data":{"reason":"wrong format","param":"instrument_name"},"message":"Invalid params"},""")]
    [InlineData("""{"id":7,"method":"public/ticker","params":{"instrument_name":{"a":[1]}}}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"data":{"reason":"wrong format",""")]
    [InlineData("""{"id":7,"method":"public/set_heartbeat","params":{"interval":5}}""", """{"jsonrpc":"2.0","id":7,"error":{"code":-32602,"data":{"reason":"value must be >= 10","param":"interval"},"message":"Invalid params"},""")]
    public void Odd_requests_have_the_recorded_answers_and_the_session_lives(string request, string answer)
    {
        var client = new VenueClient(_world);
        client.Raw(request);
        Assert.StartsWith(answer, client.Frames.Single());
        client.Frames.Clear();
        Assert.Equal("1.2.26", VenueClient.At(client.Result("public/test"), "version"));
    }

    [Fact]
    public void A_request_over_32_kB_is_too_large()
    {
        var client = new VenueClient(_world);
        client.Raw("""{"id":1,"method":"public/test","params":{"x":" """ + new string('y', 33_000) + "\"}}");
        Assert.Contains("\"code\":-32600,\"message\":\"request entity too large\"", client.Frames.Single());
    }

    [Fact]
    public void Login_answers_tokens_with_the_recorded_keys_and_opens_private_methods()
    {
        var client = new VenueClient(_world);
        JsonElement granted = client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s" });
        Assert.Equal("enabled_features,access_token,expires_in,refresh_token,scope,token_type", string.Join(',', granted.EnumerateObject().Select(member => member.Name)));
        Assert.Equal("31536000", VenueClient.At(granted, "expires_in"));
        Assert.Contains("connection", VenueClient.At(granted, "scope"));
        client.Result("private/get_account_summary", new { currency = "BTC" });
        JsonElement renewed = client.Result("public/auth", new { grant_type = "refresh_token", refresh_token = VenueClient.At(granted, "refresh_token") });
        Assert.NotEqual(VenueClient.At(granted, "access_token"), VenueClient.At(renewed, "access_token"));
        Assert.Equal("""{"code":13004,"message":"invalid_credentials"}""", client.Error("public/auth", new { grant_type = "refresh_token", refresh_token = "no" }));
    }

    [Fact]
    public void A_configured_key_needs_its_secret_or_its_signature()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Keys = new Dictionary<string, string> { ["k"] = "s" } });
        var client = new VenueClient(world);
        Assert.Equal("""{"code":13004,"message":"invalid_credentials"}""", client.Error("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "x" }));
        Assert.Equal("""{"code":13004,"message":"invalid_credentials"}""", client.Error("public/auth", new { grant_type = "client_credentials", client_id = "j", client_secret = "s" }));
        long timestamp = world.NowNs / 1_000_000;
        string signature = Convert.ToHexStringLower(HMACSHA256.HashData("s"u8, Encoding.UTF8.GetBytes($"{timestamp}\nabc\n")));
        Assert.Contains("13004", client.Error("public/auth", new { grant_type = "client_signature", client_id = "k", timestamp = timestamp + 1, nonce = "abc", data = "", signature }));
        Assert.Contains("13004", client.Error("public/auth", new { grant_type = "client_signature", client_id = "k", timestamp = timestamp - 61_000, nonce = "abc", data = "", signature }));
        client.Result("public/auth", new { grant_type = "client_signature", client_id = "k", timestamp, nonce = "abc", data = "", signature });
        client.Result("private/get_positions");
    }

    [Fact]
    public void A_token_beside_or_among_the_parameters_is_good_until_its_connection_ends()
    {
        var owner = new VenueClient(_world);
        string token = VenueClient.At(owner.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s" }), "access_token");
        var other = new VenueClient(_world);
        other.Result("private/get_positions", new { access_token = token });
        other.Raw($$$"""{"id":99,"method":"private/get_positions","access_token":"{{{token}}}","params":{}}""");
        Assert.Contains("\"id\":99,\"result\":[]", other.Frames.Single());
        other.Frames.Clear();
        Assert.Contains("13009", other.Error("private/get_positions"));
        _world.Exchange.Close(owner.Session, _world.NowNs);
        Assert.Contains("13009", other.Error("private/get_positions", new { access_token = token }));
    }

    [Fact]
    public void A_read_only_scope_may_look_but_not_trade()
    {
        var client = new VenueClient(_world);
        client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s", scope = "trade:read account:read" });
        client.Result("private/get_open_orders");
        Assert.Contains("13021", client.Error("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 }));
    }

    [Fact]
    public void Heartbeats_come_with_the_recorded_timing_and_silence_ends_the_session_with_4000()
    {
        var client = new VenueClient(_world);
        client.Result("public/set_heartbeat", new { interval = 10 });
        _world.Wait(11_900_000_000);
        Assert.Empty(client.Frames);
        _world.Wait(800_000_000);
        Assert.Equal("""{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""", client.Frames[^1]);
        client.Frames.Clear();
        client.Result("public/test");
        _world.Wait(10_800_000_000);
        Assert.Contains(client.Frames, frame => frame.Contains("test_request", StringComparison.Ordinal));
        Assert.Null(client.Session.End);
        _world.Wait(10_100_000_000);
        Assert.Equal(new SessionEnd(4000, "heartbeat close"), client.Session.End);
    }

    [Fact]
    public void An_idle_session_without_subscription_or_heartbeat_ends_after_a_minute_without_a_close_frame()
    {
        var idle = new VenueClient(_world);
        var subscribed = new VenueClient(_world);
        subscribed.Result("public/subscribe", new { channels = (string[])["platform_state"] });
        _world.Wait(60 * VenueWorld.Second);
        Assert.Null(idle.Session.End);
        _world.Wait(VenueWorld.Second);
        Assert.Equal(0, idle.Session.End?.Code);
        Assert.Null(subscribed.Session.End);
    }

    [Fact]
    public void Cancel_on_disconnect_takes_the_connections_own_orders_and_only_when_asked()
    {
        VenueClient first = _world.Client("k");
        VenueClient second = _world.Client("k");
        first.Result("private/enable_cancel_on_disconnect");
        Assert.Equal("""{"enabled":true,"scope":"connection"}""", first.Result("private/get_cancel_on_disconnect").GetRawText());
        string id = VenueClient.At(first.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 }), "order.order_id");
        second.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });
        _world.Exchange.Close(first.Session, _world.NowNs);
        Assert.Single(second.Result("private/get_open_orders").EnumerateArray());
        Assert.Equal("cancel_on_disconnect", VenueClient.At(second.Result("private/get_order_state", new { order_id = id }), "cancel_reason"));
        _world.Exchange.Close(second.Session, _world.NowNs);
        Assert.Single(_world.Client("k").Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void A_logout_answers_nothing_ends_the_session_and_keeps_the_orders()
    {
        VenueClient client = _world.Client("k");
        client.Result("private/enable_cancel_on_disconnect");
        client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });
        client.Raw("""{"id":5,"method":"private/logout","params":{}}""");
        Assert.Empty(client.Frames);
        Assert.NotNull(client.Session.End);
        _world.Exchange.Close(client.Session, _world.NowNs);
        Assert.Single(_world.Client("k").Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void Orders_beyond_the_credits_are_refused_and_end_the_session()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Limits = true });
        VenueClient client = world.Client("k");
        for (int i = 0; i < 20; i++)
            client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });
        Assert.Null(client.Session.End);
        Assert.Equal("""{"code":10028,"message":"too_many_requests"}""", client.Error("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 }));
        Assert.NotNull(client.Session.End);
        world.Wait(2 * VenueWorld.Second);
        VenueClient again = world.Client("k");
        for (int i = 0; i < 10; i++)
            again.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });
        Assert.Contains("10028", again.Error("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 }));
    }

    [Fact]
    public void The_matching_engine_may_take_its_time_while_other_requests_overtake()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { MatchingLatencyNs = 5_000_000 });
        VenueClient client = world.Client("k");
        client.Raw("""{"id":1001,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":84000}}""");
        client.Raw("""{"id":1002,"method":"public/test"}""");
        Assert.StartsWith("""{"jsonrpc":"2.0","id":1002,""", client.Frames.Single());
        world.Wait(4_900_000);
        Assert.Single(client.Frames);
        world.Wait(200_000);
        Assert.Contains("\"usDiff\":5000,", client.Frames[1]);
    }

    [Fact]
    public void Equal_seeds_times_and_requests_give_equal_bytes()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));

        static string Run(ulong seed)
        {
            var world = new VenueWorld(new ExchangeOptions { Seed = seed });
            VenueClient client = world.Client("k");
            client.Result("private/subscribe", new { channels = (string[])["book.BTC-PERPETUAL.raw", "ticker.ETH-PERPETUAL.100ms", "trades.BTC-PERPETUAL.raw", "user.changes.any.any.raw"] });
            client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 5000, type = "market" });
            for (int i = 0; i < 40; i++)
                world.Wait(50_000_000);
            return string.Join('\n', client.Frames);
        }
    }
}
