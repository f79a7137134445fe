using Engine.Core.Venue.Rpc.Sessions;
using Xunit;
using static Engine.Tests.Venue.Faults.FaultWorld;

namespace Engine.Tests.Venue.Faults;

/// <summary>Requests that are refused, lost, done without a word, or late.</summary>
public sealed class RequestFaultTests
{
    private static readonly object s_order = new { instrument_name = Instrument, amount = 10, price = 50_000 };
    private readonly FaultWorld _world = new();

    [Fact]
    public void The_next_requests_of_a_method_are_refused_with_a_known_code_and_are_not_done()
    {
        long id = _world.Inject(new { kind = "reject", method = "private/*", code = 10041, count = 2 });
        for (int i = 0; i < 2; i++)
            Assert.Equal("""{"code":10041,"message":"settlement_in_progress"}""", _world.Watcher.Error("private/buy", s_order));
        _world.Watcher.Result("public/test");
        Assert.Empty(_world.OpenOrders(_world.Watcher));
        Assert.Equal("over", _world.State(id));
        _world.Watcher.Result("private/buy", s_order);
    }

    [Fact]
    public void A_code_that_is_not_known_needs_its_words()
    {
        string error = _world.Control.Error("control/inject", new { kind = "reject", code = 12345 });
        Assert.Equal("""{"code":-32602,"data":{"reason":"found \"12345\", whose message is not known, expected a code of the venue, or a reason as its message","param":"code"},"message":"Invalid params"}""", error);
        _world.Inject(new { kind = "reject", code = 12345, reason = "new_rule" });
        Assert.Equal("""{"code":12345,"message":"new_rule"}""", _world.Watcher.Error("public/test"));
    }

    [Fact]
    public void Requests_over_http_are_refused_as_well()
    {
        var http = new VenueClient(_world.World, SessionKind.Http);
        _world.Inject(new { kind = "reject", method = "public/ticker", code = 13028 });
        Assert.Equal("""{"code":13028,"message":"temporarily_unavailable"}""", http.Error("public/ticker", new { instrument_name = Instrument }));
        http.Result("public/ticker", new { instrument_name = Instrument });
    }

    [Fact]
    public void A_lost_request_is_neither_done_nor_answered()
    {
        long id = _world.Inject(new { kind = "lost_request", method = "private/buy", key = "watcher" });
        _world.Buy(_world.Other, 50_000);
        _world.Send(_world.Watcher, 900, "private/buy", s_order);
        Assert.Empty(_world.Watcher.Frames);
        Assert.Empty(_world.OpenOrders(_world.Watcher));
        Assert.Equal(1, _world.Fired(id));
    }

    [Fact]
    public void A_lost_reply_leaves_what_was_done()
    {
        _world.Watching("user.orders.BTC-PERPETUAL.raw");
        _world.Inject(new { kind = "lost_reply", method = "private/buy" });
        _world.Send(_world.Watcher, 900, "private/buy", s_order);
        Assert.Single(_world.Watcher.Take("user.orders.BTC-PERPETUAL.raw"));
        Assert.Empty(_world.Watcher.Frames);
        Assert.Single(_world.OpenOrders(_world.Watcher));
        _world.Watcher.Result("private/buy", s_order);
    }

    [Fact]
    public void A_slow_request_is_done_after_its_time()
    {
        _world.Inject(new { kind = "slow_request", method = "private/buy", ms = 50, count = 1 });
        _world.Send(_world.Watcher, 900, "private/buy", s_order);
        _world.Wait(49 * Ms);
        Assert.Empty(_world.OpenOrders(_world.Watcher));
        _world.Wait(1 * Ms);
        Assert.Contains("\"id\":900,\"result\"", Assert.Single(_world.Watcher.Frames), StringComparison.Ordinal);
        Assert.Single(_world.OpenOrders(_world.Watcher));
    }

    [Fact]
    public void Without_credits_a_request_is_refused_and_its_session_ends()
    {
        _world.Inject(new { kind = "rate_limit", key = "watcher" });
        _world.Other.Result("public/test");
        Assert.Equal("""{"code":10028,"message":"too_many_requests"}""", _world.Watcher.Error("private/get_positions"));
        Assert.Equal(1008, _world.Watcher.Session.End?.Code);
        Assert.Null(_world.Other.Session.End);
    }

    [Theory]
    [InlineData("reply", true)]
    [InlineData("event", false)]
    public void The_order_of_reply_and_notification_is_as_asked(string first, bool replyFirst)
    {
        _world.Watching("user.orders.BTC-PERPETUAL.raw");
        long id = _world.Inject(new { kind = "reply_order", first });
        for (int i = 0; i < 30; i++)
        {
            _world.Watcher.Frames.Clear();
            _world.Send(_world.Watcher, 900 + i, "private/buy", s_order);
            Assert.Equal(2, _world.Watcher.Frames.Count);
            Assert.Equal(replyFirst, _world.Watcher.Frames[0].Contains("\"id\":9", StringComparison.Ordinal));
        }

        _world.Clear(id);
        var seen = new HashSet<bool>();
        for (int i = 0; i < 30; i++)
        {
            _world.Watcher.Frames.Clear();
            _world.Send(_world.Watcher, 900 + i, "private/buy", s_order);
            seen.Add(_world.Watcher.Frames[0].Contains("\"id\":9", StringComparison.Ordinal));
        }

        Assert.Equal(2, seen.Count);
    }
}
