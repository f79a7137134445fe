using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Orders;

/// <summary>Icebergs show a tip; the rest is nobody's business until it trades.</summary>
public class IcebergTests
{
    private readonly VenueWorld _world = new();
    private readonly VenueClient _a;
    private readonly VenueClient _b;

    public IcebergTests()
    {
        _a = _world.Client("a");
        _b = _world.Client("b");
    }

    [Fact]
    public void Only_the_tip_is_in_the_book_and_the_order_tells_both()
    {
        JsonElement order = _a.Sell(84010, 5000, new { display_amount = 1000 });
        Assert.Equal("5.0e3", order.Is("order.amount"));
        Assert.Equal("1.0e3", order.Is("order.display_amount"));
        Assert.Equal("1.0e3", order.Is("order.refresh_amount"));
        Assert.Equal("[[84010.0,1.0e3]]", _a.Levels("asks"));
    }

    [Fact]
    public void A_new_tip_stands_behind_what_was_there()
    {
        string iceberg = _a.Sell(84010, 3000, new { display_amount = 1000 }).Id();
        string plain = _a.Sell(84010, 700).Id();
        JsonElement taken = _b.Buy(84010, 1500);
        Assert.Equal(["1.0e3", "500.0"], taken.GetProperty("trades").EnumerateArray().Select(trade => trade.Is("amount")));
        Assert.Equal("1.0e3", _a.State(iceberg).Is("filled_amount"));
        Assert.Equal("500.0", _a.State(plain).Is("filled_amount"));
        Assert.Equal("[[84010.0,1.2e3]]", _a.Levels("asks"));
    }

    [Fact]
    public void A_sweep_reaches_what_is_hidden_and_that_part_pays_as_a_taker()
    {
        string iceberg = _a.Sell(84010, 3000, new { display_amount = 1000 }).Id();
        JsonElement taken = _b.Buy(84010, 2500);
        Assert.Equal("filled", taken.Is("order.order_state"));
        Assert.Equal("500.0", _a.State(iceberg).Is("display_amount"));
        double[] fees = [.. _a.Result("private/get_user_trades_by_order", new { order_id = iceberg, sorting = "asc" })
            .EnumerateArray().Select(trade => trade.GetProperty("fee").GetDouble() / trade.GetProperty("amount").GetDouble())];
        Assert.Equal(3, fees.Length);
        Assert.True(fees[1] > 2 * fees[0] && fees[2] > 2 * fees[0], string.Join(' ', fees));
    }

    [Fact]
    public void A_tip_that_was_shown_before_the_taker_came_pays_as_a_maker()
    {
        string iceberg = _a.Sell(84010, 3000, new { display_amount = 1000 }).Id();
        _b.Buy(84010, 1000);
        _b.Buy(84010, 1000);
        string[] fees = [.. _a.Result("private/get_user_trades_by_order", new { order_id = iceberg }).EnumerateArray().Select(trade => trade.Is("fee"))];
        Assert.Equal(2, fees.Length);
        Assert.Equal(fees[0], fees[1]);
    }

    [Fact]
    public void The_level_tells_of_a_new_tip_only_what_differs()
    {
        _a.Sell(84010, 3000, new { display_amount = 1000 });
        _b.Result("private/subscribe", new { channels = new[] { "book.BTC-PERPETUAL.raw" } });
        _b.Take("book.BTC-PERPETUAL.raw");
        _b.Buy(84010, 1000);
        Assert.Empty(_b.Take("book.BTC-PERPETUAL.raw"));
        _b.Buy(84010, 400);
        Assert.Equal("""[["change",84010.0,600.0]]""", _b.Take("book.BTC-PERPETUAL.raw").Single().GetProperty("asks").GetRawText());
    }

    [Fact]
    public void A_smaller_total_comes_off_the_hidden_part_first_and_keeps_priority()
    {
        string iceberg = _a.Sell(84010, 3000, new { display_amount = 1000 }).Id();
        string plain = _a.Sell(84010, 100).Id();
        _a.Result("private/edit", new { order_id = iceberg, amount = 1500 });
        Assert.Equal("[[84010.0,1.1e3]]", _a.Levels("asks"));
        _a.Result("private/edit", new { order_id = iceberg, amount = 600 });
        Assert.Equal("[[84010.0,700.0]]", _a.Levels("asks"));
        _b.Buy(84010, 600);
        Assert.Equal("filled", _a.State(iceberg).Is("order_state"));
        Assert.Equal("0.0", _a.State(plain).Is("filled_amount"));
    }

    [Fact]
    public void Another_tip_size_is_an_edit_that_goes_to_the_back()
    {
        string iceberg = _a.Sell(84010, 5000, new { display_amount = 1000 }).Id();
        string plain = _a.Sell(84010, 100).Id();
        Assert.Equal("2.0e3", _a.Result("private/edit", new { order_id = iceberg, display_amount = 2000 }).Is("order.refresh_amount"));
        _b.Buy(84010, 100);
        Assert.Equal("filled", _a.State(plain).Is("order_state"));
        Assert.Equal("[[84010.0,2.0e3]]", _a.Levels("asks"));
    }

    [Fact]
    public void Fill_or_kill_counts_what_is_hidden()
    {
        _a.Sell(84010, 3000, new { display_amount = 1000 });
        Assert.Equal("filled", _b.Buy(84010, 3000, new { time_in_force = "fill_or_kill" }).Is("order.order_state"));
    }

    [Theory]
    [InlineData(5000, 990, "must be at least 100 times the minimum order size")]
    [InlineData(5000, 1005, "must be a multiple of contract size")]
    [InlineData(101000, 1000, "hidden part must be less than 100 times the visible part")]
    public void A_tip_has_a_smallest_size_a_step_and_a_smallest_share(double amount, double display, string reason)
    {
        Assert.Equal(
            $$$"""{"code":-32602,"data":{"reason":"{{{reason}}}","param":"display_amount"},"message":"Invalid params"}""",
            _a.Error("private/sell", OrderEntry.With(OrderEntry.Btc, 84010, amount, new { display_amount = display })));
        Assert.Equal("[]", _a.Levels("asks"));
    }

    [Fact]
    public void A_larger_total_needs_a_tip_that_is_large_enough_for_it()
    {
        string iceberg = _a.Sell(84010, 5000, new { display_amount = 1000 }).Id();
        Assert.Contains("hidden part must be less than 100 times", _a.Error("private/edit", new { order_id = iceberg, amount = 101000 }));
        Assert.Equal("5.0e3", _a.State(iceberg).Is("amount"));
        _a.Result("private/edit", new { order_id = iceberg, amount = 100000 });
        _a.Result("private/edit", new { order_id = iceberg, amount = 101000, display_amount = 2000 });
    }

    [Fact]
    public void A_waiting_iceberg_keeps_to_its_tip_as_well()
    {
        double last = _a.Ticker().GetProperty("mark_price").GetDouble();
        object more = new { display_amount = 1000, type = "stop_limit", trigger = "mark_price", trigger_price = Math.Round(last * 1.01) };
        string iceberg = _a.Buy(84010, 5000, more).Id();
        Assert.Contains("hidden part must be less than 100 times", _a.Error("private/edit", new { order_id = iceberg, amount = 101000 }));
        Assert.Equal("5.0e3", _a.State(iceberg).Is("amount"));
    }

    [Fact]
    public void An_order_that_never_rests_is_no_iceberg() =>
        Assert.Contains("only orders that rest", _a.Error("private/sell", OrderEntry.With(OrderEntry.Btc, 84010, 5000, new { display_amount = 1000, time_in_force = "immediate_or_cancel" })));
}
