using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Engine.Tests.Venue;
using Xunit;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>The shapes are those of real frames: what the venue sends most is read by them.</summary>
public class FastPathTests(ITestOutputHelper output)
{
    private readonly DecoderPair _pair = new DecoderPair().Learned();

    [Fact]
    public void Recorded_tickers_and_books_are_read_by_their_shapes()
    {
        string[] frames = [.. RecordedFrames.All()];
        string[] tickers = [.. frames.Where(f => f.Contains("\"channel\":\"ticker.", StringComparison.Ordinal) && f.Contains("PERPETUAL.100ms", StringComparison.Ordinal) && f.Contains("\"stats\"", StringComparison.Ordinal))];
        string[] books = [.. frames.Where(f => f.Contains("\"channel\":\"book.", StringComparison.Ordinal) && f.Contains("-PERPETUAL.100ms", StringComparison.Ordinal) && !f.Contains("NVDA", StringComparison.Ordinal) && !f.Contains("ALGO", StringComparison.Ordinal) && f.Length < 8_000)];
        Assert.True(tickers.Length >= 31 && books.Length >= 4, $"{tickers.Length} tickers, {books.Length} books");
        foreach (string frame in (string[])[.. tickers, .. books])
        {
            _pair.Agree(frame);
            _pair.AgreeFast(frame);
        }
    }

    [Fact]
    public void Recorded_changes_of_orders_are_read_by_their_shape()
    {
        string[] changes = [.. RecordedFrames.All().Where(f => f.Contains("\"channel\":\"user.changes.", StringComparison.Ordinal))];
        Assert.Equal(3, changes.Length);
        _pair.Agree(changes[0]);
        foreach (string frame in changes)
            _pair.AgreeFast(frame);
    }

