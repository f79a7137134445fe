using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Sessions;

/// <summary>Connections: heartbeats, and the orders that go with a connection.</summary>
public class ConnectionTests
{
    private const string Beat = """{"params":{"type":"heartbeat"},"method":"heartbeat","jsonrpc":"2.0"}""";
    private const string Test = """{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""";

    private readonly VenueWorld _world = new();

    [Fact]
    public void An_idle_socket_is_told_that_the_venue_lives_and_a_busy_one_is_only_tested()
    {
        var idle = new VenueClient(_world);
        var quiet = new VenueClient(_world);
        var busy = new VenueClient(_world);
        // A channel that says nothing does not make a socket busy; answers to its own requests neither.
        quiet.Result("public/subscribe", new { channels = (string[])["instrument.state.any.any"] });
        busy.Result("public/subscribe", new { channels = (string[])["ticker.BTC-PERPETUAL.agg2"] });
        foreach (VenueClient client in (VenueClient[])[idle, quiet, busy])
            client.Result("public/set_heartbeat", new { interval = 10 });
        for (int i = 0; i < 3; i++)
        {
            _world.Wait((i == 0 ? 12_600_000_000 : 10_700_000_000) - 1);
            Assert.Equal([Beat, Test], idle.Frames);
            Assert.Equal([Beat, Test], quiet.Frames);
            Assert.Equal([Test], busy.Frames.Where(frame => frame.Contains("heartbeat", StringComparison.Ordinal)));
            foreach (VenueClient client in (VenueClient[])[idle, quiet, busy])
            {
                client.Result("public/test");
                client.Frames.Clear();
            }
        }
    }

    [Fact]
    public void An_answer_counts_until_ten_seconds_after_the_test_and_then_the_socket_is_closed()
    {
        var client = new VenueClient(_world);
        client.Result("public/set_heartbeat", new { interval = 30 });
        long asked = Until(client, Test);
        _world.Wait(asked + (10 * VenueWorld.Second) - 1 - _world.NowNs);
        Assert.Null(client.Session.End);
        client.Result("public/test");
        _world.Wait(2);
        Assert.Null(client.Session.End);
        client.Frames.Clear();
        asked = Until(client, Test);
        client.Result("public/get_time");
        _world.Wait(asked + (10 * VenueWorld.Second) - 1 - _world.NowNs);
        Assert.Null(client.Session.End);
        _world.Wait(1);
        Assert.Equal(new SessionEnd(4000, "heartbeat close"), client.Session.End);
        client.Frames.Clear();
        client.Raw("""{"id":1,"method":"public/test"}""");
        Assert.Empty(client.Frames);
    }

    [Fact]
    public void Heartbeats_stop_when_they_are_disabled_and_start_anew_when_set_again()
    {
        var client = new VenueClient(_world);
        client.Result("public/subscribe", new { channels = (string[])["instrument.state.any.any"] });
        client.Result("public/set_heartbeat", new { interval = 10 });
        Assert.Equal("\"ok\"", client.Result("public/disable_heartbeat").GetRawText());
        _world.Wait(200 * VenueWorld.Second);
        Assert.Empty(client.Frames);
        Assert.Null(client.Session.End);
        client.Result("public/set_heartbeat", new { interval = 10 });
        Until(client, Test);
        client.Result("public/set_heartbeat", new { interval = 20 });
        _world.Wait(15 * VenueWorld.Second);
        Assert.Null(client.Session.End);
    }

