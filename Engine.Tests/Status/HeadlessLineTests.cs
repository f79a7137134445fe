using System.Text;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View;
using Xunit;

namespace Engine.Tests.Status;

public sealed class HeadlessLineTests
{
    [Fact]
    public void The_line_says_the_state_quotes_position_profit_fills_and_latency()
    {
        HotStatus hot = StatusSamples.Hot();
        JournalStatus journal = StatusSamples.Journal();
        Assert.Equal(
            "14:25:54 live quoting | BTC-PERPETUAL 83212.5/83213.0 quotes 83200.0/83225.5 pos +1000 session +3.25 upnl -0.10"
            + " | fills 12b/9s credits 37 t2o p50 8.2us p99 21.4us backlog 0\n",
            Text(hot, journal));
    }

    [Fact]
    public void What_is_wrong_or_missing_is_said()
    {
        HotStatus hot = StatusSamples.Hot(2);
        hot.IsKilled = true;
        StatusText.Write(hot.ModeReason, "margin use"u8);
        JournalStatus journal = StatusSamples.Journal();
        journal.Backlog = 9;
        journal.TickToOrder = default;
        StatusText.Write(journal.LastError, "paper.db: the disk is full"u8);
        string text = Text(hot, journal);
        Assert.Contains("quoting (margin use) KILLED | BTC", text, StringComparison.Ordinal);
        Assert.Contains("SOL_USDC-PERPETUAL 143.217/- quotes -/- pos -3.7 session -12.50 upnl 0.00 difference -0.25 |", text, StringComparison.Ordinal);
        Assert.Contains("t2o p50 - p99 - ", text, StringComparison.Ordinal);
        Assert.EndsWith("backlog 9 journal: paper.db: the disk is full\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_line_fits_or_is_cut_and_ends_the_line()
    {
        HotStatus hot = StatusSamples.Hot(InstrumentStatuses.Capacity);
        for (int i = 0; i < InstrumentStatuses.Capacity; i++)
            hot.Instruments[i] = hot.Instruments[0] with { SessionUsd = double.MaxValue, Position = double.MinValue, DifferenceUsd = double.MinValue };
        string text = Text(hot, StatusSamples.Journal());
        Assert.True(text.Length <= 2048);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_the_line_allocates_nothing()
    {
        HotStatus hot = StatusSamples.Hot(2);
        JournalStatus journal = StatusSamples.Journal();
        var line = new HeadlessLine();
        using Stream stream = new FileStream("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        line.WriteTo(stream, in hot, in journal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            hot.WallNs += 1_000_000_000;
            hot.Instruments[0].SessionUsd += 0.37;
            line.WriteTo(stream, in hot, in journal);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Text(HotStatus hot, JournalStatus journal) => Encoding.UTF8.GetString(new HeadlessLine().Format(in hot, in journal));
}