    [Fact]
    public void A_quote_a_trade_and_the_answers_of_a_real_exchange_are_read_by_their_shapes()
    {
        const string Quote = """{"timestamp":1788645577021,"instrument_name":"BTC_USDC-PERPETUAL","best_ask_price":79912.3,"best_bid_price":79912.2,"best_ask_amount":0.0136,"best_bid_amount":0.0407}""";
        const string Trade = """[{"timestamp":1789344933994,"price":76917.5,"amount":8450.0,"direction":"buy","index_price":76906.67,"instrument_name":"BTC-PERPETUAL","trade_seq":140284854,"mark_price":76917.12,"tick_direction":0,"starbase_match_id":225046781992378368,"trade_id":"267258393","contracts":845.0,"starbase_timestamp":1789344933994718924}]""";
        const string Order = """{"label":"O-19700101-000000-001-001-1","price":2973.5,"user_id":96103,"amount":0.001,"direction":"buy","time_in_force":"good_til_cancelled","instrument_name":"BTC_USDC-PERPETUAL","web":false,"api":true,"order_id":"USDC-104819327443","creation_timestamp":1767978363493,"replaced":false,"filled_amount":0.0,"last_update_timestamp":1767978363493,"post_only":true,"reduce_only":false,"average_price":0.0,"mmp":false,"contracts":1.0,"reject_post_only":false,"order_state":"open","order_type":"limit","is_liquidation":false,"risk_reducing":false}""";
        _pair.AgreeFast(Frames.Notification("quote.BTC_USDC-PERPETUAL", Quote));
        _pair.AgreeFast(Frames.Notification("trades.BTC-PERPETUAL.raw", Trade));
        Assert.Equal(EventKind.Reply, Kind(Frames.Reply(RequestId.Create(1, RequestKind.Place), $$"""{"order":{{Order}},"trades":[]}""")));
        Assert.Equal(EventKind.Reply, Kind(Frames.Reply(RequestId.Create(2, RequestKind.Edit), $$"""{"order":{{Order.Replace("\"replaced\":false", "\"replaced\":true", StringComparison.Ordinal)}},"trades":[]}""")));
        Assert.Equal(EventKind.Reply, Kind(Frames.Reply(RequestId.Create(3, RequestKind.Cancel), Order.Replace("\"average_price\"", "\"cancel_reason\":\"user_request\",\"average_price\"", StringComparison.Ordinal).Replace("\"open\"", "\"cancelled\"", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_the_embedded_venue_sends_is_read_by_its_shapes_but_for_the_first_frame_of_a_channel()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 5, Limits = false, Instruments = ["BTC-PERPETUAL", "ETH-PERPETUAL"] });
        VenueClient client = world.Client("maker");
        string[] channels = ["book.BTC-PERPETUAL.raw", "ticker.BTC-PERPETUAL.raw", "quote.BTC-PERPETUAL", "trades.BTC-PERPETUAL.raw", "user.changes.BTC-PERPETUAL.raw", "book.ETH-PERPETUAL.raw", "ticker.ETH-PERPETUAL.raw"];
        client.Result("private/subscribe", new { channels });
        world.Wait(2 * VenueWorld.Second);
        for (int i = 0; i < 40; i++)
        {
            Order(client, i);
            world.Wait(VenueWorld.Second / 4);
        }

        var pair = new DecoderPair();
        foreach (string frame in client.Frames.ToArray())
            pair.Agree(frame);
        foreach (ChannelKind kind in (ChannelKind[])[ChannelKind.Book, ChannelKind.Ticker, ChannelKind.Quote, ChannelKind.Trades, ChannelKind.UserChanges])
        {
            output.WriteLine($"{kind}: {pair.Counts.Fast(kind)} by shape, {pair.Counts.Reference(kind)} not");
            Assert.True(pair.Counts.Fast(kind) > 10, $"{kind}: {pair.Counts.Fast(kind)}");
            Assert.InRange(pair.Counts.Reference(kind), 1, 4); // the first of each channel, and a whole book
        }

        Assert.True(pair.Counts.Fast(ChannelKind.None) > 30, $"{pair.Counts.Fast(ChannelKind.None)} answers");
        Assert.Equal(0, pair.Counts.OrderReplyFallbacks);
    }

    [Fact]
    public void A_new_specification_holds_from_the_next_frame_on()
    {
        string quote = Frames.Notification("quote.ETH-PERPETUAL", """{"timestamp":1765425743087,"instrument_name":"ETH-PERPETUAL","best_ask_price":3187.25,"best_bid_price":3187.2,"best_ask_amount":133.0,"best_bid_amount":69.0}""");
        _pair.AgreeFast(quote);
        Assert.Equal(63_745, _pair.Events[0].Quote.Ask.Ticks);
        _pair.Respecify(new Instrument(DecoderBench.Eth, "ETH-PERPETUAL", ContractKind.Inverse, 10_000_000, 1_000_000_000, 1_000_000_000, 0, 0));
        _pair.AgreeFast(quote);
        Assert.Equal(318_725, _pair.Events[0].Quote.Ask.Ticks);
        _pair.Respecify(new Instrument(DecoderBench.Eth, "ETH-PERPETUAL", ContractKind.Inverse, 500_000_000, 1_000_000_000, 1_000_000_000, 0, 0));
        Assert.Equal(FrameKind.Malformed, _pair.Agree(quote).Kind);
    }

    [Fact]
    public void An_instrument_not_yet_specified_is_no_surprise_to_either()
    {
        var pair = new DecoderPair(new InstrumentTable("BTC-PERPETUAL"), new InstrumentTable("BTC-PERPETUAL"));
        Prng random = Seeds.Start();
        for (int i = 0; i < 200; i++)
            pair.Agree(ShapeFrames.Any(ref random, 0));
        pair.Respecify(DecoderBench.Perpetuals()[0]!);
        for (int i = 0; i < 200; i++)
            pair.Agree(ShapeFrames.Any(ref random, 0));
        Assert.True(pair.Counts.TotalFast > 20);
    }

    [Fact]
    public void More_channels_than_are_remembered_do_no_harm()
    {
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 500; i++)
                _pair.Agree(Frames.Quote().Replace("quote.ETH-PERPETUAL", $"quote.ETH-PERPETUAL.{i}", StringComparison.Ordinal));
        }

        _pair.Agree(Frames.Quote());
        _pair.Agree(Frames.Notification("quote.ETH-PERPETUAL." + new string('x', 200), """{"timestamp":1765425743087}"""));
    }

    [Fact]
    public void Without_shapes_the_reference_decoder_reads_everything()
    {
        var decoder = new DeribitDecoder(DecoderBench.Perpetuals(), useShapes: false);
        EventList sink = new(8);
        for (int i = 0; i < 3; i++)
            decoder.Decode(Encoding.UTF8.GetBytes(Frames.Quote()), 1, ref sink);
        Assert.Equal((0, 3, 3), (decoder.Counts.TotalFast, decoder.Counts.TotalReference, decoder.Counts.Reference(ChannelKind.Quote)));
    }

    private EventKind Kind(string frame)
    {
        _pair.AgreeFast(frame);
        return _pair.Events[0].Kind;
    }

    private static void Order(VenueClient client, int i)
    {
        long id = RequestId.Create(i + 1, RequestKind.Place);
        double ask = JsonDocument.Parse(client.Frames.Last(frame => frame.Contains("\"quote.BTC", StringComparison.Ordinal))).RootElement
            .GetProperty("params").GetProperty("data").GetProperty("best_ask_price").GetDouble();
        string price = (ask + (i % 3 == 0 ? 20 : -200)).ToString(CultureInfo.InvariantCulture); // one that trades at once, two that rest
        client.Raw($$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":{{{price}}},"type":"limit","label":"{{{Frames.Label}}}"}}""");
    }
}
