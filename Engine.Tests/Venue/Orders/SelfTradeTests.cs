using System.Text.Json;
using Engine.Core.Venue.Accounts;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>An account that would trade with itself loses one of the two orders, as it has chosen.</summary>
public class SelfTradeTests
{
    private readonly VenueWorld _world = new(VenueWorld.Quiet with { SelfTrade = new Dictionary<string, SelfTradeMode> { ["maker goes"] = SelfTradeMode.CancelMaker } });

    [Fact]
    public void The_account_tells_its_mode()
    {
        foreach ((string key, string mode) in new[] { ("maker goes", "cancel_maker"), ("usual", "reject_taker") })
            Assert.Equal(mode, _world.Client(key).Result("private/get_account_summary", new { currency = "BTC", extended = true }).Is("self_trading_reject_mode"));
    }

    [Fact]
    public void The_taker_is_refused_when_its_own_order_is_first()
    {
        VenueClient a = _world.Client("usual");
        string own = a.Sell(84010, 500).Id();
        Assert.Equal("""{"code":10003,"message":"order_overlap"}""", a.Error("private/buy", OrderEntry.With(OrderEntry.Btc, 84010, 10)));
        Assert.Equal("open", a.State(own).Is("order_state"));
    }

    [Fact]
    public void The_taker_ends_where_its_sweep_meets_its_own_order()
    {
        VenueClient a = _world.Client("usual");
        string own = a.Sell(84010, 500).Id();
        _world.Client("b").Sell(84005, 100);
        JsonElement order = a.Buy(84010, 500).GetProperty("order");
        Assert.Equal("cancelled", order.Is("order_state"));
        Assert.Equal("order_overlap", order.Is("cancel_reason"));
        Assert.Equal("100.0", order.Is("filled_amount"));
        Assert.Equal("open", a.State(own).Is("order_state"));
    }

    [Fact]
    public void With_cancel_maker_the_own_orders_in_the_way_go_and_the_taker_trades_on()
    {
        VenueClient a = _world.Client("maker goes");
        VenueClient b = _world.Client("b");
        string first = a.Sell(84005, 500).Id();
        b.Sell(84010, 100);
        string second = a.Sell(84010, 500).Id();
        b.Sell(84010, 200);
        JsonElement taken = a.Buy(84010, 300);
        Assert.Equal("filled", taken.Is("order.order_state"));
        Assert.Equal(2, taken.GetProperty("trades").GetArrayLength());
        foreach (string id in new[] { first, second })
        {
            Assert.Equal("cancelled", a.State(id).Is("order_state"));
            Assert.Equal("order_overlap", a.State(id).Is("cancel_reason"));
        }
    }

    [Fact]
    public void With_cancel_maker_the_rest_waits_where_the_own_order_stood()
    {
        VenueClient a = _world.Client("maker goes");
        string own = a.Sell(84010, 500).Id();
        Assert.Equal("open", a.Buy(84010, 300).Is("order.order_state"));
        Assert.Equal("cancelled", a.State(own).Is("order_state"));
        Assert.Equal("[[84010.0,300.0]]", a.Levels("bids"));
        Assert.Equal("[]", a.Levels("asks"));
    }

    [Fact]
    public void Fill_or_kill_does_not_count_own_orders()
    {
        VenueClient a = _world.Client("maker goes");
        _world.Client("b").Sell(84010, 100);
        string own = a.Sell(84010, 500).Id();
        Assert.Equal("cancelled", a.Buy(84010, 200, new { time_in_force = "fill_or_kill" }).Is("order.order_state"));
        Assert.Equal("open", a.State(own).Is("order_state"));
        Assert.Equal("filled", a.Buy(84010, 100, new { time_in_force = "fill_or_kill" }).Is("order.order_state"));
    }

    [Fact]
    public void An_edit_into_an_own_order_is_refused_or_sweeps_it_away()
    {
        foreach ((string key, bool sweeps) in new[] { ("usual", false), ("maker goes", true) })
        {
            VenueClient a = _world.Client(key);
            string own = a.Sell(84010, 500).Id();
            string bid = a.Buy(84000, 300).Id();
            JsonElement reply = a.Ask("private/edit", new { order_id = bid, price = 84010 });
            Assert.Equal(sweeps, reply.Has("result"));
            Assert.Equal(sweeps ? "cancelled" : "open", a.State(own).Is("order_state"));
            a.Result("private/cancel_all");
        }
    }
}
