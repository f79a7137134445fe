using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;
using Xunit;

namespace Engine.Tests.Venue.Feeds;

/// <summary>Public channels besides the book.</summary>
public class MarketFeedTests
{
    private const string Btc = "BTC-PERPETUAL";

    private readonly VenueWorld _world = new(new ExchangeOptions { Seed = 6, Instruments = [.. Perpetuals.All.Select(terms => terms.Name)], Limits = false });

    [Fact]
    public void An_incremental_ticker_adds_up_to_the_ticker()
    {
        VenueClient client = Subscribed($"incremental_ticker.{Btc}");
        var fields = new Dictionary<string, string>();
        JsonElement snapshot = Assert.Single(client.Take($"incremental_ticker.{Btc}"));
        JsonElement ticker = client.Result("public/ticker", new { instrument_name = Btc });
        Assert.Equal(["type", .. ticker.EnumerateObject().Select(member => member.Name)], snapshot.EnumerateObject().Select(member => member.Name));
        Merge(fields, snapshot);
        VenueClient? late = null;
        var lateFields = new Dictionary<string, string>();
        int changes = 0;
        for (int second = 0; second < 12; second++)
        {
            _world.Wait(VenueWorld.Second);
            foreach (JsonElement data in client.Take($"incremental_ticker.{Btc}"))
            {
                Assert.Equal("change", VenueClient.At(data, "type"));
                Assert.True(data.EnumerateObject().Count() < fields.Count);
                Assert.All(data.EnumerateObject().Where(member => member.Name is not ("type" or "instrument_name")), member => Assert.NotEqual(fields[member.Name], member.Value.GetRawText()));
                Merge(fields, data);
                changes++;
            }

            late?.Take($"incremental_ticker.{Btc}").ForEach(data => Merge(lateFields, data));
            if (second == 5)
            {
                _world.Wait(400_000_000);
                late = Subscribed($"incremental_ticker.{Btc}");
                late.Take($"incremental_ticker.{Btc}").ForEach(data => Merge(lateFields, data));
            }
        }

        Assert.InRange(changes, 8, 13);
        fields.Remove("type");
        lateFields.Remove("type");
        Assert.Equal(fields.OrderBy(field => field.Key, StringComparer.Ordinal), lateFields.OrderBy(field => field.Key, StringComparer.Ordinal));
        Assert.Equal("open", fields["state"].Trim('"'));
        Assert.Equal(VenueClient.At(client.Result("public/ticker", new { instrument_name = Btc }), "settlement_price"), fields["settlement_price"]);
    }

    [Fact]
    public void A_chart_channel_tells_the_candles_that_a_request_gives()
    {
        string channel = $"chart.trades.{Btc}.1";
        VenueClient client = Subscribed(channel);
        _world.Wait(130 * VenueWorld.Second);
        List<JsonElement> told = client.Take(channel);
        Assert.Equal(["tick", "open", "high", "low", "close", "volume", "cost"], told[0].EnumerateObject().Select(member => member.Name));
        long last = told[^1].GetProperty("tick").GetInt64();
        JsonElement chart = client.Result("public/get_tradingview_chart_data", new { instrument_name = Btc, start_timestamp = last - 60_000, end_timestamp = last - 1, resolution = "1" });
        JsonElement end = told.Last(data => data.GetProperty("tick").GetInt64() == last - 60_000);
        Assert.Equal(last - 60_000, chart.GetProperty("ticks")[0].GetInt64());
        foreach (string key in (string[])["open", "high", "low", "close", "volume", "cost"])
            Assert.Equal(chart.GetProperty(key)[0].GetRawText(), end.GetProperty(key).GetRawText());
    }

