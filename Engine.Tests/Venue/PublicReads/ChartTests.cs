using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Venue.PublicReads;

/// <summary>Candles: every resolution over the minutes it is made of, and the minutes over the tape.</summary>
public class ChartTests
{
    private const string Btc = "BTC-PERPETUAL";
    private const long Minute = 60_000;
    private const long Day = 1440 * Minute;

    private static readonly string[] s_columns = ["open", "high", "low", "close", "volume", "cost"];

    [Theory]
    [InlineData("3", 3, 0)]
    [InlineData("5", 5, 0)]
    [InlineData("10", 10, 0)]
    [InlineData("15", 15, 0)]
    [InlineData("30", 30, 0)]
    [InlineData("60", 60, 0)]
    [InlineData("120", 120, 0)]
    [InlineData("180", 180, 0)]
    [InlineData("360", 360, 0)]
    [InlineData("720", 720, 0)]
    [InlineData("1D", 1440, 480)]
    public void A_candle_is_made_of_its_minutes(string resolution, int minutes, int offset)
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        long begin = end - (3 * Day);
        List<double[]> parts = Rows(Chart(client, Btc, begin, end, "1"), out long[] minuteTicks);
        List<double[]> candles = Rows(Chart(client, Btc, begin, end, resolution), out long[] ticks);
        Assert.Equal(Enumerable.Range(0, ticks.Length).Select(i => ticks[0] + (i * minutes * Minute)), ticks);
        Assert.Equal(0, ((ticks[0] / Minute) - offset) % minutes);
        Assert.True(ticks[0] <= begin && ticks[0] + (minutes * Minute) > begin && ticks[^1] <= end && ticks[^1] + (minutes * Minute) > end);
        for (int i = 1; i < ticks.Length; i++)
        {
            double[][] inside = [.. parts.Where((_, at) => minuteTicks[at] >= ticks[i] && minuteTicks[at] < ticks[i] + (minutes * Minute))];
            Assert.Equal(inside[0][0], candles[i][0]);
            Assert.Equal(inside.Max(row => row[1]), candles[i][1]);
            Assert.Equal(inside.Min(row => row[2]), candles[i][2]);
            Assert.Equal(inside[^1][3], candles[i][3]);
            Assert.Equal(inside.Sum(row => row[4]), candles[i][4], 1e-6 * candles[i][4]);
            Assert.Equal(inside.Sum(row => row[5]), candles[i][5], 10.0 * minutes);
        }
    }

    [Fact]
    public void Weeks_before_the_opening_have_the_forms_and_the_sizes_of_the_real_venues()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        JsonElement chart = Chart(client, Btc, end - (60 * Day), end, "1D");
        Assert.Equal(["volume", "ticks", "status", "open", "low", "high", "cost", "close"], chart.EnumerateObject().Select(member => member.Name));
        Assert.Equal("ok", VenueClient.At(chart, "status"));
        List<double[]> days = Rows(chart, out _);
        Assert.InRange(days.Count, 60, 62);
        for (int i = 0; i < days.Count; i++)
        {
            double[] row = days[i];
            Assert.True(row[1] >= Math.Max(row[0], row[3]) && row[2] <= Math.Min(row[0], row[3]));
            Assert.Equal(0, row[0] % 0.5);
            Assert.Equal(0, row[5] % 10);
            if (i < days.Count - 1)
                Assert.InRange(row[5] / row[4], row[2], row[1]);
            if (i > 0)
                Assert.InRange(row[0] / days[i - 1][3], 0.999, 1.001);
        }

        Assert.InRange(days.Average(row => (row[1] - row[2]) / row[3]), 0.01, 0.08);
        Assert.InRange(days.Skip(1).SkipLast(1).Average(row => row[5]), 1e8, 2e9);
    }

    [Fact]
    public void The_same_seed_has_the_same_past_and_another_seed_another()
    {
        string[] texts = [.. new ulong[] { 1, 1, 2 }.Select(seed => Chart(new VenueWorld(VenueWorld.Quiet with { Seed = seed }).Client("a"), Btc, 1_790_000_000_000, 1_790_100_000_000, "60").GetRawText())];
        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public void The_order_in_which_the_past_is_asked_does_not_change_it()
    {
        VenueClient forwards = new VenueWorld().Client("a");
        VenueClient backwards = new VenueWorld().Client("a");
        long[] days = [.. Enumerable.Range(0, 20).Select(i => 1_789_000_000_000 + (i * Day))];
        string[] first = [.. days.Select(day => Chart(forwards, Btc, day, day + Day, "30").GetRawText())];
        string[] second = [.. days.Reverse().Select(day => Chart(backwards, Btc, day, day + Day, "30").GetRawText()).Reverse()];
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(Btc)]
    [InlineData("BTC_USDC-PERPETUAL")]
    public void Candles_after_the_opening_are_those_of_the_tape(string instrument)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 9, Instruments = [instrument], Limits = false });
        long opened = world.Client("a").Result("public/get_time").GetInt64();
        world.Wait(110 * VenueWorld.Second);
        VenueClient client = world.Client("b");
        List<(long Ms, double Price, double Amount)> tape = Tape(client, instrument);
        long last = tape[^1].Ms / Minute * Minute;
        List<double[]> rows = Rows(Chart(client, instrument, (opened / Minute * Minute) + Minute, last - Minute, "1"), out long[] ticks);
        Assert.True(ticks.Length >= 1);
        bool inverse = instrument == Btc;
        for (int i = 0; i < ticks.Length; i++)
        {
            (long Ms, double Price, double Amount)[] inside = [.. tape.Where(trade => trade.Ms >= ticks[i] && trade.Ms < ticks[i] + Minute)];
            Assert.NotEmpty(inside);
            Assert.Equal([inside[0].Price, inside.Max(trade => trade.Price), inside.Min(trade => trade.Price), inside[^1].Price], rows[i][..4]);
            Assert.Equal(inside.Sum(trade => inverse ? trade.Amount / trade.Price : trade.Amount), rows[i][4], 1e-4);
            Assert.Equal(inside.Sum(trade => inverse ? trade.Amount : trade.Amount * trade.Price), rows[i][5], 1e-3);
        }
    }

    [Fact]
    [Pitfall("T45")]
    public void A_day_of_candles_has_the_days_statistics()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        List<double[]> rows = Rows(Chart(client, Btc, (end / Minute * Minute) - Day + Minute, end, "1"), out long[] ticks);
        Assert.Equal(1440, ticks.Length);
        JsonElement ticker = client.Result("public/ticker", new { instrument_name = Btc });
        Assert.Equal(rows.Max(row => row[1]), ticker.GetProperty("stats").GetProperty("high").GetDouble());
        Assert.Equal(rows.Min(row => row[2]), ticker.GetProperty("stats").GetProperty("low").GetDouble());
        Assert.Equal(rows.Sum(row => row[4]), ticker.GetProperty("stats").GetProperty("volume").GetDouble(), 1e-4);
        Assert.Equal(rows[^1][3], ticker.GetProperty("last_price").GetDouble());
    }

    [Fact]
    public void A_minute_without_trades_keeps_the_price_and_has_no_volume()
    {
        var world = new VenueWorld();
        world.Wait(180 * VenueWorld.Second);
        VenueClient client = world.Client("a");
        long end = client.Result("public/get_time").GetInt64();
        foreach (double[] row in Rows(Chart(client, Btc, end - (2 * Minute), end, "1"), out _))
            Assert.Equal([row[0], row[0], row[0], row[0], 0, 0], row);
    }

    [Theory]
    [InlineData("1", 1_000_000_000_000, 1_000_100_000_000)]
    [InlineData("1D", 1_790_700_000_000, 1_790_000_000_000)]
    [InlineData("60", 0, 1)]
    [InlineData("60", 1_890_700_000_000, 1_890_900_000_000)]
    public void A_stretch_without_candles_says_so(string resolution, long from, long to) =>
        Assert.Equal("""{"volume":[],"ticks":[],"status":"no_data","open":[],"low":[],"high":[],"cost":[],"close":[]}""", Chart(new VenueWorld().Client("a"), Btc, from, to, resolution).GetRawText());

    [Fact]
    public void Of_too_many_candles_the_newest_are_given()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        Rows(Chart(client, Btc, end - (30 * Day), end, "1"), out long[] ticks);
        Assert.Equal(5001, ticks.Length);
        Assert.Equal(end / Minute * Minute, ticks[^1]);
    }

    /// <summary>Every trade since the opening, page by page.</summary>
    private static List<(long Ms, double Price, double Amount)> Tape(VenueClient client, string instrument)
    {
        var tape = new List<(long Ms, double Price, double Amount)>();
        long from = 0;
        while (true)
        {
            JsonElement page = client.Result("public/get_last_trades_by_instrument", new { instrument_name = instrument, start_seq = from, count = 1000, sorting = "asc" });
            foreach (JsonElement trade in page.GetProperty("trades").EnumerateArray())
            {
                tape.Add((trade.GetProperty("timestamp").GetInt64(), trade.GetProperty("price").GetDouble(), trade.GetProperty("amount").GetDouble()));
                from = trade.GetProperty("trade_seq").GetInt64() + 1;
            }

            if (!page.GetProperty("has_more").GetBoolean())
                return tape;
        }
    }

    private static JsonElement Chart(VenueClient client, string instrument, long from, long to, string resolution) =>
        client.Result("public/get_tradingview_chart_data", new { instrument_name = instrument, start_timestamp = from, end_timestamp = to.ToString(CultureInfo.InvariantCulture), resolution });

    private static List<double[]> Rows(JsonElement chart, out long[] ticks)
    {
        ticks = [.. chart.GetProperty("ticks").EnumerateArray().Select(tick => tick.GetInt64())];
        double[][] columns = [.. s_columns.Select(name => chart.GetProperty(name).EnumerateArray().Select(value => value.GetDouble()).ToArray())];
        int count = ticks.Length;
        Assert.All(columns, column => Assert.Equal(count, column.Length));
        return [.. Enumerable.Range(0, count).Select(i => columns.Select(column => column[i]).ToArray())];
    }
}
