using System.Text;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View;
using Engine.Native.Status.View.Painting;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Status;

public sealed class LiveViewTests
{
    [Fact]
    public void At_80_by_24_everything_of_one_instrument_has_its_place() => Assert.Equal(
        """
             engine 0.1.0  paper  live  quoting                                  up 0:12:34
             ws://127.0.0.1:41234/ws/api/v2  db paper.db             reconnects 0  pid 1234
            ────────────────────────────────────────────────────────────────────────────────
             INSTRUMENT        BID      ASK  OUR BID   QUEUE  OUR ASK   QUEUE POSITION  SKEW
             BTC-PERPETUAL 83212.5  83213.0  83200.0   12.3k  83225.5       ?   +1,000 +1.30
             book 12.0ms     42.0k     7.3k    1,000 working      600 editing  83210.4  mark

             PNL USD          SESSION  OPEN UPNL  REALISED  UNREALISED     FEES  DIFFERENCE
             BTC-PERPETUAL      +3.25      -0.10     +3.40       -0.05    -0.10        none

             LATENCY                COUNT       P50       P90       P99     P99.9       MAX
             tick to order          1,234     8.2us    12.9us    21.5us    84.0us     1.3ms
             order round trip       1,230   182.0us   240.0us   612.0us     2.1ms    12.4ms
             hot loop         123.5M turns  worst 1.2ms  >50us 42  >1ms 1  98.8k frames
             CREDITS ████████████░░░░ 37 of 50  orders 3,210  refused: venue 0, gate 4
             FILLS 21  12 buy 9 sell  maker 95%  markout bp 1s +0.12 5s -0.31 30s -
             TIME UTC    SIDE          INSTRUMENT       PRICE     AMOUNT        MARKOUT
             14:25:40    sell       BTC-PERPETUAL     83225.5      1,000          taker
             14:25:35     buy       BTC-PERPETUAL     83200.0      1,000      -0.42  5s
             14:25:00     buy       BTC-PERPETUAL     83190.5      1,000      +1.37 30s



             JOURNAL 12,345 rows  backlog 0

            """,
        Plain(80, 24));

    [Fact]
    public void At_120_by_30_two_instruments_have_a_total() => Assert.Equal(
        """
             engine 0.1.0  paper  live  quoting                                                                          up 0:12:34
             ws://127.0.0.1:41234/ws/api/v2  db paper.db                                                     reconnects 0  pid 1234
            ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
             INSTRUMENT                BID          ASK      OUR BID       QUEUE      OUR ASK       QUEUE     POSITION      SKEW
             BTC-PERPETUAL         83212.5      83213.0      83200.0       12.3k      83225.5           ?       +1,000     +1.30
             book 12.0ms             42.0k         7.3k        1,000     working          600     editing      83210.4      mark
             SOL_USDC-PERPETUA     143.217            -            -                        -                     -3.7      0.00
             no book                  12.5            0            -                        -                        -      mark

             PNL USD                    SESSION       OPEN UPNL       REALISED       UNREALISED          FEES       DIFFERENCE
             BTC-PERPETUAL                +3.25           -0.10          +3.40            -0.05         -0.10             none
             SOL_USDC-PERPETUAL          -12.50            0.00           0.00             0.00          0.00            -0.25
             total                        -9.25           -0.10          +3.40            -0.05         -0.10            -0.25

             LATENCY                          COUNT            P50            P90            P99          P99.9            MAX
             tick to order                    1,234          8.2us         12.9us         21.5us         84.0us          1.3ms
             order round trip                 1,230        182.0us        240.0us        612.0us          2.1ms         12.4ms
             hot loop         123.5M turns  worst 1.2ms  >50us 42  >1ms 1  98.8k frames  45.7MB  by reference decoder 47

             CREDITS ████████████████████████░░░░░░░░ 37 of 50  orders 3,210  refused: venue 0, gate 4

             FILLS 21  12 buy 9 sell  maker 95%  21.0k USD  markout bp 1s +0.12 5s -0.31 30s -
             TIME UTC                SIDE                INSTRUMENT             PRICE           AMOUNT              MARKOUT
             14:25:40                sell             BTC-PERPETUAL           83225.5            1,000                taker
             14:25:35                 buy             BTC-PERPETUAL           83200.0            1,000            -0.42  5s
             14:25:00                 buy             BTC-PERPETUAL           83190.5            1,000            +1.37 30s



             JOURNAL 12,345 rows  backlog 0

            """,
        Plain(120, 30, 2));

