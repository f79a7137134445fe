using System.Text;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class MalformedFrameTests
{
    private readonly DecoderBench _bench = new();

    /// <summary>A frame of every kind.</summary>
    public static string[] Good { get; } =
    [
        Frames.Snapshot(9, """[["new",1.0,10.0],["new",0.5,20.0]]""", """[["new",2,20]]"""),
        Frames.Change(5, 9, """[["change",76914.0,1.0002e6],["delete",76893.0,0.0]]""", """[["new",77023.0,10.0]]"""),
        Frames.Book("""{"timestamp":1,"change_id":2,"instrument_name":"ETH-PERPETUAL","bids":[[86.8,216]],"asks":[[86.9,9]]}""", "ETH-PERPETUAL", "none.20.100ms"),
        Frames.Ticker(),
        Frames.Quote(),
        Frames.Trades(Frames.PublicTrade(), Frames.PublicTrade("3.2e4")),
        Frames.Changes($"[{Frames.Order()}]", $"[{Frames.UserTrade()}]", $"[{Frames.Position()}]"),
        Frames.Notification("user.portfolio.btc", Frames.Account()),
        Frames.Notification("platform_state", """{"locked":false,"price_index":"btc_usd"}"""),
        """{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}""",
        Frames.Reply(RequestId.Create(7, RequestKind.Place), $$"""{"order":{{Frames.Order()}},"trades":[{{Frames.UserTrade()}}]}"""),
        Frames.Reply(RequestId.Create(7, RequestKind.Cancel), Frames.Order("cancelled")),
        Frames.Reply(RequestId.Create(7, RequestKind.OpenOrders), $"[{Frames.Order()}]"),
        Frames.Reply(RequestId.Create(7, RequestKind.Position), Frames.Position()),
        Frames.Reply(RequestId.Create(7, RequestKind.Trades), $$"""{"trades":[{{Frames.UserTrade()}}],"has_more":true}"""),
        Frames.Reply(RequestId.Create(7, RequestKind.Instrument), Frames.Instrument()),
        Frames.Reply(RequestId.Create(7, RequestKind.Account), Frames.Account()),
        Frames.Error(RequestId.Create(7, RequestKind.Edit), 11044, "not_open_order"),
    ];

    [Fact]
    public void Every_frame_of_the_corpus_is_good_to_begin_with() => Assert.All(Good, frame => Assert.True(_bench.Decode(frame).Kind != FrameKind.Malformed, frame));

    [Fact]
    public void A_frame_cut_at_any_byte_never_happened()
    {
        foreach (string frame in Good)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(frame);
            for (int length = 0; length < bytes.Length; length++)
            {
                DecodeResult result = _bench.Decode(bytes.AsSpan(0, length));
                Assert.True(result.Kind == FrameKind.Malformed, $"{length} bytes of {frame}");
                _bench.RefusalIsWhole(-1, frame);
            }
        }
    }

    [Fact]
    public void A_frame_with_anything_behind_it_never_happened()
    {
        foreach (string frame in Good)
        {
            foreach (string tail in (string[])["}", "{}", ",", "x", "\0", frame])
                _bench.Refuses(frame + tail);
            Assert.NotEqual(FrameKind.Malformed, _bench.Decode(frame + " \r\n\t").Kind);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[{\"jsonrpc\":\"2.0\",\"id\":17,\"result\":\"ok\"}]")]
    [InlineData("{\"method\":7,\"params\":{}}")]
    [InlineData("{'method':'subscription'}")]
    [InlineData("{\"method\":\"subscription\",\"params\":[]}")]
    [InlineData("{\"method\":\"subscription\",\"params\":null}")]
    [InlineData("{\"method\":\"subscription\",\"params\":{}}")]
    [InlineData("{\"method\":\"subscription\",\"params\":{\"channel\":\"book.BTC-PERPETUAL.raw\"}}")]
    [InlineData("{\"method\":\"subscription\",\"params\":{\"channel\":7,\"data\":{}}}")]
    [InlineData("{\"method\":\"heartbeat\",\"params\":7}")]
    [InlineData("{\"method\":\"heartbeat\",\"params\":{\"type\":7}}")]
    [InlineData("\u00ef\u00bb\u00bf{}")]
    public void What_is_no_message_is_refused(string frame)
    {
        DecodeResult result = _bench.Decode(frame);
        Assert.Equal(FrameKind.Malformed, result.Kind);
        Assert.False(string.IsNullOrEmpty(result.Fault));
        Assert.Equal(0, _bench.Sink.Open);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        Assert.Equal(FrameKind.Malformed, _bench.Decode([0xFF, 0xFE, 0x00]).Kind);
        Assert.Equal(FrameKind.Malformed, _bench.Decode([.. "{\""u8, 0xC3, 0x28, .. "\":\\u0000}"u8]).Kind);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(200, true)]
    [InlineData(100_000, true)]
    public void Nesting_is_followed_to_a_bound_and_refused_beyond_it(int depth, bool refused)
    {
        string deep = new string('[', depth) + new string(']', depth);
        Assert.Equal(refused, _bench.Decode($$"""{"unknown":{{deep}}}""").Kind == FrameKind.Malformed);
        Assert.Equal(0, _bench.Events.Length);
    }

    [Fact]
    public void Of_a_repeated_key_the_last_one_stands()
    {
        EngineEvent e = _bench.One(Frames.Book(
            """{"type":"snapshot","change_id":1,"change_id":2,"prev_change_id":0,"bids":[["new",1.0,10.0]],"bids":[],"asks":[["new",2.0,10.0]],"type":"change"}"""));
        Assert.Equal((EventFlags.None, 2L), (e.Flags, e.Book.ChangeId));
        Assert.Equal((1, 0), ((int)e.Count, (int)e.Tag));
        string twice = Frames.Quote().Replace("\"best_bid_price\":3187.2", "\"best_bid_price\":3000.0,\"best_bid_price\":3187.2", StringComparison.Ordinal);
        Assert.Equal(63_744, _bench.One(twice).Quote.Bid.Ticks);
    }

    [Fact]
    public void A_fault_names_no_bytes_of_the_frame_so_that_it_may_be_shown()
    {
        foreach (string frame in (string[])[Frames.Change(5, 9, """[["new","hunter2",10.0]]""", "[]"), "{\"access_token\":\"hunter2\"", Frames.Reply(23, "\"hunter2\"")])
        {
            DecodeResult result = _bench.Decode(frame);
            Assert.DoesNotContain("hunter2", result.Fault ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_good_frame_after_a_bad_one_reads_as_ever()
    {
        foreach (string frame in Good)
        {
            _bench.Decode(frame[..^2]);
            Assert.NotEqual(FrameKind.Malformed, _bench.Decode(frame).Kind);
        }
    }
}
