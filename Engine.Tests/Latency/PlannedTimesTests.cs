using Engine.Native.Latency;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Latency;

public class PlannedTimesTests
{
    private const long Gap = 1_000_000;
    private const long Pause = 20_000;
    private static readonly Pace s_thousand = new(1_000);

    [Fact]
    public void Ticks_of_a_pace_are_due_at_times_fixed_beforehand()
    {
        PlannedTimes times = new(s_thousand, Pause, 500);
        Assert.Equal([500 + Gap, 500 + (2 * Gap), 500 + (3 * Gap)], new[] { times.Next(0), times.Next(999), times.Next(123_456_789) });
    }

    [Fact]
    [Pitfall("T54")]
    public void A_stalled_sender_shifts_no_plan_so_each_tick_behind_the_stall_is_measured_with_its_wait()
    {
        const long Stall = 10 * Gap;
        const long Takes = 8_000;
        PlannedTimes times = new(s_thousand, Pause, 0);
        long nowNs = 0;
        List<long> latencies = [];
        for (int tick = 1; tick <= 20; tick++)
        {
            long plannedNs = times.Next(nowNs);
            nowNs = Math.Max(nowNs, plannedNs);
            if (tick == 5)
                nowNs += Stall; // the host took the processor away
            times.OnSend(nowNs);
            nowNs += Takes;
            latencies.Add(nowNs - plannedNs);
        }

        // The fifth waits for the whole stall and the next for what is left of it; the last of them only for the answers before it.
        Assert.Equal(Stall + Takes, latencies[4]);
        Assert.Equal(Stall - Gap + (2 * Takes), latencies[5]);
        Assert.Equal(11, latencies.Count(latency => latency > Takes));
        Assert.Equal(11 * Takes, latencies[14]);
        Assert.Equal(Takes, latencies[15]);
        Assert.Equal((20L, 11L, Stall), (times.Sent, times.Late, times.WorstLateNs));
    }

    [Fact]
    public void Back_to_back_the_next_tick_is_due_a_pause_after_the_last_was_dealt_with()
    {
        PlannedTimes times = new(Pace.BackToBack, Pause, 0);
        Assert.Equal(70_000 + Pause, times.Next(70_000));
        times.OnSend(70_000 + Pause + 400);
        Assert.Equal((1L, 0L), (times.Sent, times.Late));
        times.Next(200_000);
        times.OnSend(200_000 + Pause + PlannedTimes.LateNs + 1);
        Assert.Equal((2L, 1L, PlannedTimes.LateNs + 1), (times.Sent, times.Late, times.WorstLateNs));
    }

    [Fact]
    public void Counting_anew_keeps_the_plan()
    {
        PlannedTimes times = new(s_thousand, Pause, 0);
        times.Next(0);
        times.OnSend(5 * Gap);
        times = times.CountAnew();
        Assert.Equal((0L, 0L, 0L), (times.Sent, times.Late, times.WorstLateNs));
        Assert.Equal(2 * Gap, times.Next(0));
    }

    [Theory]
    [InlineData(0, "back to back", "back-to-back")]
    [InlineData(10_000, "10,000 ticks a second, gaps of 0.1 ms", "10000-a-second")]
    [InlineData(100, "100 ticks a second, gaps of 10 ms", "100-a-second")]
    public void A_pace_says_what_it_is(double rate, string title, string tag)
    {
        Pace pace = new(rate);
        Assert.Equal((title, tag), (pace.Title, pace.ToString()));
    }
}
