using Engine.Core.Venue.Rpc.Sessions;
using Xunit;
using static Engine.Tests.Venue.Faults.FaultWorld;

namespace Engine.Tests.Venue.Faults;

/// <summary>Connections that end, hang, or lose their login.</summary>
public sealed class SessionFaultTests
{
    private readonly FaultWorld _world = new FaultWorld().Watching(Book);

    [Fact]
    public void An_expired_token_refuses_private_requests_until_the_next_login()
    {
        _world.Inject(new { kind = "expire_token", key = "watcher" });
        Assert.Equal("""{"code":13009,"data":{"reason":"invalid_token"},"message":"unauthorized"}""", _world.Watcher.Error("private/get_positions"));
        _world.Watcher.Result("public/test");
        _world.Other.Result("private/get_positions");
        _world.Move();
        Assert.Single(_world.Watcher.Take(Book));
        _world.Watcher.Login("watcher");
        _world.Watcher.Result("private/get_positions");
    }

    [Fact]
    public void An_expired_token_is_good_for_nothing_anywhere()
    {
        string auth = "public/auth";
        var login = new { grant_type = "client_credentials", client_id = "watcher", client_secret = "s", scope = "session:x" };
        var tokens = _world.Watcher.Result(auth, login);
        var http = new VenueClient(_world.World, SessionKind.Http);
        object withToken = new { access_token = VenueClient.At(tokens, "access_token") };
        http.Result("private/get_positions", withToken);
        _world.Inject(new { kind = "expire_token", key = "watcher" });
        http.Error("private/get_positions", withToken);
        Assert.Contains("13004", _world.Watcher.Error(auth, new { grant_type = "refresh_token", refresh_token = VenueClient.At(tokens, "refresh_token") }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close", 4321, false)]
    [InlineData("reset", 0, true)]
    [InlineData("fin", 0, false)]
    public void A_connection_ends_in_the_way_that_was_asked_for(string how, int code, bool isReset)
    {
        _world.Inject(new { kind = "disconnect", key = "watcher", how, close_code = 4321, reason = "bye" });
        SessionEnd end = Assert.IsType<SessionEnd>(_world.Watcher.Session.End);
        Assert.Equal(code, end.Code);
        if (code == 0)
            Assert.Equal(isReset, end.IsReset);
        else
            Assert.Equal("bye", end.Reason);
        Assert.Null(_world.Other.Session.End);
    }

    [Fact]
    public void Disconnects_repeat_at_their_interval()
    {
        long id = _world.Inject(new { kind = "disconnect", key = "watcher", count = 3, every_ms = 100 });
        for (int i = 0; i < 2; i++)
        {
            Assert.NotNull(_world.Watcher.Session.End);
            _world.World.Exchange.Close(_world.Watcher.Session, _world.World.NowNs);
            var next = _world.World.Client("watcher");
            Assert.Null(next.Session.End);
            _world.Wait(100 * Ms);
            Assert.NotNull(next.Session.End);
        }

        Assert.Equal("over", _world.State(id));
        Assert.Equal(3, _world.Fired(id));
    }

    [Fact]
    public void On_a_half_open_connection_nothing_passes_and_its_end_is_a_reset()
    {
        long id = _world.Inject(new { kind = "half_open", key = "watcher" });
        Assert.True(_world.Watcher.Session.IsFrozen);
        _world.Send(_world.Watcher, 900, "private/buy", new { instrument_name = Instrument, amount = 10, price = 50_000 });
        _world.Move();
        _world.Wait(5000 * Ms);
        Assert.Empty(_world.Watcher.Frames);
        var second = _world.World.Client("watcher");
        Assert.Empty(_world.OpenOrders(second));
        _world.Clear(id);
        Assert.Equal(new SessionEnd(0, "", true), _world.Watcher.Session.End);
        Assert.Null(second.Session.End);
    }

    [Fact]
    public void A_half_open_connection_with_heartbeats_is_ended_by_them()
    {
        _world.Watcher.Result("public/set_heartbeat", new { interval = 10 });
        _world.Inject(new { kind = "half_open", key = "watcher" });
        _world.Wait(30_000 * Ms);
        Assert.Equal(4000, _world.Watcher.Session.End?.Code);
    }

    [Fact]
    public void A_stalled_venue_answers_everything_in_order_when_it_goes_on()
    {
        long id = _world.Inject(new { kind = "stall", for_ms = 500 });
        _world.Send(_world.Watcher, 900, "public/get_time");
        _world.Send(_world.Other, 901, "private/buy", new { instrument_name = Instrument, amount = 10, price = 50_000 });
        var late = new VenueClient(_world.World);
        _world.Send(late, 902, "public/test");
        _world.Wait(499 * Ms);
        Assert.Empty(_world.Watcher.Frames);
        Assert.Empty(_world.Other.Frames);
        Assert.Empty(late.Frames);
        _world.Wait(1 * Ms);
        Assert.Contains("\"id\":900", _world.Watcher.Frames[0], StringComparison.Ordinal);
        Assert.Single(_world.Watcher.Take(Book));
        Assert.Contains("\"id\":901,\"result\"", Assert.Single(_world.Other.Frames), StringComparison.Ordinal);
        Assert.Contains("\"id\":902", Assert.Single(late.Frames), StringComparison.Ordinal);
        Assert.Equal("over", _world.State(id));
        _world.Watcher.Result("public/test");
    }

    [Fact]
    public void Frames_that_a_stall_holds_come_before_what_follows_it()
    {
        FaultWorld world = new FaultWorld().Watching(Book, "book.BTC-PERPETUAL.100ms");
        world.Move();
        long id = world.Inject(new { kind = "stall", key = "watcher", for_ms = 1000 });
        for (int i = 0; i < 5; i++)
        {
            world.Move();
            world.Wait(100 * Ms);
        }

        Assert.Single(world.Watcher.Take(Book));
        world.Clear(id);
        world.Move();
        List<System.Text.Json.JsonElement> changes = world.Watcher.Take(Book);
        Assert.Equal(6, changes.Count);
        for (int i = 1; i < changes.Count; i++)
            Assert.Equal(changes[i - 1].GetProperty("change_id").GetInt64(), changes[i].GetProperty("prev_change_id").GetInt64());
    }

    [Theory]
    [InlineData("invalid_json", "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":")]
    [InlineData("unknown_method", "{\"jsonrpc\":\"2.0\",\"method\":\"announcement\",\"params\":{\"text\":\"nobody knows this method\"}}")]
    [InlineData("invalid_utf8", "{\"jsonrpc\":\"2.0\",\"method\":\"\uFFFD(\uFFFD\"}")]
    public void Garbage_comes_as_asked(string form, string text)
    {
        _world.Inject(new { kind = "garbage", key = "watcher", form });
        Assert.Equal(text, Assert.Single(_world.Watcher.Frames));
        Assert.Empty(_world.Other.Frames);
    }

    [Fact]
    public void Garbage_can_be_binary_or_huge()
    {
        _world.Inject(new { kind = "garbage", key = "watcher", form = "binary" });
        Assert.True(_world.Watcher.LastForm?.IsBinary);
        _world.Inject(new { kind = "garbage", key = "watcher", form = "huge", bytes = 3_000_000 });
        Assert.Equal(3_000_000, _world.Watcher.Frames[^1].Length);
        using var document = System.Text.Json.JsonDocument.Parse(_world.Watcher.Frames[^1]);
        Assert.Equal("announcement", document.RootElement.GetProperty("method").GetString());
    }

    [Fact]
    public void A_failing_cancel_on_disconnect_leaves_the_orders()
    {
        long id = _world.Inject(new { kind = "cod_failure", key = "watcher" });
        Assert.Single(OrdersAfterDisconnect());
        Assert.Equal(1, _world.Fired(id));
        _world.Clear(id);
        Assert.Empty(OrdersAfterDisconnect().Skip(1));
    }

    private List<string> OrdersAfterDisconnect()
    {
        VenueClient client = _world.World.Client("watcher");
        client.Result("private/enable_cancel_on_disconnect");
        _world.Buy(client, 50_000);
        _world.World.Exchange.Close(client.Session, _world.World.NowNs);
        return _world.OpenOrders(_world.World.Client("watcher"));
    }
}
