using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Replay;
using Engine.Native.VenueServer.Replay;
using Xunit;

namespace Engine.Tests.Venue.Market.Replay;

/// <summary>The recorded forms, written here or real, as the market of the venue.</summary>
public sealed class RecordingFileTests(ITestOutputHelper output) : IDisposable
{
    private const string Btc = "BTC-PERPETUAL";

    private const string Tardis = """
        exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount
        deribit,BTC-PERPETUAL,1585699200245000,1585699200355684,true,ask,6421.5,18640
        deribit,BTC-PERPETUAL,1585699200245000,1585699200355684,true,bid,6421,1190
        deribit,BTC-PERPETUAL,1585699201245000,1585699201355684,false,bid,6420.5,200
        deribit,BTC-PERPETUAL,1585699202245000,1585699202355684,false,bid,6421,0

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tardis_rows_and_their_trades_are_one_market()
    {
        string book = Write("book.csv", Tardis);
        string trades = Write("trades.csv", """
            exchange,symbol,timestamp,local_timestamp,id,side,price,amount
            deribit,BTC-PERPETUAL,1585699200900000,1585699200955684,1,sell,6421,190

            """);
        Assert.Equal(
            ["Clear", "Level 6421.5 18640", "Level 6421 1190", "Commit", "Trade 6421 190", "Commit", "Level 6420.5 200", "Commit", "Level 6421 0", "Commit"],
            Texts(Recordings.Open([book, trades], Btc)));
        IRecording recording = Recordings.Open([book, trades], Btc);
        Assert.Equal(Texts(recording), Texts(recording));
    }

    [Fact]
    public void Binance_lines_are_read_zipped_from_the_snapshot_on()
    {
        const string Lines = """
            1723161256000000001 {"stream":"btcusd_perp@depth@0ms","data":{"e":"depthUpdate","u":5,"pu":4,"b":[["1.0","9"]],"a":[]}}
            1723161256000000002 {"lastUpdateId":10,"symbol":"BTCUSD_PERP","bids":[["61804.7","35"]],"asks":[["61804.8","4"]]}
            1723161256000000003 {"stream":"btcusd_perp@depth@0ms","data":{"e":"depthUpdate","u":9,"pu":5,"b":[["2.0","9"]],"a":[]}}
            1723161256000000004 {"stream":"btcusd_perp@bookTicker","data":{"e":"bookTicker","u":11,"b":"61804.7","B":"35","a":"61804.8","A":"1645"}}
            1723161256000000005 {"stream":"btcusd_perp@trade","data":{"e":"trade","p":"61804.8","q":"4","m":false}}
            1723161256000000006 {"stream":"btcusd_perp@depth@0ms","data":{"e":"depthUpdate","u":12,"pu":9,"b":[],"a":[["61804.8","0"]]}}

