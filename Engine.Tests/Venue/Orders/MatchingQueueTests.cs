using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>The queue before the matching engine, where requests take time and are limited.</summary>
public class MatchingQueueTests
{
    private const long Latency = 5_000_000;

    private readonly VenueWorld _world = new(VenueWorld.Quiet with { Limits = true, MatchingLatencyNs = Latency });
    private readonly VenueClient _a;

    public MatchingQueueTests() => _a = _world.Client("a");

    [Fact]
    public void The_ninth_request_of_a_currency_finds_no_place()
    {
        string[] ids = [.. Enumerable.Range(0, 8).Select(i => _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000 - i, 10)))];
        JsonElement refused = _a.TakeReply(_a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 83000, 10)))!.Value;
        Assert.Equal("""{"code":10047,"message":"matching_engine_queue_full"}""", refused.GetProperty("error").GetRawText());
        Assert.Null(_a.TakeReply(_a.Send("private/buy", OrderEntry.With("ETH-PERPETUAL", 2000, 1))));
        Assert.Null(_world.Client("b").TakeReply("99"));
        _world.Wait(Latency);
        Assert.All(ids, id => Assert.Equal("open", _a.TakeReply(id)!.Value.Is("result.order.order_state")));
        Assert.Null(_a.TakeReply(_a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 83000, 10))));
    }

    [Fact]
    public void Cancelling_all_fails_the_orders_that_it_overtakes()
    {
        string buy = _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10));
        string all = _a.Send("private/cancel_all");
        string later = _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10));
        _world.Wait(Latency);
        Assert.Equal("""{"code":13666,"message":"request_cancelled_by_user"}""", _a.TakeReply(buy)!.Value.GetProperty("error").GetRawText());
        Assert.Equal("0", _a.TakeReply(all)!.Value.Is("result"));
        Assert.Equal("open", _a.TakeReply(later)!.Value.Is("result.order.order_state"));
    }

    [Fact]
    public void Cancelling_by_label_fails_the_orders_of_that_label_only()
    {
        string x = _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10, new { label = "x" }));
        string y = _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10, new { label = "y" }));
        _a.Send("private/cancel_by_label", new { label = "x" });
        _world.Wait(Latency);
        Assert.Equal("13666", _a.TakeReply(x)!.Value.Is("error.code"));
        Assert.Equal("open", _a.TakeReply(y)!.Value.Is("result.order.order_state"));
    }

    [Fact]
    public void A_cancel_that_is_refused_overtakes_nothing()
    {
        string buy = _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10));
        string unlabelled = _a.Send("private/cancel_by_label");
        string wrong = _a.Send("private/cancel_all", new { detailed = "maybe" });
        var reader = new VenueClient(_world);
        reader.Result("public/auth", new { grant_type = "client_credentials", client_id = "a", client_secret = "s", scope = "trade:read" });
        string forbidden = reader.Send("private/cancel_all");
        _world.Wait(Latency);
        Assert.Equal("open", _a.TakeReply(buy)!.Value.Is("result.order.order_state"));
        Assert.Equal("-32602", _a.TakeReply(unlabelled)!.Value.Is("error.code"));
        Assert.Equal("-32602", _a.TakeReply(wrong)!.Value.Is("error.code"));
        Assert.Equal("13021", reader.TakeReply(forbidden)!.Value.Is("error.code"));
    }

    [Fact]
    public void A_cancel_overtakes_the_orders_of_the_account_whose_token_it_brings()
    {
        var b = new VenueClient(_world);
        string token = VenueClient.At(b.Result("public/auth", new { grant_type = "client_credentials", client_id = "b", client_secret = "s" }), "access_token");
        string mine = _a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10));
        string theirs = b.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10));
        _a.Send("private/cancel_all", new { access_token = token });
        _world.Wait(Latency);
        Assert.Equal("open", _a.TakeReply(mine)!.Value.Is("result.order.order_state"));
        Assert.Equal("13666", b.TakeReply(theirs)!.Value.Is("error.code"));
    }

    [Fact]
    public void Currencies_that_are_none_share_one_queue()
    {
        for (int i = 0; i < 8; i++)
            _a.Send("private/cancel_all_by_currency", new { currency = "X" + i });
        Assert.Equal("10047", _a.TakeReply(_a.Send("private/cancel_all_by_currency", new { currency = "X8" }))!.Value.Is("error.code"));
    }

    [Fact]
    public void What_waits_longer_than_five_seconds_is_given_up()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Limits = true, MatchingLatencyNs = 5_000_000_001 });
        VenueClient a = world.Client("a");
        string buy = a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000, 10));
        world.Wait(6 * VenueWorld.Second);
        Assert.Equal("""{"code":10050,"message":"lock_time_exceeded"}""", a.TakeReply(buy)!.Value.GetProperty("error").GetRawText());
        Assert.Empty(a.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void Without_limits_the_queue_has_no_end()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { MatchingLatencyNs = Latency });
        VenueClient a = world.Client("a");
        string[] ids = [.. Enumerable.Range(0, 30).Select(i => a.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84000 - i, 10)))];
        a.Send("private/cancel_all");
        world.Wait(Latency);
        Assert.All(ids, id => Assert.Equal("open", a.TakeReply(id)!.Value.Is("result.order.order_state")));
    }
}
