using System.Text.Json;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>The settlement at 08:00 UTC of the market's clock.</summary>
public class SettlementTests
{
    private const string Btc = MoneyWorld.Btc;

    private readonly MoneyWorld _market = new(MoneyWorld.Btc1(new TimeOnly(7, 59, 30)));
    private readonly VenueClient _long;
    private readonly VenueClient _short;

    public SettlementTests()
    {
        _long = _market.World.Client("long");
        _short = _market.World.Client("short");
        _market.Trade(_long, _short, 100_000);
    }

    [Fact]
    public void While_it_runs_books_take_no_orders_but_give_them_back_and_afterwards_they_are_open()
    {
        string id = VenueClient.At(MoneyWorld.Limit(_long, "buy", 80000, 10), "order.order_id");
        _long.Result("public/subscribe", new { channels = (string[])["instrument.state.future.BTC"] });
        Wait(31);
        Assert.Equal("""{"code":10041,"message":"settlement_in_progress"}""", _long.Error("private/buy", new { instrument_name = Btc, amount = 10, price = 80000 }));
        Assert.Equal("settlement", VenueClient.At(_long.Result("public/ticker", new { instrument_name = Btc }), "state"));
        Assert.Equal("cancelled", VenueClient.At(_long.Result("private/cancel", new { order_id = id }), "order_state"));
        Wait(3);
        MoneyWorld.Limit(_long, "buy", 80000, 10);
        Assert.Equal(["settlement", "open"], _long.Take("instrument.state.future.BTC").Select(data => VenueClient.At(data, "state")));
    }

    [Fact]
    public void Orders_of_the_day_end_and_others_stay()
    {
        string day = VenueClient.At(MoneyWorld.Limit(_long, "buy", 80000, 10, "good_til_day"), "order.order_id");
        string stays = VenueClient.At(MoneyWorld.Limit(_long, "buy", 80000, 10), "order.order_id");
        Wait(31);
        JsonElement ended = _long.Result("private/get_order_state", new { order_id = day });
        Assert.Equal(("cancelled", "settlement"), (VenueClient.At(ended, "order_state"), VenueClient.At(ended, "cancel_reason")));
        Assert.Equal("open", VenueClient.At(_long.Result("private/get_order_state", new { order_id = stays }), "order_state"));
    }

    [Fact]
    public void Profit_and_funding_of_the_session_become_balance_and_the_next_session_starts_at_the_mark()
    {
        for (int i = 0; i < 20; i++)
            _market.Quote(0.01, 0.012);
        _market.Withdraw();
        decimal equity = MoneyWorld.Figure(_long, "equity");
        Assert.NotEqual(0, MoneyWorld.Figure(_long, "session_upl"));
        _long.Result("private/subscribe", new { channels = (string[])["user.portfolio.btc"] });
        _long.Frames.Clear();
        WaitFor("settlement");
        Assert.InRange(MoneyWorld.Figure(_long, "balance") - equity, -0.0005m, 0.0005m);
        Assert.Equal(MoneyWorld.Figure(_long, "equity"), MoneyWorld.Figure(_long, "balance"));
        Assert.Contains(_long.Take("user.portfolio.btc"), data => data.GetProperty("session_rpl").GetDouble() == 0 && data.GetProperty("session_upl").GetDouble() == 0);
        JsonElement position = MoneyWorld.Position(_long);
        Assert.Equal(0, position.GetProperty("floating_profit_loss").GetDouble());
        Assert.Equal(0, position.GetProperty("realized_profit_loss").GetDouble());
        Assert.Equal(0, position.GetProperty("realized_funding").GetDouble());
        Assert.NotEqual(0, position.GetProperty("total_profit_loss").GetDouble());
        Assert.Equal(VenueClient.At(position, "mark_price"), VenueClient.At(position, "settlement_price"));
        Assert.Equal(0, position.GetProperty("interest_value").GetDouble());
        MoneyWorld.Conserved(_market.World.Exchange);
    }

