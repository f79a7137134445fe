using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>The transaction log, and own trades of more than a day ago.</summary>
public class TransactionLogTests
{
    private readonly MoneyWorld _market = new(MoneyWorld.Btc1(new TimeOnly(7, 59, 50)));
    private readonly VenueClient _a;

    public TransactionLogTests()
    {
        _a = _market.World.Client("a");
        _market.Trade(_a, _market.Mover, 1_000);
        _market.Quote(0.002, 0.003);
        _market.Withdraw();
        _market.Trade(_market.Mover, _a, 400);
        _market.World.Wait(15 * VenueWorld.Second);
        _market.Trade(_market.Mover, _a, 1_000);
    }

    [Fact]
    public void It_has_every_change_of_the_cash_and_the_changes_add_up()
    {
        List<JsonElement> lines = MoneyWorld.Log(_a);
        Assert.Equal(["trade", "settlement", "trade", "trade", "deposit"], lines.Select(line => VenueClient.At(line, "type")));
        Assert.Equal(["5", "4", "3", "2", "1"], lines.Select(line => VenueClient.At(line, "user_seq")));
        decimal balance = 0;
        foreach (JsonElement line in Enumerable.Reverse(lines))
        {
            balance += Number(line, "change");
            Assert.InRange(Number(line, "balance") - balance, -5e-8m, 5e-8m);
        }

        Assert.Equal(MoneyWorld.Figure(_a, "balance"), Number(lines[0], "balance"));
        Assert.Equal(MoneyWorld.Figure(_a, "equity"), Number(lines[0], "equity"));
    }

    [Fact]
    public void A_trades_line_says_what_was_done_by_whom_and_for_how_much()
    {
        JsonElement line = MoneyWorld.Log(_a)[2];
        JsonElement trade = _a.Result("private/get_user_trades_by_currency", new { currency = "BTC" }).GetProperty("trades")[1];
        Assert.Equal(("close sell", "maker", "600.0"), (VenueClient.At(line, "side"), VenueClient.At(line, "user_role"), VenueClient.At(line, "position")));
        foreach (string same in (string[])["price", "amount", "contracts", "trade_id", "order_id", "timestamp", "instrument_name", "index_price", "mark_price", "user_id"])
            Assert.Equal(VenueClient.At(trade, same), VenueClient.At(line, same));
        Assert.Equal(VenueClient.At(trade, "fee"), VenueClient.At(line, "commission"));
        Assert.Equal(VenueClient.At(trade, "profit_loss"), VenueClient.At(line, "cashflow"));
        Assert.Equal(("USD", "BTC", "maker"), (VenueClient.At(line, "price_currency"), VenueClient.At(line, "currency"), VenueClient.At(line, "fee_role")));
    }

    [Theory]
    [InlineData("trade", 3)]
    [InlineData("maker", 2)]
    [InlineData("taker", 1)]
    [InlineData("open", 1)]
    [InlineData("close", 2)]
    [InlineData("buy", 1)]
    [InlineData("deposit", 1)]
    [InlineData("settlement", 1)]
    [InlineData("future", 4)]
    [InlineData("liquidation", 0)]
    [InlineData("option", 0)]
    public void It_can_be_searched(string query, int found) => Assert.Equal(found, MoneyWorld.Log(_a, query).Count);

    [Fact]
    public void It_is_read_page_by_page_and_by_time()
    {
        object? continuation = null;
        List<string> ids = [];
        for (int page = 0; page < 3; page++)
        {
            JsonElement result = _a.Result("private/get_transaction_log", new { currency = "btc", start_timestamp = 0, end_timestamp = 4_000_000_000_000, count = 2, continuation });
            ids.AddRange(result.GetProperty("logs").EnumerateArray().Select(line => VenueClient.At(line, "id")));
            JsonElement next = result.GetProperty("continuation");
            Assert.Equal(page == 2, next.ValueKind == JsonValueKind.Null);
            continuation = page == 2 ? null : next.GetInt64();
        }

        Assert.Equal(MoneyWorld.Log(_a).Select(line => VenueClient.At(line, "id")), ids);
        long last = MoneyWorld.Log(_a)[0].GetProperty("timestamp").GetInt64();
        Assert.Single(_a.Result("private/get_transaction_log", new { currency = "BTC", start_timestamp = last, end_timestamp = last }).GetProperty("logs").EnumerateArray());
        Assert.Contains("\"value required\",\"param\":\"start_timestamp\"", _a.Error("private/get_transaction_log", new { currency = "BTC" }), StringComparison.Ordinal);
        Assert.Contains("value must be <= 250", _a.Error("private/get_transaction_log", new { currency = "BTC", start_timestamp = 0, end_timestamp = 1, count = 1000 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Trades_of_more_than_a_day_ago_need_the_history()
    {
        object ask = new { instrument_name = MoneyWorld.Btc };
        object history = new { instrument_name = MoneyWorld.Btc, historical = "true" };
        Assert.Equal(3, _a.Result("private/get_user_trades_by_instrument", ask).GetProperty("trades").GetArrayLength());
        _market.World.Wait(11 * VenueWorld.Second); // the history is written a little later
        Assert.Equal(3, _a.Result("private/get_user_trades_by_instrument", history).GetProperty("trades").GetArrayLength());
        _a.Result("public/subscribe", new { channels = (string[])["platform_state.public_methods_state"] }); // or it idles out
        _market.World.Wait(25 * 3600 * VenueWorld.Second);
        Assert.Empty(_a.Result("private/get_user_trades_by_instrument", ask).GetProperty("trades").EnumerateArray());
        Assert.Equal(3, _a.Result("private/get_user_trades_by_instrument", history).GetProperty("trades").GetArrayLength());
    }

    private static decimal Number(JsonElement line, string name) => decimal.Parse(line.GetProperty(name).GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
