using System.Text.Json;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.PublicReads;

/// <summary>Funding by the hour and by the minute: before the opening, across it and after.</summary>
public class FundingTests
{
    private const string Btc = "BTC-PERPETUAL";
    private const long Hour = 3_600_000;

    [Fact]
    public void Hours_have_the_recorded_form_and_eight_of_them_make_the_eight_hour_figure()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        JsonElement[] rows = [.. History(client, end - (48 * Hour), end)];
        Assert.Equal(48, rows.Length);
        Assert.Equal(["timestamp", "index_price", "interest_8h", "interest_1h", "prev_index_price"], rows[0].EnumerateObject().Select(member => member.Name));
        for (int i = 1; i < rows.Length; i++)
        {
            Assert.Equal(Hour, Number(rows[i], "timestamp") - Number(rows[i - 1], "timestamp"));
            Assert.Equal(Number(rows[i - 1], "index_price"), Number(rows[i], "prev_index_price"));
            if (i >= 8)
                Assert.Equal(rows[(i - 7)..(i + 1)].Sum(row => Number(row, "interest_1h")), Number(rows[i], "interest_8h"), 1e-12);
        }

        Assert.Contains(rows, row => Number(row, "interest_1h") != 0);
        Assert.All(rows, row => Assert.InRange(Math.Abs(Number(row, "interest_1h")), 0, 1e-4));
    }

    [Fact]
    public void What_was_paid_in_a_stretch_is_the_sum_of_its_hours()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64() / Hour * Hour;
        double hours = History(client, end - (23 * Hour), end).Sum(row => Number(row, "interest_1h"));
        Assert.Equal(hours, Value(client, end - (24 * Hour), end), 1e-12);
        Assert.Equal(Value(client, end - (5 * Hour) + 1234, end), Value(client, end - (5 * Hour) + 1234, end - 777_777) + Value(client, end - 777_777, end), 1e-12);
        Assert.Equal("0.0", client.Result("public/get_funding_rate_value", new { instrument_name = Btc, start_timestamp = end, end_timestamp = end - 1 }).GetRawText());
    }

    [Fact]
    public void At_the_opening_history_and_ticker_agree_on_the_last_eight_hours()
    {
        VenueClient client = new VenueWorld().Client("a");
        long now = client.Result("public/get_time").GetInt64();
        Assert.Equal(client.Result("public/ticker", new { instrument_name = Btc }).GetProperty("funding_8h").GetDouble(), Value(client, now - (8 * Hour), now), 3e-7);
    }

    [Fact]
    public void After_the_opening_the_rate_that_held_is_what_was_paid()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 11, Instruments = [Btc], Limits = false });
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])[$"perpetual.{Btc}.100ms"] });
        long from = client.Result("public/get_time").GetInt64();
        world.Wait(150 * VenueWorld.Second);
        double[] rates = [.. client.Take($"perpetual.{Btc}.100ms").Select(data => data.GetProperty("interest").GetDouble())];
        long to = client.Result("public/get_time").GetInt64();
        long minute = to / 60_000 * 60_000;
        double expected = rates[..^1].Sum() * 1007 / (8 * Hour);
        // The opening's own minute is counted from when the exchange opened: its seconds before were the past's.
        Assert.Equal(expected, Value(client, from / 60_000 * 60_000, to - (to % 60_000) + 60_000), 1e-12 + (1e-9 * Math.Abs(expected)));
        Assert.True(minute > from);
    }

    [Theory]
    [InlineData("8h", 481, 60_000)]
    [InlineData("24h", 481, 180_000)]
    [InlineData("1m", 721, 3_600_000)]
    public void A_funding_chart_has_its_points(string length, int points, long stepMs)
    {
        JsonElement chart = new VenueWorld().Client("a").Result("public/get_funding_chart_data", new { instrument_name = Btc, length });
        Assert.Equal(["data", "interest_8h", "current_interest"], chart.EnumerateObject().Select(member => member.Name));
        JsonElement data = chart.GetProperty("data");
        Assert.Equal(points, data.GetArrayLength());
        Assert.Equal(["timestamp", "index_price", "interest_8h"], data[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(stepMs, Number(data[1], "timestamp") - Number(data[0], "timestamp"));
        Assert.Equal(0, Number(data[0], "timestamp") % stepMs);
    }

    [Fact]
    public void A_history_of_too_many_hours_is_its_newest_month()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        JsonElement[] rows = [.. History(client, end - (2000 * Hour), end)];
        Assert.Equal(744, rows.Length);
        Assert.Equal(end / Hour * Hour, Number(rows[^1], "timestamp"));
        Assert.Empty(History(client, end + Hour, end + (5 * Hour)));
        Assert.Empty(History(client, 0, Hour));
        Assert.Empty(History(client, long.MaxValue, end));
    }

    private static JsonElement.ArrayEnumerator History(VenueClient client, long from, long to) =>
        client.Result("public/get_funding_rate_history", new { instrument_name = Btc, start_timestamp = from, end_timestamp = to }).EnumerateArray();

    private static double Value(VenueClient client, long from, long to) =>
        client.Result("public/get_funding_rate_value", new { instrument_name = Btc, start_timestamp = from, end_timestamp = to }).GetDouble();

    private static double Number(JsonElement row, string key) => row.GetProperty(key).GetDouble();
}
