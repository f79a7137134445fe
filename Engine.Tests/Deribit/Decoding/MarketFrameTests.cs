using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class MarketFrameTests
{
    private readonly DecoderBench _bench = new();

    [Fact]
    public void A_ticker_gives_touch_marks_band_and_funding()
    {
        EngineEvent e = _bench.One(Frames.Ticker());
        Assert.Equal(EventKind.Ticker, e.Kind);
        Assert.Equal(1_790_755_218_559_000_000, e.ExchangeNs);
        Assert.Equal(166_424, e.Ticker.Touch.Bid.Ticks);
        Assert.Equal(166_425, e.Ticker.Touch.Ask.Ticks);
        Assert.Equal(7_175, e.Ticker.Touch.BidSize.Lots);
        Assert.Equal(26_191, e.Ticker.Touch.AskSize.Lots);
        Assert.Equal(83_212_140_000_000, e.Ticker.MarkE9);
        Assert.Equal(83_251_030_000_000, e.Ticker.IndexE9);
        Assert.Equal(81_963_500_000_000, e.Ticker.MinPriceE9);
        Assert.Equal(84_460_500_000_000, e.Ticker.MaxPriceE9);
        Assert.Equal(-217_140, e.Ticker.FundingE9);
        Assert.Equal(-3_100, e.Ticker.Funding8hE9);
        Assert.Equal(83_216_000_000_000, e.Ticker.LastE9);
        Assert.Equal(83_223_110_000_000, e.Ticker.SettlementE9);
    }

    [Theory]
    [InlineData("0.0", "0.0")]
    [InlineData("null", "null")]
    [InlineData("0", "0")]
    [Pitfall("T40")]
    public void An_empty_side_has_no_price(string ask, string bid)
    {
        EngineEvent e = _bench.One(Frames.Quote(ask, bid));
        Assert.False(e.Quote.Ask.IsSome);
        Assert.False(e.Quote.Bid.IsSome);
    }

    [Fact]
    public void A_quote_gives_the_touch()
    {
        EngineEvent e = _bench.One(Frames.Quote());
        Assert.Equal((EventKind.Quote, (ushort)DecoderBench.Eth), (e.Kind, e.Instrument));
        Assert.Equal((63_744, 63_745), (e.Quote.Bid.Ticks, e.Quote.Ask.Ticks));
        Assert.Equal((69, 133), (e.Quote.BidSize.Lots, e.Quote.AskSize.Lots));
        Assert.Equal(1_765_425_743_087_000_000, e.ExchangeNs);
    }

    [Fact]
    [Pitfall("T28")]
    public void A_trade_message_gives_one_event_a_trade_with_the_aggressors_side()
    {
        _bench.Decode(Frames.Trades(Frames.PublicTrade(), Frames.PublicTrade("3.2e4", "2.0e1", "\"sell\"")));
        Assert.Equal(2, _bench.Events.Length);
        EngineEvent first = _bench.Events[0];
        Assert.Equal((EventKind.Trade, Side.Buy), (first.Kind, first.Side));
        Assert.Equal((153_835, 845, 140_284_854), (first.Trade.Price.Ticks, first.Trade.Size.Lots, first.Trade.TradeSequence));
        Assert.Equal((76_906_670_000_000, 76_917_120_000_000), (first.Trade.IndexE9, first.Trade.MarkE9));
        Assert.Equal(1_789_344_933_994_000_000, first.ExchangeNs);
        EngineEvent second = _bench.Events[1];
        Assert.Equal((Side.Sell, 64_000, 2), (second.Side, second.Trade.Price.Ticks, second.Trade.Size.Lots));
    }

    [Fact]
    [Pitfall("T41")]
    public void Odd_tickers_are_read_as_far_as_they_matter()
    {
        EngineEvent e = _bench.One(Frames.Ticker(""","price_change":"n/a","unknown":{"a":[1,{"b":null}],"mark_price":"x"},"greeks":[[],{}]"""));
        Assert.Equal(83_212_140_000_000, e.Ticker.MarkE9);
    }

    [Theory]
    [InlineData("null", "1.0")]
    [InlineData("\"83212.14\"", "1.0")]
    [InlineData("1.0", "\"1\"")]
    [InlineData("1.0", "true")]
    [InlineData("1e400", "1.0")]
    [InlineData("[1.0]", "1.0")]
    [InlineData("1.0", "{}")]
    [Pitfall("T41")]
    public void A_ticker_whose_mark_or_index_is_no_number_never_happened(string mark, string index) => _bench.Refuses(Frames.Ticker("", mark, index));

    [Theory]
    [InlineData("""{"mark_price":1.0}""")]
    [InlineData("""{"index_price":1.0}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void A_ticker_without_mark_or_index_never_happened(string data) => _bench.Refuses(Frames.Notification("ticker.BTC-PERPETUAL.raw", data));

    [Theory]
    [InlineData("76917.25", "8450.0", "\"buy\"")]
    [InlineData("76917.5", "8451.0", "\"buy\"")]
    [InlineData("76917.5", "0.0", "\"buy\"")]
    [InlineData("0.0", "10.0", "\"buy\"")]
    [InlineData("76917.5", "10.0", "\"both\"")]
    [InlineData("76917.5", "10.0", "null")]
    [InlineData("76917.5", "10.0", "7")]
    [InlineData("null", "10.0", "\"buy\"")]
    public void A_bad_trade_takes_the_good_one_before_it_along(string price, string amount, string direction) =>
        _bench.Refuses(Frames.Trades(Frames.PublicTrade(), Frames.PublicTrade(price, amount, direction)));

    [Theory]
    [InlineData("perpetual.BTC-PERPETUAL.raw")]
    [InlineData("deribit_price_index.btc_usd")]
    [InlineData("ticker.ETH-27MAR26.raw")]
    [InlineData("quote.")]
    [InlineData("")]
    [InlineData("platform_state.public_methods_state")]
    [Pitfall("T43")]
    public void A_channel_not_asked_for_is_unknown_and_gives_nothing(string channel)
    {
        DecodeResult result = _bench.Decode(Frames.Notification(channel, """{"anything":[1,2,{"x":"y"}]}"""));
        Assert.Equal(FrameKind.Unknown, result.Kind);
        Assert.Equal(0, _bench.Events.Length);
    }

    [Theory]
    [InlineData("""{"locked":true,"price_index":"btc_usd"}""", true)]
    [InlineData("""{"locked":false,"price_index":"btc_usd","reasons":[]}""", false)]
    [InlineData("""{"maintenance":true}""", true)]
    [InlineData("""{"maintenance":false}""", false)]
    [Pitfall("T58")]
    public void Platform_state_tells_whether_the_venue_is_locked(string data, bool locked)
    {
        DecodeResult result = _bench.Decode(Frames.Notification("platform_state", data));
        Assert.Equal((FrameKind.Platform, locked), (result.Kind, result.Locked));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"test_request"}}""", FrameKind.TestRequest)]
    [InlineData("""{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""", FrameKind.TestRequest)]
    [InlineData("""{"params":{"type":"heartbeat"},"method":"heartbeat","jsonrpc":"2.0"}""", FrameKind.Heartbeat)]
    [InlineData("""{"jsonrpc":"2.0","method":"heartbeat"}""", FrameKind.Unknown)]
    [InlineData("""{"jsonrpc":"2.0","method":"subscription"}""", FrameKind.Unknown)]
    [InlineData("""{"jsonrpc":"2.0","method":"news","params":{"channel":"book.BTC-PERPETUAL.raw","data":{}}}""", FrameKind.Unknown)]
    [InlineData("""{}""", FrameKind.Unknown)]
    public void What_a_frame_is_does_not_depend_on_key_order(string frame, FrameKind kind)
    {
        Assert.Equal(kind, _bench.Decode(frame).Kind);
        Assert.Equal(0, _bench.Events.Length);
    }
}
