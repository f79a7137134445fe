using System.Globalization;
using System.Text;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

public class BookFrameTests
{
    private readonly DecoderBench _bench = new();

    [Fact]
    public void A_change_gives_its_levels_bids_first_with_deletions_as_size_zero()
    {
        EngineEvent e = _bench.One(Frames.Change(5, 9, """[["change",76914.0,1.0002e6],["delete",76893.0,0.0]]""", """[["new",77023.0,10.0]]"""));
        Assert.Equal(EventKind.Book, e.Kind);
        Assert.Equal(EventFlags.None, e.Flags);
        Assert.Equal(DecoderBench.Btc, e.Instrument);
        Assert.Equal(1_789_344_931_302_000_000, e.ExchangeNs);
        Assert.Equal(DecoderBench.Now, e.ReceiveNs);
        Assert.Equal((5, 9), (e.Book.PreviousChangeId, e.Book.ChangeId));
        Assert.Equal((3, 2), (e.Count, e.Tag));
        Assert.Equal((153_828, 100_020), Level(e, 0));
        Assert.Equal((153_786, 0), Level(e, 1));
        Assert.Equal((154_046, 1), Level(e, 2));
    }

    [Fact]
    public void A_deletion_removes_the_level_whatever_amount_it_names()
    {
        EngineEvent e = _bench.One(Frames.Change(5, 9, """[["delete",76893.0,70.0]]""", "[]"));
        Assert.Equal((153_786, 0), Level(e, 0));
    }

    [Fact]
    public void A_snapshot_is_marked_and_a_change_without_levels_still_moves_the_chain()
    {
        Assert.Equal(EventFlags.Snapshot, _bench.One(Frames.Snapshot(9, """[["new",1.0,10.0]]""", """[["new",2,20]]""")).Flags);
        EngineEvent empty = _bench.One(Frames.Change(9, 11, "[]", "[]"));
        Assert.Equal(0, empty.Count);
        Assert.Equal(11, empty.Book.ChangeId);
    }

