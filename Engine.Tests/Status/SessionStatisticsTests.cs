using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.Statistics;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Status;

public sealed class SessionStatisticsTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Fills_are_counted_by_side_and_liquidity_with_their_volume()
    {
        var statistics = new SessionStatistics(2);
        Fact taker = SampleFacts.Fill(2, Side.Sell);
        taker.Liquidity = Liquidity.Taker;
        taker.Recovered = true;
        statistics.Apply(SampleFacts.Fill(1), SampleFacts.Btc);
        statistics.Apply(taker, SampleFacts.Btc);
        statistics.Apply(SampleFacts.Fill(3, Side.Sell, priceTicks: 150_000, lots: 2, instrument: 1), SampleFacts.Sol);
        JournalStatus status = statistics.Snapshot(new JournalHealth(), 0, 0);
        Assert.Equal((3L, 1L, 2L, 2L, 1L), (status.Fills, status.Buys, status.Sells, status.Makers, status.Recovered));
        Assert.Equal(2_000 + (0.2 * 150), status.VolumeUsd, 9);
        Assert.Equal(3, status.LastFillCount);
        Assert.Equal((150.0, 0.2, (ushort)1), (status.LastFills[0].Price, status.LastFills[0].Amount, status.LastFills[0].Instrument));
        Assert.True(status.LastFills[1].IsRecovered);
    }

    [Fact]
    public void Fetched_fills_that_an_earlier_session_had_stored_are_not_this_sessions()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var earlier = new JournalHarness(path))
            earlier.Write(SampleFacts.Fill(1), SampleFacts.Fill(2, Side.Sell));
        var statistics = new SessionStatistics(2);
        using var harness = new JournalHarness(path, observer: new JournalStatusFeed(statistics, null));
        Fact[] fetched = [SampleFacts.Fill(1), SampleFacts.Fill(2, Side.Sell), SampleFacts.Fill(3, Side.Sell)];
        foreach (ref Fact fill in fetched.AsSpan())
            fill.Recovered = true;
        harness.Write(fetched);
        JournalStatus status = statistics.Snapshot(harness.Health, 0, 0);
        Assert.Equal((1L, 0L, 1L, 1L, 1L), (status.Fills, status.Buys, status.Sells, status.Makers, status.Recovered));
        Assert.Equal(1_000, status.VolumeUsd, 9);
    }

    [Fact]
    public void A_markout_is_taken_from_the_last_mid_before_its_horizon_and_is_positive_when_good_for_us()
    {
        var statistics = new SessionStatistics(2);
        Fact buy = SampleFacts.Fill(0);
        buy.ReceiveNs = SampleFacts.StartNs;
        statistics.Apply(buy, SampleFacts.Btc);
        Fact sell = SampleFacts.Fill(0, Side.Sell);
        sell.ReceiveNs = SampleFacts.StartNs;
        statistics.Apply(sell, SampleFacts.Btc);

        Mid(statistics, 0.9, 166_445); // 10 USD up within the first second: counts at 1 s
        Mid(statistics, 1.1, 166_000); // after it: does not
        Mid(statistics, 4.9, 166_405); // 10 USD down: counts at 5 s
        JournalStatus status = statistics.Snapshot(new JournalHealth(), 0, 0);
        Assert.Equal((2L, 0.0), (status.Markouts[0].Count, status.Markouts[0].MeanBps));
        Assert.Equal(1, status.LastFills[1].MarkoutSeconds);
        Assert.Equal(10 / 83_212.5 * 1e4, status.LastFills[1].MarkoutBps, 9);
        Assert.Equal(-10 / 83_212.5 * 1e4, status.LastFills[0].MarkoutBps, 9);

        Mid(statistics, 31, 170_000);
        status = statistics.Snapshot(new JournalHealth(), 0, 0);
        Assert.Equal((2L, 2L), (status.Markouts[1].Count, status.Markouts[2].Count));
        Assert.Equal(30, status.LastFills[1].MarkoutSeconds);
        Assert.Equal(-10 / 83_212.5 * 1e4, status.LastFills[1].MarkoutBps, 9);
    }

    [Fact]
    public void Markouts_of_each_instrument_use_its_own_mid()
    {
        var statistics = new SessionStatistics(2);
        Fact fill = SampleFacts.Fill(0, priceTicks: 100_000, instrument: 1);
        fill.ReceiveNs = SampleFacts.StartNs;
        fill.MidE9 = 0;
        statistics.Apply(fill, SampleFacts.Sol);
        Mid(statistics, 0.5, 166_445);
        Mid(statistics, 2, 166_445);
        Assert.Equal(0, statistics.Markouts.Count(0)); // no mid of its own known: left out
        statistics.Apply(SampleFacts.Pnl(4_000, 200_200, instrument: 1), SampleFacts.Sol);
        statistics.Apply(SampleFacts.Pnl(6_000, 300_000, instrument: 1), SampleFacts.Sol);
        Assert.Equal(10, statistics.Markouts.MeanBps(1), 9);
    }

    [Fact]
    public void A_mid_told_before_the_tick_changed_is_not_counted_in_the_new_one()
    {
        var statistics = new SessionStatistics(2);
        var coarse = new Instrument(0, "BTC-PERPETUAL", ContractKind.Inverse, SampleFacts.Btc.TickE9 * 5, SampleFacts.Btc.LotE9, SampleFacts.Btc.LotE9, 0, 0.0005);
        Fact fill = SampleFacts.Fill(0);
        fill.ReceiveNs = SampleFacts.StartNs;
        statistics.Apply(fill, SampleFacts.Btc);
        statistics.Apply(SampleFacts.Pnl(500, 2 * 166_445), coarse); // under way when the instrument was replaced
        statistics.Apply(SampleFacts.Pnl(2_000, 2 * 166_445), coarse);
        Assert.Equal(10 / 83_212.5 * 1e4, statistics.Markouts.MeanBps(0), 9);
    }

    [Fact]
    public void More_fills_than_memory_let_the_oldest_go()
    {
        var markouts = new Markouts(1);
        markouts.SetMid(0, 101);
        for (int i = 0; i < 10_000; i++)
            markouts.Add(new FillStatus { ReceiveNs = i, Price = 100, Side = Side.Buy });
        markouts.AdvanceTo(60 * Second);
        Assert.Equal(4096, markouts.Count(0));
        Assert.Equal(4096, markouts.Count(2));
        Assert.Equal(100, markouts.MeanBps(2), 9);
    }

    [Fact]
    public void Latencies_of_transitions_become_percentiles()
    {
        var statistics = new SessionStatistics(2);
        for (int i = 1; i <= 1_000; i++)
            statistics.Apply(SampleFacts.Transition(i, tickToOrderNs: i * 1_000, roundTripNs: i % 2 == 0 ? i * 10_000 : 0), SampleFacts.Btc);
        statistics.Apply(SampleFacts.Transition(1_001, roundTripNs: 300 * Second), SampleFacts.Btc);
        JournalStatus status = statistics.Snapshot(new JournalHealth(), 0, 0);
        Assert.Equal((1_000L, 501L), (status.TickToOrder.Count, status.RoundTrip.Count));
        Assert.InRange(status.TickToOrder.P50Ns, 500_000, 500_600);
        Assert.InRange(status.TickToOrder.P90Ns, 900_000, 901_000);
        Assert.InRange(status.TickToOrder.P99Ns, 990_000, 991_100);
        Assert.InRange(status.TickToOrder.P999Ns, 999_000, 1_000_500);
        Assert.Equal(1_000_000, status.TickToOrder.MaxNs);
        Assert.Equal(300 * Second, status.RoundTrip.MaxNs);
        var one = new LatencyHistogram();
        one.Record(1_322_300);
        Assert.Equal((1_322_300, 1_322_300), (one.Summarize().P50Ns, one.Summarize().MaxNs));
    }

    [Fact]
    public void The_journals_error_is_shown_and_cleared()
    {
        var statistics = new SessionStatistics(1);
        var health = new JournalHealth { LastError = "t.db: the disk is full", Backlog = 3, OldestUnwrittenNs = 5, Rows = 7 };
        JournalStatus status = statistics.Snapshot(health, 4, 25);
        Assert.Equal("t.db: the disk is full", StatusText.ToText(status.LastError));
        Assert.Equal((4L, 20L, 7L), (status.Backlog, status.OldestUnwrittenAgeNs, status.Rows));
        health.LastError = null;
        status = statistics.Snapshot(health, 0, 25);
        Assert.Equal("", StatusText.ToText(status.LastError));
    }

    private static void Mid(SessionStatistics statistics, double second, long midTicks) =>
        statistics.Apply(SampleFacts.Pnl((int)(second * 1_000), 2 * midTicks), SampleFacts.Btc);
}