    [Fact]
    public void Every_named_index_has_a_channel_and_names_itself()
    {
        VenueClient client = _world.Client("a");
        string[] channels = [.. client.Result("public/get_index_price_names").EnumerateArray().Select(name => $"deribit_price_index.{name.GetString()}")];
        Assert.Equal(6, channels.Length);
        client.Result("public/subscribe", new { channels });
        client.Frames.Clear();
        _world.Wait(5 * VenueWorld.Second);
        foreach (string channel in channels)
        {
            List<JsonElement> told = client.Take(channel);
            Assert.InRange(told.Count, 4, 5);
            Assert.Equal(["timestamp", "price", "index_name"], told[0].EnumerateObject().Select(member => member.Name));
            Assert.Equal(channel.Split('.')[1], VenueClient.At(told[0], "index_name"));
            Assert.Equal(client.Result("public/get_index_price", new { index_name = channel.Split('.')[1] }).GetProperty("index_price").GetRawText(), told[^1].GetProperty("price").GetRawText());
        }
    }

    [Fact]
    public void Instruments_may_share_an_index()
    {
        IReadOnlyList<Terms> shared = [Perpetuals.Find(Btc)!, Perpetuals.Find("BTC_USDC-PERPETUAL")! with { Index = "btc_usd" }];
        VenueClient client = new VenueWorld(VenueWorld.Quiet with { Catalogue = shared, Instruments = [.. shared.Select(terms => terms.Name)] }).Client("a");
        client.Result("public/subscribe", new { channels = (string[])["deribit_price_index.btc_usd", "platform_state"] });
        Assert.Single(client.Take("deribit_price_index.btc_usd"));
        Assert.Single(client.Take("platform_state"));
    }

    [Fact]
    public void The_volatility_index_channel_tells_what_a_request_gives()
    {
        VenueClient client = Subscribed("deribit_volatility_index.btc_usd");
        _world.Wait(3 * VenueWorld.Second);
        List<JsonElement> told = client.Take("deribit_volatility_index.btc_usd");
        Assert.InRange(told.Count, 3, 4);
        Assert.Equal(["timestamp", "volatility", "index_name"], told[0].EnumerateObject().Select(member => member.Name));
        long ms = told[^1].GetProperty("timestamp").GetInt64();
        JsonElement row = client.Result("public/get_volatility_index_data", new { currency = "BTC", start_timestamp = ms, end_timestamp = ms, resolution = "1" }).GetProperty("data")[0];
        Assert.Equal(told[^1].GetProperty("volatility").GetDouble(), row[4].GetDouble());
        Assert.Equal("[]", client.Result("public/subscribe", new { channels = (string[])["deribit_volatility_index.sol_usdc", "deribit_volatility_index.btc_usdc"] }).GetRawText());
    }