    [Fact]
    public void At_60_by_24_whole_columns_are_left_out_and_no_figure_is_cut() => Assert.Equal(
        """
             engine 0.1.0  paper  live  quoting              up 0:12:34
             ws://127.0.0.1:41234/ws/api/v2      reconnects 0  pid 1234
            ────────────────────────────────────────────────────────────
             INSTRUMENT        BID      ASK  OUR BID  OUR ASK POSITION
             BTC-PERPETUAL 83212.5  83213.0  83200.0  83225.5   +1,000
             book 12.0ms     42.0k     7.3k    1,000      600  83210.4

             PNL USD          SESSION  OPEN UPNL     FEES  DIFFERENCE
             BTC-PERPETUAL      +3.25      -0.10    -0.10        none

             LATENCY              COUNT      P50      P99      MAX
             tick to order        1,234    8.2us   21.5us    1.3ms
             order round trip     1,230  182.0us  612.0us   12.4ms
             hot loop         123.5M turns  worst 1.2ms
             CREDITS ████████████░░░░ 37 of 50  orders 3,210
             FILLS 21  12 buy 9 sell  maker 95%  markout bp 1s +0.12
             TIME UTC    SIDE          INSTRUMENT       PRICE     AMOUNT
             14:25:40    sell       BTC-PERPETUAL     83225.5      1,000
             14:25:35     buy       BTC-PERPETUAL     83200.0      1,000
             14:25:00     buy       BTC-PERPETUAL     83190.5      1,000



             JOURNAL 12,345 rows  backlog 0

            """,
        Plain(60, 24));