    [Fact]
    public void Each_account_has_its_row_and_a_line_in_its_log_and_together_the_rows_are_nothing()
    {
        for (int i = 0; i < 20; i++)
            _market.Quote(0.01, 0.012);
        decimal before = MoneyWorld.Figure(_long, "balance");
        WaitFor("settlement");
        JsonElement row = Row(_long);
        JsonElement other = Row(_short);
        Assert.Equal(("settlement", "1.0e5"), (VenueClient.At(row, "type"), VenueClient.At(row, "position")));
        Assert.Equal("-1.0e5", VenueClient.At(other, "position"));
        Assert.True(row.GetProperty("funding").GetDouble() < 0); // the mark stood above the index: the long paid
        Assert.Equal(0, row.GetProperty("session_profit_loss").GetDouble() + other.GetProperty("session_profit_loss").GetDouble(), 1e-9);
        decimal paid = MoneyWorld.Figure(_long, "balance") - before;
        Assert.Equal(row.GetProperty("session_profit_loss").GetDouble(), (double)paid, 2e-8);
        JsonElement line = MoneyWorld.Log(_long, "settlement").Single();
        Assert.Equal("long", VenueClient.At(line, "side"));
        Assert.Equal((double)paid, line.GetProperty("change").GetDouble(), 2e-8);
        Assert.Equal(row.GetProperty("funding").GetDouble(), line.GetProperty("total_interest_pl").GetDouble());
        Assert.Equal(VenueClient.At(row, "mark_price"), VenueClient.At(line, "price"));
        Assert.Equal("none", VenueClient.At(_long.Result("private/get_settlement_history_by_currency", new { currency = "BTC" }), "continuation"));
        Assert.Empty(_long.Result("private/get_settlement_history_by_currency", new { currency = "BTC", type = "bankruptcy" }).GetProperty("settlements").EnumerateArray());
    }

    [Fact]
    public void Days_of_a_fast_market_are_settled_one_by_one_and_are_read_page_by_page()
    {
        ExchangeOptions options = MoneyWorld.Btc1(new TimeOnly(7, 59, 30)) with { Speed = 1000 };
        var world = new VenueWorld(options);
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])["platform_state.public_methods_state"] }); // or it idles out
        for (int i = 0; i < 30; i++)
            world.Wait(10 * VenueWorld.Second); // 300 s are 83 hours of the market: 08:00 of four days
        JsonElement page = client.Result("public/get_last_settlements_by_instrument", new { instrument_name = Btc, count = 3 });
        Assert.Equal(3, page.GetProperty("settlements").GetArrayLength());
        JsonElement rest = client.Result("public/get_last_settlements_by_currency", new { currency = "btc", count = 3, continuation = VenueClient.At(page, "continuation") });
        Assert.Single(rest.GetProperty("settlements").EnumerateArray());
        Assert.Equal("none", VenueClient.At(rest, "continuation"));
        double[] times = [.. page.GetProperty("settlements").EnumerateArray().Select(row => row.GetProperty("timestamp").GetDouble())];
        Assert.Equal(86_400, times[0] - times[1], 2.0); // a day of the market in milliseconds of the venue's clock
        Assert.Equal(
            """{"code":-32602,"data":{"reason":"wrong format","param":"continuation"},"message":"Invalid params"}""",
            client.Error("public/get_last_settlements_by_instrument", new { instrument_name = Btc, continuation = "elsewhere" }));
    }

    private static JsonElement Row(VenueClient client) =>
        client.Result("private/get_settlement_history_by_instrument", new { instrument_name = Btc }).GetProperty("settlements").EnumerateArray().Single();

    private void Wait(int seconds) => _market.World.Wait(seconds * VenueWorld.Second);

    private void WaitFor(string state)
    {
        for (int i = 0; i < 400; i++)
        {
            if (VenueClient.At(_long.Result("public/ticker", new { instrument_name = Btc }), "state") == state)
                return;
            _market.World.Wait(VenueWorld.Second / 10);
        }

        Assert.Fail("it never came");
    }
}
