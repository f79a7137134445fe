using Engine.Native.Hosting;
using Engine.Native.Latency.FarSide;
using Engine.Native.Latency.Figures;
using Engine.Native.Time;

namespace Engine.Native.Latency.Rounds;

/// <summary>
/// The thread <c>sender</c>: accepts engine and echo, waits until the quotes stand, warms up, and then measures floor and engine in
/// turn, in rounds so short that a noisy neighbour meets both.
/// </summary>
internal sealed class Conductor(LatencyOptions options, LatencyLink link, SystemClock clock, StopSignal stop)
{
    private const long LongestRoundNs = 500_000_000;
    private const long LongestWarmUpNs = 2_000_000_000;
    private const long LeastLimitNs = 10_000_000_000;

    private readonly Round _round = new(clock, link.Spin, stop);

    /// <summary>What was measured, a pace after the other.</summary>
    public IReadOnlyList<PaceFigures> Figures { get; } = [.. options.Paces.Select(pace => new PaceFigures(pace))];

    /// <summary>Bytes of an exchange.</summary>
    public ExchangeSizes Sizes => link.Venue.Sizes;

    /// <summary>Why it could not be done; null when it could.</summary>
    public string? Failure { get; private set; }

    private long LimitNs => Math.Max(LeastLimitNs, (long)options.AnswerLimit.TotalNanoseconds);

    /// <summary>The body of the thread.</summary>
    public void Run()
    {
        try
        {
            if (link.Venue.Serve(untilQuoted: true, clock.NowNs + LimitNs))
                Measure();
            else if (!stop.IsRequested)
                Failure = link.Venue.Checks.First ?? "the engine did not begin to quote";
        }
        finally
        {
            link.Borrowed.Return();
            stop.Request(StopReason.DurationPassed);
        }

        link.Venue.Serve(untilQuoted: false, clock.NowNs + LimitNs);
    }

    private void Measure()
    {
        WarmUp();
        if (stop.IsRequested || !link.Venue.IsAlive)
            return;
        if (!link.Borrowed.TryMeasureJitter((long)options.JitterSpan.TotalNanoseconds, LimitNs))
            Failure = "the engine's thread did not come to be measured";
        foreach (PaceFigures figures in Figures)
        {
            for (int round = 0; round < RoundsOf(figures.Pace) && Failure is null && !stop.IsRequested && link.Venue.IsAlive; round++)
                MeasureBoth(figures);
        }
    }

    private void WarmUp()
    {
        PlannedTimes times = default;
        long untilNs = clock.NowNs + LongestWarmUpNs;
        for (long sent = 0; sent < options.WarmUpTicks && clock.NowNs < untilNs && link.Venue.IsAlive && !stop.IsRequested; sent += Math.Max(1, times.Sent))
            times = _round.Run(link.Venue, Pace.BackToBack, Round.SettleNs * 4, null);
        // What was left behind by the start is collected now and not in a round.
        GC.Collect();
    }

    private void MeasureBoth(PaceFigures figures)
    {
        long lengthNs = RoundNs(figures.Pace);
        long quiet = link.Venue.Quiet;
        int collections = GC.CollectionCount(0);
        MeasureFloor(figures, lengthNs);
        link.Stages.Begin(figures.Stages);
        _round.Run(link.Venue, figures.Pace, lengthNs, figures.Engine);
        link.Stages.Begin(null);
        figures.Collections += GC.CollectionCount(0) - collections;
        figures.Quiet += link.Venue.Quiet - quiet;
    }

    private void MeasureFloor(PaceFigures figures, long lengthNs)
    {
        link.Echo.Sizes = link.Venue.Sizes;
        if (!link.Borrowed.TryBeginEcho(link.Venue.Sizes, LimitNs))
        {
            Failure = link.Borrowed.Failure ?? "the engine's thread did not come to be the echo";
            return;
        }

        _round.Run(link.Echo, figures.Pace, lengthNs, figures.Floor);
        link.Borrowed.Return();
        Failure = link.Borrowed.Failure ?? (link.Echo.Unanswered > 0 ? "the echo did not answer" : null);
    }

    // A slow pace needs longer rounds: one tick of each settles.
    private long RoundNs(Pace pace) => Math.Min((long)options.Duration.TotalNanoseconds / 2, Math.Max(LongestRoundNs, pace.GapNs * 20)) + Round.SettleNs;

    private int RoundsOf(Pace pace) => (int)Math.Max(1, (long)options.Duration.TotalNanoseconds / (2 * RoundNs(pace)));
}
