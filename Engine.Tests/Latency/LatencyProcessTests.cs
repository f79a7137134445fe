using Engine.Native.Hosting;
using Engine.Native.Latency;
using Engine.Native.Latency.Figures;
using Engine.Native.Latency.Report;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Latency;

/// <summary>A short measurement from end to end; what it measures says nothing here, that it adds up does.</summary>
public class LatencyProcessTests
{
    private static readonly LatencyOptions s_short = new()
    {
        Paces = [Pace.BackToBack, new Pace(2_000)],
        Duration = TimeSpan.FromMilliseconds(600),
        Yields = true,
        WarmUpTicks = 20,
        JitterSpan = TimeSpan.FromMilliseconds(1),
        AnswerLimit = TimeSpan.FromSeconds(60),
    };

    [Theory]
    [InlineData(false, 1, false)]
    [InlineData(true, 1, false)]
    [InlineData(false, 1, true)]
    [InlineData(false, 2, true)]
    public void Every_tick_gets_its_orders_and_the_figures_add_up(bool tls, int threads, bool cold)
    {
        LatencyOptions options = s_short with { Tls = tls, Threads = threads, Cold = cold };
        using StopSignal stop = new();
        LatencyResult result = new LatencyProcess(options, LatencyCpus.None, stop).Run();
        Assert.True(result.IsGood, $"{result.Failure} {result.Checks.First}");
        Assert.Equal((0L, 0L), (result.Checks.Wrong, result.Checks.Unanswered));
        Assert.True(result.Checks.Orders % 2 == 0 && result.Checks.Orders > 40, $"{result.Checks.Orders} orders");
        Assert.Equal(tls ? "TLSv1.3" : "", result.Security);
        foreach (PaceFigures figures in result.Figures)
            AddUp(figures);
    }

    [Fact]
    public void A_stop_ends_it_in_order_with_what_there_is()
    {
        using StopSignal stop = new();
        stop.Request(StopReason.Interrupt);
        StringWriter output = new(), error = new();
        Assert.False(LatencyRun.Run(s_short, stop, output, error, pictures: false));
        Assert.Contains("engine latency: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_before_anything_is_measured()
    {
        using StopSignal stop = new();
        StringWriter output = new(), error = new();
        Assert.False(LatencyRun.Run(s_short with { Out = "/proc/none/latency.hlog" }, stop, output, error, pictures: false));
        Assert.Contains("/proc/none/latency.hlog", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    [Pitfall("T54")]
    public void The_report_shows_ratios_and_leaves_out_percentiles_that_nothing_supports()
    {
        PaceFigures figures = new(Pace.BackToBack);
        for (int i = 0; i < 200; i++)
        {
            figures.Engine.Last.Add(12_000);
            figures.Engine.First.Add(11_000);
            figures.Floor.Last.Add(10_000);
        }

        AnswerChecks checks = new();
        checks.Right();
        StringWriter output = new();
        new LatencyReport(output, new LatencyOptions(), pictures: true).WriteFigures(new LatencyResult
        {
            Figures = [figures],
            Sizes = new(400, 300, 1300),
            Checks = checks,
            Jitter = default,
            Security = "",
            Failure = null,
            Refused = "",
        });
        string[] lines = output.ToString().Split('\n');
        Assert.Equal(["engine", "/", "floor", "1.20x", "1.20x", "1.20x", "-", "-"], Words(lines.Single(line => line.StartsWith("  engine / floor  ", StringComparison.Ordinal))));
        Assert.Equal(["echo", "floor", "10.00", "10.00", "10.00", "-", "-", "10.00", "10.00"], Words(lines.First(line => line.StartsWith("  echo floor ", StringComparison.Ordinal))));
        Assert.Contains("  engine / floor: p50 1.20x, within the bar of 1.25x, aim 1.12x; p99 1.20x, within the aim of 1.20x", lines);
        Assert.Contains(lines, line => line.Contains('█', StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_or_missing_order_makes_a_run_a_bad_one()
    {
        AnswerChecks checks = new();
        Assert.False(checks.AreGood);
        checks.Right();
        Assert.True(checks.AreGood);
        checks.AddUnanswered("first");
        checks.AddWrong("second");
        Assert.Equal((false, "first"), (checks.AreGood, checks.First));
    }

    private static void AddUp(PaceFigures figures)
    {
        Distribution last = figures.Engine.Last;
        Assert.True(last.Count > 0 && figures.Floor.Last.Count > 0, $"{figures.Pace}: {last.Count} and {figures.Floor.Last.Count}");
        Assert.Equal((last.Count, last.Count), (figures.Engine.First.Count, figures.Engine.SendCall.Count));
        Assert.True(figures.Engine.First.MeanNs <= last.MeanNs);
        Assert.True(figures.Engine.Late <= last.Count && figures.Floor.Late <= figures.Floor.Last.Count);
        // The stages of one tick are all of its latency; the last tick's may come when the round is over.
        Assert.InRange(figures.Stages.Count, 1, last.Count);
        double stagesNs = Enum.GetValues<Stage>().Sum(stage => figures.Stages[stage].MeanNs) * figures.Stages.Count;
        if (figures.Stages.Count == last.Count)
            Assert.InRange(stagesNs, last.MeanNs * last.Count * 0.999, last.MeanNs * last.Count * 1.001);
        else
            Assert.True(stagesNs <= last.MeanNs * last.Count * 1.001);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