            """;
        string[] expected = ["Clear", "Level 61804.7 3500", "Level 61804.8 400", "Commit", "Trade 61804.8 400", "Commit", "Level 61804.8 0", "Commit"];
        Assert.Equal(expected, Texts(Recordings.Open([Write("plain", Lines)], Btc)));
        string zipped = _folder.PathOf("zipped.gz");
        using (var stream = new GZipStream(File.Create(zipped), CompressionLevel.Fastest))
            stream.Write(Encoding.UTF8.GetBytes(Lines));
        Assert.Equal(expected, Texts(Recordings.Open([zipped], Btc)));
    }

    [Fact]
    public void Frames_of_the_venue_itself_are_a_recording()
    {
        var recorder = new VenueWorld(new ExchangeOptions { Instruments = [Btc], Limits = false, Seed = 3 });
        VenueClient listener = recorder.Client("listener");
        listener.Result("public/subscribe", new { channels = (string[])[$"book.{Btc}.raw", $"trades.{Btc}.raw", $"ticker.{Btc}.100ms"] });
        recorder.Wait(20 * VenueWorld.Second);
        string file = Write("frames.jsonl", string.Join('\n', listener.Frames));
        var world = new VenueWorld(new ExchangeOptions { Instruments = [Btc], Limits = false, Replay = Recordings.Open([file], Btc) });
        VenueClient client = world.Client("a");
        world.Wait(21 * VenueWorld.Second);
        Assert.True(world.Exchange.HasMarketEnded);
        foreach (string side in (string[])["bids", "asks"])
            Assert.Equal(Book(listener, Btc).GetProperty(side).GetRawText(), Book(client, Btc).GetProperty(side).GetRawText());
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("something else\n", "line 1: neither")]
    [InlineData("exchange,symbol,timestamp\n", "line 1: the header has no column local_timestamp")]
    [InlineData("{\"params\":{}}\n{\"params\":\n", "line 2: not JSON")]
    public void A_file_of_no_known_form_is_named_with_its_line(string content, string problem)
    {
        string file = Write("odd", content);
        RecordingException error = Assert.Throws<RecordingException>(() => Texts(Recordings.Open([file], Btc)));
        Assert.StartsWith(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("price '12x' is not a number", "deribit,BTC-PERPETUAL,1585699203245000,1585699203355684,false,bid,12x,0")]
    [InlineData("side up", "deribit,BTC-PERPETUAL,1585699203245000,1585699203355684,false,up,12,0")]
    [InlineData("3 cells where the header has 8", "deribit,BTC-PERPETUAL,1585699203245000")]
    [InlineData("symbol ETH-PERPETUAL in a recording of BTC-PERPETUAL", "deribit,ETH-PERPETUAL,1585699203245000,1585699203355684,false,bid,12,0")]
    public void A_bad_row_in_the_middle_is_named_when_the_replay_gets_there(string problem, string row)
    {
        string file = Write("book.csv", Tardis.TrimEnd() + "\n" + row + "\n");
        var world = new VenueWorld(new ExchangeOptions { Instruments = [Btc], Replay = Recordings.Open([file], Btc) });
        RecordingException error = Assert.Throws<RecordingException>(() => world.Wait(10 * VenueWorld.Second));
        Assert.Equal($"{file} line 6: {problem}", error.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string file = _folder.PathOf("none");
        Assert.StartsWith(file, Assert.Throws<RecordingException>(() => Recordings.Open([file], Btc)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("binance-coinm/btcusd_perp_20240808.gz", "BTC-PERPETUAL", 40)]
    [InlineData("binance-coinm/ethusd_perp_20240808.gz", "ETH-PERPETUAL", 40)]
    public void A_real_recording_without_clients_is_followed_level_by_level_and_trade_by_trade(string name, string instrument, int seconds)
    {
        string file = Recorded.File(name);
        var options = new ExchangeOptions { Instruments = [instrument], Limits = false, Replay = Recordings.Open([file], instrument) };
        var world = new VenueWorld(options);
        VenueClient client = world.Client("a");
        client.Result("public/subscribe", new { channels = (string[])[$"trades.{instrument}.raw"] });
        world.Wait(seconds * VenueWorld.Second);
        double printed = client.Take($"trades.{instrument}.raw").SelectMany(data => data.EnumerateArray()).Sum(trade => trade.GetProperty("amount").GetDouble());

        decimal tick = instrument.StartsWith("BTC", StringComparison.Ordinal) ? 0.5m : 0.05m;
        (SortedDictionary<decimal, decimal>[] twin, decimal traded) = Twin(Recordings.Open([file], instrument), seconds, tick);
        JsonElement book = Book(client, instrument);
        output.WriteLine($"{twin[0].Count} bids, {twin[1].Count} asks, {traded} USD traded");
        Assert.Equal(twin[0].Reverse(), Levels(book, "bids"));
        Assert.Equal(twin[1], Levels(book, "asks"));
        Assert.True(traded > 0);
        Assert.Equal((double)traded, printed);
    }

    [Fact]
    public void Recorded_tickers_alone_give_a_market_of_their_touch_and_index()
    {
        var options = new ExchangeOptions { Instruments = ["ETH-PERPETUAL"], Limits = false, Replay = Recordings.Open([Recorded.File("deribit/ticker_stream_2026-09-30.jsonl")], "ETH-PERPETUAL") };
        var client = new VenueClient(new VenueWorld(options));
        JsonElement ticker = client.Result("public/ticker", new { instrument_name = "ETH-PERPETUAL" });
        Assert.Equal(2672.32, ticker.GetProperty("index_price").GetDouble());
        Assert.True(ticker.GetProperty("best_bid_price").GetDouble() < ticker.GetProperty("best_ask_price").GetDouble());
    }

    [Fact]
    public void A_raw_capture_with_receive_times_gives_the_levels_of_its_first_instrument()
    {
        string file = Recorded.File("deribit/options_2021-04-17.cryptofeed.txt");
        List<string> texts = Texts(Recordings.Open([file], Btc));
        Assert.Contains(texts, text => text.StartsWith("Level", StringComparison.Ordinal));
        Assert.Equal("Commit", texts[^1]);
    }

    private static (SortedDictionary<decimal, decimal>[] Levels, decimal Traded) Twin(IRecording recording, int seconds, decimal tick)
    {
        Dictionary<decimal, decimal>[] raw = [[], []];
        decimal traded = 0;
        long startNs = 0;
        while (recording.TryRead(out MarketRecord record) && (startNs == 0 || record.TimeNs <= startNs + (seconds * VenueWorld.Second)))
        {
            if (startNs == 0)
                startNs = record.TimeNs;
            if (record.Kind == RecordKind.Level && record.Amount == 0)
                raw[(int)record.Side].Remove(record.Price);
            else if (record.Kind == RecordKind.Level)
                raw[(int)record.Side][record.Price] = record.Amount;
            else if (record.Kind == RecordKind.Trade)
                traded += record.Amount;
        }

        SortedDictionary<decimal, decimal>[] levels = [[], []];
        for (int side = 0; side < 2; side++)
        {
            foreach ((decimal price, decimal amount) in raw[side])
            {
                decimal at = (side == 0 ? Math.Floor(price / tick) : Math.Ceiling(price / tick)) * tick;
                levels[side][at] = levels[side].GetValueOrDefault(at) + amount;
            }
        }

        return (levels, traded);
    }

    private static IEnumerable<KeyValuePair<decimal, decimal>> Levels(JsonElement book, string side) =>
        book.GetProperty(side).EnumerateArray().Select(level => KeyValuePair.Create(level[0].GetDecimal(), level[1].GetDecimal()));

    private static JsonElement Book(VenueClient client, string instrument) => client.Result("public/get_order_book", new { instrument_name = instrument, depth = 10000 });

    private static List<string> Texts(IRecording recording)
    {
        List<string> texts = [];
        recording.Rewind();
        while (recording.TryRead(out MarketRecord record))
            texts.Add(record.Kind is RecordKind.Clear or RecordKind.Commit ? record.Kind.ToString() : $"{record.Kind} {record.Price} {record.Amount:0.##}");
        // The end of a file ends its last message.
        if (texts[^1] != "Commit")
            texts.Add("Commit");
        return texts;
    }

    private string Write(string name, string content) => _folder.Write(name, content);
}