    [Fact]
    public void A_price_ranking_averages_to_the_index()
    {
        VenueClient client = Subscribed("deribit_price_ranking.btc_usd");
        JsonElement[] rows = [.. Assert.Single(client.Take("deribit_price_ranking.btc_usd")).EnumerateArray()];
        Assert.Equal(["weight", "original_price", "price", "identifier", "timestamp", "enabled"], rows[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(client.Result("public/get_index_price", new { index_name = "btc_usd" }).GetProperty("index_price").GetDouble(), rows.Average(row => row.GetProperty("price").GetDouble()), 0.011);
        Assert.Equal(100, rows.Sum(row => row.GetProperty("weight").GetDouble()), 1e-3);
    }

    [Fact]
    public void Price_statistics_hold_the_price_of_now_between_their_bounds()
    {
        VenueClient client = Subscribed("deribit_price_statistics.eth_usd");
        _world.Wait(2 * VenueWorld.Second);
        JsonElement told = client.Take("deribit_price_statistics.eth_usd")[^1];
        Assert.Equal(["low24h", "index_name", "high24h", "change24h", "high_volatility"], told.EnumerateObject().Select(member => member.Name));
        double now = client.Result("public/get_index_price", new { index_name = "eth_usd" }).GetProperty("index_price").GetDouble();
        Assert.InRange(now, told.GetProperty("low24h").GetDouble() - 0.01, told.GetProperty("high24h").GetDouble() + 0.01);
        Assert.InRange(now - told.GetProperty("change24h").GetDouble(), told.GetProperty("low24h").GetDouble() - 1, told.GetProperty("high24h").GetDouble() + 1);
    }

    [Fact]
    public void Whether_public_requests_are_let_in_is_told_once()
    {
        VenueClient client = Subscribed("platform_state.public_methods_state");
        Assert.Equal("""{"allow_unauthenticated_public_requests":true}""", Assert.Single(client.Take("platform_state.public_methods_state")).GetRawText());
    }

    [Theory]
    [InlineData("incremental_ticker.XYZ")]
    [InlineData("incremental_ticker.BTC-PERPETUAL.100ms")]
    [InlineData("chart.trades.BTC-PERPETUAL.7")]
    [InlineData("chart.trades.BTC-PERPETUAL")]
    [InlineData("deribit_price_index.doge_usd")]
    [InlineData("deribit_price_ranking.nothing")]
    [InlineData("book.BTC-PERPETUAL.none.5.100ms")]
    [InlineData("book.BTC-PERPETUAL.3.10.100ms")]
    [InlineData("book.BTC-PERPETUAL.none.10.raw")]
    [InlineData("instrument.state.perpetual.BTC")]
    [InlineData("instrument.creation.future.ABC")]
    [InlineData("block_trade_confirmations")]
    [InlineData("block_rfq.trades.any")]
    [InlineData("trades.future.XYZ.100ms")]
    [InlineData("")]
    public void A_channel_that_is_none_is_dropped_in_silence(string channel) =>
        Assert.Equal("[]", _world.Client("a").Result("public/subscribe", new { channels = (string[])[channel] }).GetRawText());

    [Fact]
    public void A_call_takes_five_hundred_channels_and_labels_of_sixteen_letters()
    {
        VenueClient client = _world.Client("a");
        string[] five = [.. Enumerable.Range(0, 500).Select(i => $"nothing.{i}")];
        Assert.Equal("[]", client.Result("public/subscribe", new { channels = five }).GetRawText());
        Assert.Equal("""{"code":-32602,"data":{"reason":"too many channels","param":"channels"},"message":"Invalid params"}""", client.Error("public/subscribe", new { channels = (string[])[.. five, "one more"] }));
        client.Result("private/subscribe", new { channels = (string[])["quote.BTC-PERPETUAL"], label = "0123456789abcdef" });
        Assert.Equal("""{"code":-32602,"data":{"reason":"value is too long","param":"label"},"message":"Invalid params"}""", client.Error("private/subscribe", new { channels = (string[])["platform_state"], label = "0123456789abcdefg" }));
    }

    [Fact]
    public void A_quiet_books_snapshot_has_the_time_of_its_last_change()
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        world.Wait(5 * VenueWorld.Second);
        long changed = client.Result("public/get_time").GetInt64();
        client.Result("private/buy", new { instrument_name = Btc, amount = 10, price = 70_000 });
        world.Wait(50 * VenueWorld.Second);
        client.Result("public/subscribe", new { channels = (string[])[$"book.{Btc}.100ms", $"book.{Btc}.none.10.100ms"] });
        Assert.Equal(changed, Assert.Single(client.Take($"book.{Btc}.100ms")).GetProperty("timestamp").GetInt64());
        Assert.Equal(changed, Assert.Single(client.Take($"book.{Btc}.none.10.100ms")).GetProperty("timestamp").GetInt64());
    }

    private static void Merge(Dictionary<string, string> fields, JsonElement data)
    {
        foreach (JsonProperty member in data.EnumerateObject())
            fields[member.Name] = member.Value.GetRawText();
    }

    private VenueClient Subscribed(string channel)
    {
        VenueClient client = _world.Client($"k{_world.Clients.Count}");
        Assert.Single(client.Result("public/subscribe", new { channels = (string[])[channel] }).EnumerateArray());
        return client;
    }
}