    [Fact]
    public void Orders_go_when_a_heartbeat_is_not_answered()
    {
        VenueClient client = _world.Client("k");
        client.Result("private/enable_cancel_on_disconnect");
        client.Result("public/set_heartbeat", new { interval = 10 });
        Buy(client);
        _world.Wait(23 * VenueWorld.Second);
        Assert.Equal(4000, client.Session.End?.Code);
        _world.Exchange.Close(client.Session, _world.NowNs);
        Assert.Empty(_world.Client("k").Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void Orders_go_with_the_connection_even_after_its_login_ran_out_or_became_another()
    {
        var client = new VenueClient(_world);
        client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s", scope = "expires:20" });
        client.Result("private/enable_cancel_on_disconnect");
        Buy(client);
        _world.Wait(21 * VenueWorld.Second);
        client.Login("other");
        Assert.Contains("false", client.Result("private/get_cancel_on_disconnect").GetRawText());
        Buy(client);
        _world.Exchange.Close(client.Session, _world.NowNs);
        Assert.Empty(_world.Client("k").Result("private/get_open_orders").EnumerateArray());
        Assert.Single(_world.Client("other").Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void The_accounts_setting_is_what_its_new_connections_begin_with()
    {
        VenueClient first = _world.Client("k");
        Assert.Equal("""{"enabled":false,"scope":"account"}""", first.Result("private/get_cancel_on_disconnect", new { scope = "account" }).GetRawText());
        Assert.Equal("\"ok\"", first.Result("private/enable_cancel_on_disconnect", new { scope = "account" }).GetRawText());
        Assert.Equal("""{"enabled":true,"scope":"account"}""", first.Result("private/get_cancel_on_disconnect", new { scope = "account" }).GetRawText());
        Assert.Equal("""{"enabled":false,"scope":"connection"}""", first.Result("private/get_cancel_on_disconnect").GetRawText());
        VenueClient second = _world.Client("k");
        Assert.Equal("""{"enabled":true,"scope":"connection"}""", second.Result("private/get_cancel_on_disconnect").GetRawText());
        Assert.Contains("false", _world.Client("other").Result("private/get_cancel_on_disconnect").GetRawText());
        Buy(first);
        Buy(second);
        _world.Exchange.Close(second.Session, _world.NowNs);
        Assert.Single(first.Result("private/get_open_orders").EnumerateArray());
        VenueClient third = _world.Client("k");
        third.Result("private/disable_cancel_on_disconnect");
        third.Result("private/disable_cancel_on_disconnect", new { scope = "account" });
        Buy(third);
        _world.Exchange.Close(third.Session, _world.NowNs);
        Assert.Equal(2, first.Result("private/get_open_orders").GetArrayLength());
        Assert.Contains("wrong format", first.Error("private/enable_cancel_on_disconnect", new { scope = "planet" }));
    }

    [Fact]
    public void An_http_request_has_no_connection_that_orders_could_go_with()
    {
        VenueClient request = new VenueClient(_world, SessionKind.Http).Login("k");
        Assert.Equal("""{"code":10030,"message":"must_be_websocket_request"}""", request.Error("private/enable_cancel_on_disconnect"));
        Assert.Contains("10030", request.Error("private/get_cancel_on_disconnect"));
        request.Result("private/enable_cancel_on_disconnect", new { scope = "account" });
        Assert.Contains("true", _world.Client("k").Result("private/get_cancel_on_disconnect").GetRawText());
    }

    [Fact]
    public void A_client_says_who_it_is_and_can_try_its_handling_of_faults()
    {
        var client = new VenueClient(_world);
        Assert.Equal("""{"version":"1.2.26"}""", client.Result("public/hello", new { client_name = "x", client_version = "1" }).GetRawText());
        Assert.Contains("\"value required\",\"param\":\"client_name\"", client.Error("public/hello"));
        Assert.Contains("\"value required\",\"param\":\"client_version\"", client.Error("public/hello", new { client_name = "x" }));
        Assert.Contains("10030", new VenueClient(_world, SessionKind.Http).Error("public/hello", new { client_name = "x", client_version = "1" }));
        Assert.Equal("""{"code":11094,"message":"internal_server_error"}""", client.Error("public/test", new { expected_result = "exception" }));
        Assert.Equal("""{"locked":"false"}""", client.Result("public/status").GetRawText());
        Assert.Equal((_world.NowNs / 1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture), client.Result("public/get_time").GetRawText());
    }

    private static void Buy(VenueClient client) => client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });

    /// <summary>Waits for a frame from event to event; gives its moment.</summary>
    private long Until(VenueClient client, string frame)
    {
        long from = _world.NowNs;
        while (!client.Frames.Contains(frame))
        {
            Assert.True(_world.NowNs - from < 100 * VenueWorld.Second);
            _world.Wait(Math.Max(1, _world.Exchange.NextNs - _world.NowNs));
        }

        return _world.NowNs;
    }
}
