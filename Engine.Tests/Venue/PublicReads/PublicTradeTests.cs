using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;
using Xunit;

namespace Engine.Tests.Venue.PublicReads;

/// <summary>The tape by request: each window against a plain filter of all trades.</summary>
public class PublicTradeTests
{
    private readonly VenueWorld _world = new(new ExchangeOptions { Seed = 4, Instruments = [.. Perpetuals.All.Select(terms => terms.Name)], Limits = false });
    private readonly VenueClient _client;

    public PublicTradeTests()
    {
        _client = _world.Client("a");
        _world.Wait(8 * VenueWorld.Second);
    }

    [Fact]
    public void Trades_of_an_instrument_are_the_newest_first_and_ascending_from_the_oldest()
    {
        List<JsonElement> all = Tape("BTC-PERPETUAL");
        Assert.InRange(all.Count, 30, 1000);
        long[] numbers = [.. all.Select(Sequence)];
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => numbers[0] + i), numbers);
        JsonElement newest = _client.Result("public/get_last_trades_by_instrument", new { instrument_name = "BTC-PERPETUAL" });
        Assert.True(newest.GetProperty("has_more").GetBoolean());
        Assert.Equal(numbers[^10..].Reverse(), newest.GetProperty("trades").EnumerateArray().Select(Sequence));
        JsonElement everything = _client.Result("public/get_last_trades_by_instrument", new { instrument_name = "BTC-PERPETUAL", count = 1000 });
        Assert.False(everything.GetProperty("has_more").GetBoolean());
        Assert.Equal(numbers.Reverse(), everything.GetProperty("trades").EnumerateArray().Select(Sequence));
    }

    [Fact]
    public void A_window_of_numbers_or_of_time_holds_both_of_its_ends()
    {
        List<JsonElement> all = Tape("BTC-PERPETUAL");
        (long fromSeq, long toSeq) = (Sequence(all[7]), Sequence(all[19]));
        foreach (string sorting in (string[])["asc", "desc"])
        {
            List<JsonElement> window = All("public/get_last_trades_by_instrument", new { instrument_name = "BTC-PERPETUAL", start_seq = fromSeq, end_seq = toSeq, count = 1000, sorting });
            Assert.Equal(all[7..20].Select(Sequence), window.Select(Sequence).Order());
            (long fromMs, long toMs) = (Time(all[7]), Time(all[19]));
            window = All("public/get_last_trades_by_instrument_and_time", new { instrument_name = "BTC-PERPETUAL", start_timestamp = fromMs, end_timestamp = toMs, count = 1000, sorting });
            Assert.Equal(all.Where(trade => Time(trade) >= fromMs && Time(trade) <= toMs).Select(Sequence), window.Select(Sequence).Order());
        }

        Assert.Empty(All("public/get_last_trades_by_instrument_and_time", new { instrument_name = "BTC-PERPETUAL", start_timestamp = 5, end_timestamp = 6 }));
        Assert.NotEmpty(All("public/get_last_trades_by_instrument_and_time", new { instrument_name = "BTC-PERPETUAL", start_timestamp = 5 }));
    }

    [Theory]
    [InlineData("USDC", 3)]
    [InlineData("BTC", 1)]
    [InlineData("any", 5)]
    public void Trades_of_a_currency_merge_its_instruments_by_time(string currency, int instruments)
    {
        JsonElement[] listed = [.. _client.Result("public/get_instruments", new { currency }).EnumerateArray()];
        Assert.Equal(instruments, listed.Length);
        string[] expected = [.. listed.SelectMany(row => Tape(VenueClient.At(row, "instrument_name")))
            .OrderBy(trade => trade.GetProperty("starbase_timestamp").GetInt64()).ThenBy(trade => trade.GetProperty("starbase_match_id").GetInt64()).Select(trade => trade.GetRawText())];
        Assert.True(expected.Length > 60);
        Assert.Equal(expected.Take(1000), All("public/get_last_trades_by_currency", new { currency, kind = "future", count = 1000, sorting = "asc" }).Select(trade => trade.GetRawText()));
        Assert.Equal(expected.Reverse().Take(10), All("public/get_last_trades_by_currency", new { currency }).Select(trade => trade.GetRawText()));
        Assert.Equal(expected.Reverse().Take(50), All("public/get_last_trades_by_currency", new { currency, count = 50, sorting = "desc" }).Select(trade => trade.GetRawText()));
        Assert.Empty(All("public/get_last_trades_by_currency", new { currency, kind = "option" }));
    }

    [Fact]
    public void Trade_ids_bound_the_trades_of_a_currency()
    {
        List<JsonElement> all = All("public/get_last_trades_by_currency", new { currency = "USDC", count = 1000, sorting = "asc" });
        string[] ids = [.. all.Select(trade => VenueClient.At(trade, "trade_id"))];
        Assert.All(ids, id => Assert.StartsWith("USDC-", id));
        Assert.Equal(ids[5..12], All("public/get_last_trades_by_currency", new { currency = "USDC", start_id = ids[5], end_id = ids[11], sorting = "asc" }).Select(trade => VenueClient.At(trade, "trade_id")));
        JsonElement two = _client.Result("public/get_last_trades_by_currency", new { currency = "USDC", start_id = ids[5], end_id = ids[11], sorting = "asc", count = 2 });
        Assert.True(two.GetProperty("has_more").GetBoolean());
        Assert.Equal(ids[5..7], two.GetProperty("trades").EnumerateArray().Select(trade => VenueClient.At(trade, "trade_id")));
    }

    [Fact]
    public void Volumes_of_a_day_are_the_tickers_and_those_of_longer_are_larger()
    {
        JsonElement row = _client.Result("public/get_trade_volumes", new { extended = true }).EnumerateArray().First(coin => VenueClient.At(coin, "currency") == "SOL");
        Assert.Equal(_client.Result("public/ticker", new { instrument_name = "SOL_USDC-PERPETUAL" }).GetProperty("stats").GetProperty("volume").GetDouble(), row.GetProperty("futures_volume").GetDouble(), 3);
        Assert.InRange(row.GetProperty("futures_volume_7d").GetDouble() / row.GetProperty("futures_volume").GetDouble(), 5, 9);
        Assert.InRange(row.GetProperty("futures_volume_30d").GetDouble() / row.GetProperty("futures_volume_7d").GetDouble(), 3, 6);
        Assert.False(_client.Result("public/get_trade_volumes")[0].TryGetProperty("futures_volume_7d", out _));
    }

    /// <summary>Every trade of an instrument, page by page.</summary>
    private List<JsonElement> Tape(string instrument)
    {
        var tape = new List<JsonElement>();
        while (true)
        {
            long from = tape.Count == 0 ? 0 : Sequence(tape[^1]) + 1;
            JsonElement page = _client.Result("public/get_last_trades_by_instrument", new { instrument_name = instrument, start_seq = from, count = 1000, sorting = "asc" });
            tape.AddRange(page.GetProperty("trades").EnumerateArray());
            if (!page.GetProperty("has_more").GetBoolean())
                return tape;
        }
    }

    private static long Sequence(JsonElement trade) => trade.GetProperty("trade_seq").GetInt64();

    private static long Time(JsonElement trade) => trade.GetProperty("timestamp").GetInt64();

    private List<JsonElement> All(string method, object parameters) => [.. _client.Result(method, parameters).GetProperty("trades").EnumerateArray()];
}
