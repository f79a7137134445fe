using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>On linear instruments what would trade at once is held for ten milliseconds.</summary>
public class SpeedBumpTests
{
    private const long Ms = 1_000_000;
    private const string Linear = OrderEntry.Linear;

    private readonly VenueWorld _world = new(VenueWorld.Quiet with { Instruments = [OrderEntry.Btc, Linear] });
    private readonly VenueClient _a;
    private readonly VenueClient _b;
    private readonly double _price;

    public SpeedBumpTests()
    {
        _a = _world.Client("a");
        _b = _world.Client("b");
        _price = Math.Round(_a.Ticker(Linear).GetProperty("mark_price").GetDouble(), 0);
    }

    [Fact]
    public void The_reply_of_a_taker_comes_ten_milliseconds_later_with_its_trades()
    {
        Sell(0, 1);
        string taker = Send("private/buy", 0, 1);
        _world.Wait(10 * Ms - 1);
        Assert.Null(_b.TakeReply(taker));
        _world.Wait(1);
        JsonElement reply = _b.TakeReply(taker)!.Value;
        Assert.Equal("filled", reply.Is("result.order.order_state"));
        Assert.Single(reply.GetProperty("result").GetProperty("trades").EnumerateArray());
        Assert.Equal("10000", reply.Is("usDiff"));
        Assert.Equal(reply.Is("result.order.creation_timestamp"), ((_world.NowNs / Ms) - 10).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_quote_can_be_taken_back_while_its_taker_is_held()
    {
        string quote = Sell(0, 1);
        string taker = Send("private/buy", 0, 1);
        Assert.Equal("cancelled", _a.Result("private/cancel", new { order_id = quote }).Is("order_state"));
        _world.Wait(10 * Ms);
        Assert.Equal("open", _b.TakeReply(taker)!.Value.Is("result.order.order_state"));
        Assert.Equal($"[[{_price:0.0},1.0]]", Plain(_a.Levels("bids", Linear)));
    }

    [Fact]
    public void Held_orders_enter_in_the_order_of_their_coming()
    {
        Sell(0, 1);
        string first = Send("private/buy", 0, 1);
        _world.Wait(3 * Ms);
        VenueClient c = _world.Client("c");
        string second = c.Send("private/buy", OrderEntry.With(Linear, _price, 1));
        _world.Wait(7 * Ms);
        Assert.Equal("filled", _b.TakeReply(first)!.Value.Is("result.order.order_state"));
        Assert.Null(c.TakeReply(second));
        _world.Wait(3 * Ms);
        Assert.Equal("open", c.TakeReply(second)!.Value.Is("result.order.order_state"));
    }

    [Fact]
    public void Orders_that_rest_post_only_orders_and_cancels_are_not_held()
    {
        Sell(0, 1);
        foreach ((double offset, object? more) in new[] { (-5.0, (object?)null), (0.0, new { post_only = true }) })
        {
            string id = _b.Send("private/buy", OrderEntry.With(Linear, _price + offset, 1, more));
            JsonElement reply = _b.TakeReply(id)!.Value;
            Assert.Equal("open", reply.Is("result.order.order_state"));
            Assert.NotNull(_b.TakeReply(_b.Send("private/cancel", new { order_id = reply.GetProperty("result").Id() })));
        }
    }

    [Fact]
    public void Inverse_instruments_have_no_bump()
    {
        _a.Sell(84010, 10);
        Assert.NotNull(_b.TakeReply(_b.Send("private/buy", OrderEntry.With(OrderEntry.Btc, 84010, 10))));
    }

    [Fact]
    public void A_held_order_is_among_the_open_ones_and_nobody_is_told_of_it()
    {
        Sell(0, 1);
        _b.Result("private/subscribe", new { channels = new[] { $"user.orders.{Linear}.raw", $"book.{Linear}.raw" } });
        _b.Frames.Clear();
        Send("private/buy", 0, 1);
        Assert.Equal("open", _b.Result("private/get_open_orders").EnumerateArray().Single().Is("order_state"));
        Assert.Empty(_b.Frames);
        _world.Wait(10 * Ms);
        Assert.Equal("filled", _b.Take($"user.orders.{Linear}.raw").Single().Is("order_state"));
    }

    [Fact]
    public void A_cancelled_taker_still_takes_what_it_can_and_no_more()
    {
        Sell(0, 1);
        string taker = Send("private/buy", 0, 3);
        string id = _b.Result("private/get_open_orders").EnumerateArray().Single().Is("order_id");
        Assert.Equal("immediate_or_cancel", _b.Result("private/cancel", new { order_id = id }).Is("time_in_force"));
        _world.Wait(10 * Ms);
        JsonElement order = _b.TakeReply(taker)!.Value.GetProperty("result").GetProperty("order");
        Assert.Equal("cancelled", order.Is("order_state"));
        Assert.Equal("user_request", order.Is("cancel_reason"));
        Assert.Equal("1.0", order.Is("filled_amount"));
        Assert.Empty(_b.Result("private/get_open_orders").EnumerateArray());
    }

    [Fact]
    public void A_held_order_is_cancelled_once()
    {
        Sell(0, 1);
        string taker = Send("private/buy", 0, 3);
        string id = _b.Result("private/get_open_orders").EnumerateArray().Single().Is("order_id");
        Assert.Equal("1", _b.Result("private/cancel_all").GetRawText());
        Assert.Equal("0", _b.Result("private/cancel_all").GetRawText());
        Assert.Equal("[]", _b.Result("private/cancel_all", new { detailed = true }).GetRawText());
        Assert.Equal("""{"code":11044,"message":"not_open_order"}""", _b.Error("private/cancel", new { order_id = id }));
        _world.Wait(10 * Ms);
        Assert.Equal("user_request", _b.TakeReply(taker)!.Value.Is("result.order.cancel_reason"));
    }

    [Fact]
    public void A_held_order_cannot_be_edited()
    {
        Sell(0, 1);
        Send("private/buy", 0, 3);
        string id = _b.Result("private/get_open_orders").EnumerateArray().Single().Is("order_id");
        Assert.Equal("""{"code":10040,"message":"retry"}""", _b.Error("private/edit", new { order_id = id, amount = 1 }));
        _world.Wait(10 * Ms);
        Assert.Equal("2.0", _b.Result("private/edit", new { order_id = id, amount = 2 }).Is("order.amount"));
    }

    [Fact]
    public void An_edit_into_the_touch_is_held_as_a_new_order_would_be()
    {
        Sell(0, 1);
        string bid = _b.Buy(_price - 5, 1, null, Linear).Id();
        string edit = _b.Send("private/edit", new { order_id = bid, price = _price });
        Assert.Null(_b.TakeReply(edit));
        Assert.Equal("[]", _a.Levels("bids", Linear));
        _world.Wait(10 * Ms);
        JsonElement reply = _b.TakeReply(edit)!.Value;
        Assert.Equal("filled", reply.Is("result.order.order_state"));
        Assert.Equal("true", reply.Is("result.order.replaced"));
        Assert.Single(reply.GetProperty("result").GetProperty("trades").EnumerateArray());
    }

    [Fact]
    public void Margin_of_a_held_order_is_reserved()
    {
        Sell(0, 1);
        Send("private/buy", 0, 300);
        Assert.Equal("""{"code":10009,"message":"not_enough_funds"}""", _b.Error("private/buy", OrderEntry.With(Linear, _price - 5, 400)));
    }

    [Fact]
    public void A_connection_that_is_gone_gets_no_reply_and_its_order_trades_all_the_same()
    {
        string quote = Sell(0, 1);
        Send("private/buy", 0, 1);
        _world.Exchange.Close(_b.Session, _world.NowNs);
        _world.Wait(10 * Ms);
        Assert.Equal("filled", _a.State(quote).Is("order_state"));
    }

    [Fact]
    public void Without_a_bump_takers_are_answered_at_once()
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Instruments = [Linear], SpeedBumpNs = 0 });
        (VenueClient a, VenueClient b) = (world.Client("a"), world.Client("b"));
        a.Sell(_price, 1, null, Linear);
        Assert.NotNull(b.TakeReply(b.Send("private/buy", OrderEntry.With(Linear, _price, 1))));
    }

    private static string Plain(string levels) => levels.Replace("e4", "", StringComparison.Ordinal).Length == levels.Length
        ? levels
        : System.Text.RegularExpressions.Regex.Replace(levels, "[0-9.]+e4", number => $"{double.Parse(number.Value, System.Globalization.CultureInfo.InvariantCulture):0.0}");

    private string Sell(double offset, double amount) => _a.Sell(_price + offset, amount, null, Linear).Id();

    private string Send(string method, double offset, double amount) => _b.Send(method, OrderEntry.With(Linear, _price + offset, amount));
}