    [Fact]
    public void A_kill_is_said_with_its_figures_where_there_is_room_for_nothing_else()
    {
        StatusSnapshot status = Status(1);
        status.Hot.IsKilled = true;
        StatusText.Write(status.Hot.Mode, "stopped"u8);
        StatusText.Write(status.Hot.ModeReason, "session loss 512.30 > 500.00 USD");
        Assert.StartsWith(" engine 0.1.0  paper  live  stopped KILLED (session loss 512.30 > 500.00 USD)\n", Draw(status, 80, 24).ToPlain(), StringComparison.Ordinal);
        Assert.Contains("KILLED (session loss 512.30 > 500.00 USD)                      up 0:12:34", Draw(status, 110, 24).ToPlain(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_stages_of_the_ticks_have_a_line_once_there_are_some()
    {
        StatusSnapshot status = Status(1);
        for (int i = 1; i < StageStatuses.Count; i++)
            status.Journal.Stages[i] = new LatencyStatus { Count = 5, P50Ns = 100 * i };
        string text = Draw(status, 120, 30).ToPlain();
        Assert.Contains("framed 100ns  decoded 200ns  published 300ns  decided 400ns  encoded 500ns  sent 600ns", text, StringComparison.Ordinal);
        Assert.DoesNotContain("in kernel", text, StringComparison.Ordinal); // it tells only where asked
    }

    [Fact]
    public void The_channels_have_lines_where_there_is_room_for_them()
    {
        StatusSnapshot status = Status(2);
        (status.Hot.FeedDelayNs, status.Hot.VenueClockNs, status.Hot.AccountAgeNs, status.Hot.PlatformAgeNs) = (1_500_000, -2_000_000_000, 3_100_000_000, -1);
        for (int channel = 0; channel < ChannelStatuses.Count; channel++)
            status.Hot.Instruments[0].Channels[channel] = new ChannelStatus { AgeNs = (channel + 1) * 12_000_000, DelayNs = channel < 2 ? 800_000 : -1 };
        string text = Draw(status, 100, 40).ToPlain();
        Assert.Contains(" CHANNELS age (delay)  market 1.5ms late  venue's clock -2.0s  account 3.1s  platform none\n", text, StringComparison.Ordinal);
        Assert.Contains(" BTC-PERPETUAL  book 12.0ms (800.0us)  ticker 24.0ms (800.0us)  trades 36.0ms  orders 48.0ms\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CHANNELS", Draw(status, 100, 30).ToPlain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_drawn_over_another_thing_at_any_size()
    {
        for (int instruments = 0; instruments <= InstrumentStatuses.Capacity; instruments++)
        {
            for (int height = LiveView.LeastHeight; height < 60; height++)
            {
                string[] lines = Plain(80, height, instruments).Split('\n');
                Assert.True(lines.Length <= height + 1);
                Assert.StartsWith(" JOURNAL 12,345 rows  backlog 0", lines[height - 1], StringComparison.Ordinal);
                Assert.All(lines, line => Assert.True(line.Length <= 80));
            }
        }
    }

    [Fact]
    public void A_screen_too_small_says_so()
    {
        Assert.Equal("make the window at least 60 x 12\n", Plain(59, 24));
        Assert.Equal("make the w\n", Plain(10, 1));
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        StatusSnapshot status = Status(1);
        status.Hot.IsKilled = true;
        status.Hot.Reconnects = 2;
        status.Hot.Instruments[0].DifferenceUsd = -0.02;
        status.NowNs += 10_000_000_000;
        status.Journal.Backlog = 77;
        status.Journal.Failures = 3;
        status.Journal.OldestUnwrittenAgeNs = 31_000_000_000;
        StatusText.Write(status.Journal.LastError, "paper.db: the disk is full"u8);
        string text = Draw(status, 100, 30).ToPlain();
        Assert.Contains("KILLED", text, StringComparison.Ordinal);
        Assert.Contains("no news for 10.1s", text, StringComparison.Ordinal);
        Assert.Contains("reconnects 2", text, StringComparison.Ordinal);
        Assert.Contains("-0.02", text, StringComparison.Ordinal);
        Assert.Contains("backlog 77 for 31.0s  failures 3  paper.db: the disk is full", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ended_session_shows_its_own_length()
    {
        StatusSnapshot status = Status(1);
        status.Header.EndedNs = SampleFacts.StartNs + 3_725_000_000_000;
        status.NowNs += 900_000_000_000;
        string text = Draw(status, 100, 30).ToPlain();
        Assert.Contains("ended after 1:02:05", text, StringComparison.Ordinal);
        Assert.DoesNotContain("no news", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_left_out_when_not_wanted_and_the_text_stays_the_same()
    {
        Canvas canvas = Draw(Status(1), 80, 24);
        var plain = new StringBuilder();
        canvas.AppendAnsi(plain, isColoured: false);
        Assert.Equal("\e[H" + string.Join("\e[K\r\n", canvas.ToPlain().TrimEnd('\n').Split('\n')) + "\e[K", plain.ToString());
        var coloured = new StringBuilder();
        canvas.AppendAnsi(coloured, isColoured: true);
        Assert.Contains("\e[0;32mlive\e[0m", coloured.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_the_venue_cannot_command_the_terminal()
    {
        StatusSnapshot status = Status(1);
        StatusText.Write(status.Hot.Connection, "\e[2Jgone\r\n"u8);
        Assert.Contains("?[2Jgone??", Draw(status, 80, 24).ToPlain(), StringComparison.Ordinal);
    }

    private static string Plain(int width, int height, int instruments = 1) => Draw(Status(instruments), width, height).ToPlain();

    private static Canvas Draw(StatusSnapshot status, int width, int height)
    {
        var canvas = new Canvas(width, height);
        LiveView.Draw(canvas, status);
        return canvas;
    }

    private static StatusSnapshot Status(int instruments)
    {
        var status = new StatusSnapshot { NowNs = SampleFacts.StartNs + 754_100_000_000 };
        status.Hot = StatusSamples.Hot(instruments);
        status.Journal = StatusSamples.Journal();
        status.Header = StatusSamples.Header();
        return status;
    }
}
