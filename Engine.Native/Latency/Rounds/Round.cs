using Engine.Native.Hosting;
using Engine.Native.Latency.FarSide;
using Engine.Native.Latency.Figures;
using Engine.Native.Time;

namespace Engine.Native.Latency.Rounds;

/// <summary>One round: a conversation at a pace for a time. The same code measures the engine and the floor.</summary>
/// <param name="clock">The clock that the engine stamps with, too.</param>
/// <param name="spin">Between two looks at the clock.</param>
/// <param name="stop">Ends it before the time.</param>
internal sealed class Round(SystemClock clock, Spin spin, StopSignal stop)
{
    /// <summary>
    /// Back to back, the pause between the end of one exchange and the next tick: long enough for the engine to take in the replies to
    /// its orders, so that a tick is not measured behind them.
    /// </summary>
    public const long PauseNs = 20_000;

    /// <summary>How long a round settles before its ticks count, ns: what ran there before was something else.</summary>
    public const long SettleNs = 5_000_000;

    /// <summary>A round lasts until so many ticks count, however slow the host.</summary>
    public const int LeastTicks = 3;

    /// <summary>Runs until the time is up; what counts goes into the figures, where there are any.</summary>
    public PlannedTimes Run(Conversation conversation, Pace pace, long durationNs, Latencies? figures)
    {
        long beginNs = clock.NowNs;
        long finishedNs = beginNs;
        long countFromNs = beginNs + SettleNs;
        PlannedTimes times = new(pace, PauseNs, beginNs);
        for (bool counts = false; conversation.IsAlive && !stop.IsRequested;)
        {
            long plannedNs = times.Next(finishedNs);
            if (plannedNs - beginNs >= durationNs && counts && times.Sent >= LeastTicks)
                break;
            conversation.Prepare();
            long sentNs = WaitUntil(plannedNs);
            times.OnSend(sentNs);
            conversation.Send();
            long leftNs = clock.NowNs;
            if (conversation.TryTakeAnswer(out Arrival arrival) && counts && arrival.LastNs != 0 && figures is not null)
            {
                figures.First.Add(arrival.FirstNs - plannedNs);
                figures.Last.Add(arrival.LastNs - plannedNs);
                figures.SendCall.Add(leftNs - sentNs);
            }

            conversation.Finish(plannedNs, sentNs, arrival, counts);
            finishedNs = clock.NowNs;
            if (counts || plannedNs < countFromNs)
                continue;
            counts = true;
            times = times.CountAnew();
        }

        figures?.Add(times);
        return times;
    }

    private long WaitUntil(long dueNs)
    {
        long nowNs;
        while ((nowNs = clock.NowNs) < dueNs)
            spin.Once();
        return nowNs;
    }
}
