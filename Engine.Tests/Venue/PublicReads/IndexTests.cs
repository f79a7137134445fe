using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;
using Xunit;

namespace Engine.Tests.Venue.PublicReads;

/// <summary>Index prices and volatility indexes by request.</summary>
public class IndexTests
{
    private const long Hour = 3_600_000;

    private static ExchangeOptions AllFive => VenueWorld.Quiet with { Instruments = [.. Perpetuals.All.Select(terms => terms.Name)] };

    [Fact]
    public void Every_index_that_is_named_has_a_price()
    {
        VenueClient client = new VenueWorld(AllFive).Client("a");
        string[] names = [.. client.Result("public/get_index_price_names").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal(["btc_usd", "btc_usdc", "eth_usd", "eth_usdc", "sol_usd", "sol_usdc"], names);
        foreach (string name in names)
        {
            JsonElement price = client.Result("public/get_index_price", new { index_name = name });
            Assert.Equal(["estimated_delivery_price", "index_price"], price.EnumerateObject().Select(member => member.Name));
            Assert.True(price.GetProperty("index_price").GetDouble() > 0);
        }

        Assert.Equal("""{"name":"btc_usd","future_combo_creation_enabled":false,"option_combo_creation_enabled":false}""", client.Result("public/get_index_price_names", new { extended = "true" })[0].GetRawText());
        Assert.Equal(["btc_usd", "btc_usdc", "eth_usd", "eth_usdc", "sol_usdc"], client.Result("public/get_supported_index_names", new { type = "derivative" }).EnumerateArray().Select(name => name.GetString()));
        Assert.Empty(client.Result("public/get_supported_index_names", new { type = "spot" }).EnumerateArray());
    }

    [Theory]
    [InlineData("1h", 6_000)]
    [InlineData("1d", 144_000)]
    [InlineData("2d", 288_000)]
    [InlineData("1m", 4_320_000)]
    [InlineData("1y", 52_560_000)]
    public void An_index_chart_runs_up_to_the_price_of_now(string range, long stepMs)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 3, Limits = false });
        world.Wait(70 * VenueWorld.Second);
        VenueClient client = world.Client("a");
        JsonElement[] points = [.. client.Result("public/get_index_chart_data", new { index_name = "btc_usd", range }).EnumerateArray()];
        Assert.Equal(600, points.Length);
        Assert.All(points[1..].Zip(points), pair => Assert.Equal(stepMs, pair.First[0].GetInt64() - pair.Second[0].GetInt64()));
        Assert.InRange(points[^1][1].GetDouble() / client.Result("public/get_index_price", new { index_name = "btc_usd" }).GetProperty("index_price").GetDouble(), range == "1h" ? 0.999 : 0.9, range == "1h" ? 1.001 : 1.1);
    }

    [Fact]
    public void The_hour_of_an_index_chart_is_what_its_channel_told()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 3, Limits = false });
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])["deribit_price_index.btc_usd"] });
        client.Frames.Clear();
        world.Wait(60 * VenueWorld.Second);
        JsonElement[] told = [.. client.Take("deribit_price_index.btc_usd")];
        JsonElement[] points = [.. client.Result("public/get_index_chart_data", new { index_name = "btc_usd", range = "1h" }).EnumerateArray()];
        foreach (JsonElement point in points[^8..^1])
        {
            double[] inside = [.. told.Where(data => data.GetProperty("timestamp").GetInt64() / 6000 == point[0].GetInt64() / 6000).Select(data => data.GetProperty("price").GetDouble())];
            Assert.Equal(inside.Average(), point[1].GetDouble(), 0.006);
        }
    }

    [Theory]
    [InlineData("60", 60)]
    [InlineData("3600", 3600)]
    [InlineData("43200", 43_200)]
    [InlineData("1D", 86_400)]
    public void Volatility_candles_follow_each_other_and_stay_near_the_years(string resolution, int seconds)
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        JsonElement result = client.Result("public/get_volatility_index_data", new { currency = "BTC", start_timestamp = end - (950_000L * seconds), end_timestamp = end, resolution });
        Assert.Equal(["data", "continuation"], result.EnumerateObject().Select(member => member.Name));
        JsonElement[] rows = [.. result.GetProperty("data").EnumerateArray()];
        Assert.True(rows.Length > 300);
        foreach (JsonElement row in rows)
        {
            Assert.Equal(5, row.GetArrayLength());
            Assert.True(row[2].GetDouble() >= Math.Max(row[1].GetDouble(), row[4].GetDouble()) && row[3].GetDouble() <= Math.Min(row[1].GetDouble(), row[4].GetDouble()));
            Assert.InRange(row[4].GetDouble(), 30, 55);
            Assert.Equal(0, row[0].GetInt64() % (seconds * 1000L));
        }
    }

    [Fact]
    public void A_continuation_leads_to_the_rows_before()
    {
        VenueClient client = new VenueWorld().Client("a");
        long end = client.Result("public/get_time").GetInt64();
        var ticks = new List<long>();
        long? until = end;
        for (int page = 0; until is not null; page++)
        {
            Assert.True(page < 4);
            JsonElement result = client.Result("public/get_volatility_index_data", new { currency = "ETH", start_timestamp = end - (2500 * 60_000L), end_timestamp = until, resolution = 60 });
            ticks.InsertRange(0, result.GetProperty("data").EnumerateArray().Select(row => row[0].GetInt64()));
            until = result.GetProperty("continuation").ValueKind == JsonValueKind.Null ? null : result.GetProperty("continuation").GetInt64();
        }

        Assert.InRange(ticks.Count, 2500, 2501);
        Assert.Equal(ticks.Order().Distinct(), ticks);
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("1D", 86_400)]
    public void Past_rows_stay_what_they_were(string resolution, int seconds)
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        long end = client.Result("public/get_time").GetInt64();
        string[] Rows() => [.. client.Result("public/get_volatility_index_data", new { currency = "BTC", start_timestamp = end - (20 * seconds * 1000L), end_timestamp = end, resolution })
            .GetProperty("data").EnumerateArray().Select(row => row.GetRawText())];
        string[] before = Rows();
        world.Wait(50 * VenueWorld.Second);
        string[] after = Rows();
        Assert.Equal(before.Length, after.Length);
        Assert.Equal(before[..^1], after[..^1]);
        Assert.Equal(after, Rows());
    }

    [Fact]
    public void Only_bitcoin_and_ether_have_a_volatility_index()
    {
        VenueClient client = new VenueWorld(AllFive).Client("a");
        Assert.Equal("""{"data":[],"continuation":null}""", client.Result("public/get_volatility_index_data", new { currency = "USDC", start_timestamp = 0, end_timestamp = 1_790_755_218_000, resolution = "1D" }).GetRawText());
        Assert.Equal("[]", client.Result("public/get_historical_volatility", new { currency = "USDC" }).GetRawText());
        JsonElement[] hours = [.. client.Result("public/get_historical_volatility", new { currency = "BTC" }).EnumerateArray()];
        Assert.Equal(361, hours.Length);
        Assert.All(hours, row => Assert.InRange(row[1].GetDouble(), 30, 55));
        Assert.Equal(Hour, hours[1][0].GetInt64() - hours[0][0].GetInt64());
    }
}
