using System.Text;
using Engine.Native.Hosting;
using Engine.Native.Latency;
using Engine.Native.Latency.FarSide;
using Engine.Native.Latency.Figures;
using Engine.Tests.Deribit.Decoding;
using Xunit;

namespace Engine.Tests.Latency;

public class RecordedTicksTests
{
    private static readonly string[] s_lines =
    [
        """{"_dir":"out","frame":{"jsonrpc":"2.0","id":3,"method":"public/subscribe","params":{"channels":[]}}}""",
        Frames.Change(99, 100, "[]", """[["new",1.0,10.0]]"""),
        Frames.Snapshot(100, """[["new",76914.0,1.0002e6],["new",76913.0,10.0]]""", """[["new",76915.0,40.0]]"""),
        $$"""{"_dir":"in","frame":{{Frames.Change(100, 107, """[["new",76914.5,10.0]]""", "[]")}}}""", // mid moves by a quarter: no quote does
        Frames.Ticker(),
        Frames.Change(107, 109, """[["delete",76914.5,0.0],["delete",76914.0,0.0]]""", """[["new",76914.0,10.0]]"""), // mid 76913.5 from 76914.5
        Frames.Change(109, 112, "[]", """[["delete",76914.0,0.0]]"""),
        "not JSON",
        Frames.Change(111, 115, "[]", """[["new",76914.0,10.0]]"""), // follows on nothing
        Frames.Change(115, 116, "[]", """[["new",76913.5,10.0]]"""),
    ];

    [Fact]
    public void A_recording_is_played_from_its_snapshot_to_the_first_gap_and_then_again()
    {
        using TemporaryFolder folder = new();
        RecordedTicks ticks = new(folder.Write("frames.jsonl", string.Join('\n', s_lines)));
        Assert.Equal((4, "raw", "BTC-PERPETUAL"), (ticks.Count, ticks.Interval, ticks.Terms.Name));
        byte[] room = new byte[4096];
        Assert.Equal(s_lines[2], Encoding.UTF8.GetString(room, 0, ticks.WriteSnapshot(room, 0)));
        List<(double Bid, double Ask)> touches = [];
        for (int i = 0; i < 4; i++)
        {
            ticks.WriteNext(room, 0);
            touches.Add((ticks.BidE9 / 1e9, ticks.AskE9 / 1e9));
        }

        Assert.Equal([(76914.5, 76915), (76913, 76914), (76913, 76915), (76914, 76915)], touches);
    }

    [Fact]
    public void Ticks_that_move_no_quote_need_no_order_and_every_other_gets_its_own()
    {
        using TemporaryFolder folder = new();
        LatencyOptions options = new()
        {
            Paces = [Pace.BackToBack],
            Frames = folder.Write("frames.jsonl", string.Join('\n', s_lines)),
            Duration = TimeSpan.FromMilliseconds(400),
            Yields = true,
            WarmUpTicks = 20,
            JitterSpan = TimeSpan.FromMilliseconds(1),
            AnswerLimit = TimeSpan.FromSeconds(60),
        };
        using StopSignal stop = new();
        LatencyResult result = new LatencyProcess(options, LatencyCpus.None, stop).Run();
        Assert.True(result.IsGood, $"{result.Failure} {result.Checks.First}");
        Assert.True(result.Figures[0].Quiet > 0 && result.Figures[0].Engine.Last.Count > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}\n[]\n17")]
    [InlineData("{\"params\":{\"channel\":\"book.UNKNOWN-PERPETUAL.raw\",\"data\":{\"type\":\"snapshot\"}}}")]
    public void A_file_with_nothing_to_play_is_refused_with_what_was_expected(string text)
    {
        using TemporaryFolder folder = new();
        IOException refusal = Assert.Throws<IOException>(() => new RecordedTicks(folder.Write("frames.jsonl", text)));
        Assert.Contains("frames.jsonl: found 0 frames to play, expected", refusal.Message, StringComparison.Ordinal);
    }
}