    [Fact]
    [Pitfall("T42")]
    public void The_grouped_form_without_actions_is_a_snapshot()
    {
        string data = """{"timestamp":1790133841369,"change_id":193809623552,"instrument_name":"BTC_USDC-PERPETUAL","bids":[[86775.8,0.216]],"asks":[[86776.0,0.0009]]}""";
        EngineEvent e = _bench.One(Frames.Book(data, "BTC_USDC-PERPETUAL", "none.20.100ms"));
        Assert.Equal((EventFlags.Snapshot, (ushort)DecoderBench.BtcUsdc), (e.Flags, e.Instrument));
        Assert.Equal((867_758, 2160), Level(e, 0));
        Assert.Equal((867_760, 9), Level(e, 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(5, 1)]
    [InlineData(6, 5)]
    [InlineData(4, 7)]
    [InlineData(10, 10)]
    [InlineData(1000, 1000)]
    [InlineData(1195, 847)]
    public void A_message_of_many_levels_is_one_chain_of_events_that_loses_none(int bids, int asks)
    {
        _bench.Decode(Frames.Snapshot(77, Levels(bids, -1), Levels(asks, +1)));
        int levels = Math.Max(1, (bids + asks + BookLevels.Capacity - 1) / BookLevels.Capacity);
        Assert.Equal(levels, _bench.Events.Length);
        int bid = 0, ask = 0;
        for (int i = 0; i < _bench.Events.Length; i++)
        {
            EngineEvent e = _bench.Events[i];
            Assert.Equal(i > 0, (e.Flags & EventFlags.Continued) != 0);
            Assert.Equal(i < _bench.Events.Length - 1, (e.Flags & EventFlags.Continues) != 0);
            Assert.NotEqual(EventFlags.None, e.Flags & EventFlags.Snapshot);
            Assert.Equal(77, e.Book.ChangeId);
            for (int k = 0; k < e.Count; k++)
            {
                bool isBid = k < e.Tag;
                int number = isBid ? bid++ : ask++;
                Assert.Equal((100_000 + (isBid ? -1 - number : 1 + number), 1 + number), Level(e, k));
            }
        }

        Assert.Equal((bids, asks), (bid, ask));
    }

    [Theory]
    [InlineData("""["new",76914.25,10.0]""")] // off the tick
    [InlineData("""["new",76914.0,15.0]""")] // off the contract size
    [InlineData("""["new",76914.0,-10.0]""")]
    [InlineData("""["new",-76914.0,10.0]""")]
    [InlineData("""["new",0.0,10.0]""")]
    [InlineData("""["moved",76914.0,10.0]""")]
    [InlineData("""["new",76914.0]""")]
    [InlineData("""["new",76914.0,10.0,1]""")]
    [InlineData("""[76914.0]""")]
    [InlineData("""[]""")]
    [InlineData("""["new","76914.0",10.0]""")]
    [InlineData("""["new",76914.0,"10.0"]""")]
    [InlineData("""["new",null,10.0]""")]
    [InlineData("""["new",76914.0,null]""")]
    [InlineData("""["new",1e400,10.0]""")]
    [InlineData("""["new",76914.0,1e400]""")]
    [InlineData("""["new",[76914.0],10.0]""")]
    [InlineData("""{"price":76914.0}""")]
    [InlineData("""null""")]
    [InlineData("""5""")]
    [Pitfall("T41")]
    [Pitfall("T46")]
    public void A_level_that_cannot_be_read_puts_the_whole_book_in_doubt(string level)
    {
        _bench.Refuses(Frames.Change(5, 9, $"[[\"new\",70000.0,10.0],{level}]", "[]"), DecoderBench.Btc);
        _bench.Refuses(Frames.Change(5, 9, "[]", $"[[\"new\",70000.0,10.0],{level}]"), DecoderBench.Btc);
    }

    [Theory]
    [InlineData("""{"type":"change","change_id":9,"prev_change_id":5,"bids":[]}""")]
    [InlineData("""{"type":"change","change_id":9,"prev_change_id":5,"asks":[]}""")]
    [InlineData("""{"type":"change","prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":"change","change_id":9,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":"update","change_id":9,"prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":null,"change_id":9,"prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":"change","change_id":"9","prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":"change","change_id":9.5,"prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":"change","change_id":9,"prev_change_id":null,"bids":[],"asks":[]}""")]
    [InlineData("""{"type":"change","change_id":9,"prev_change_id":5,"bids":{},"asks":[]}""")]
    [InlineData("""{"type":"change","change_id":9,"prev_change_id":5,"bids":[],"asks":null}""")]
    [InlineData("""{"timestamp":"now","type":"change","change_id":9,"prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""{"timestamp":9223372036854775807,"type":"change","change_id":9,"prev_change_id":5,"bids":[],"asks":[]}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""17""")]
    public void A_book_message_without_its_header_puts_the_book_in_doubt(string data) => _bench.Refuses(Frames.Book(data), DecoderBench.Btc);

    [Theory]
    [InlineData("book.DOGE_USDC-PERPETUAL.raw")]
    [InlineData("book.BTC-PERPETUA.raw")]
    [InlineData("book.")]
    [InlineData("book")]
    [Pitfall("T43")]
    public void A_book_of_an_instrument_not_traded_is_unknown_and_harmless(string channel)
    {
        DecodeResult result = _bench.Decode(Frames.Notification(channel, """{"type":"change","bids":[["new","x",1]]}"""));
        Assert.Equal(FrameKind.Unknown, result.Kind);
        Assert.Equal(0, _bench.Events.Length);
    }

    [Fact]
    public void A_malformed_book_message_says_when_it_came_because_the_engine_has_no_other_clock()
    {
        _bench.Decode(Frames.Change(5, 9, """[["new",76914.25,10.0]]""", "[]"));
        Assert.Equal(DecoderBench.Now, _bench.Events[0].ReceiveNs);
    }

    private static (long, long) Level(in EngineEvent e, int at) => (e.Book.Levels[at].Price.Ticks, e.Book.Levels[at].Size.Lots);

    private static string Levels(int count, int direction)
    {
        var text = new StringBuilder("[");
        for (int i = 0; i < count; i++)
        {
            double price = 50_000 + (direction * 0.5 * (1 + i));
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"[\"new\",{price:0.0},{10 * (1 + i)}.0]");
        }

        return text.Append(']').ToString();
    }
}
