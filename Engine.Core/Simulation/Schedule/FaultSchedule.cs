namespace Engine.Core.Simulation.Schedule;

/// <summary>When which fault strikes: each kind comes at its own random times, at a rate that the level sets.</summary>
internal sealed class FaultSchedule
{
    private readonly PriorityQueue<Planned, (long DueNs, int Order)> _queue = new();
    private readonly RunCounts _counts;
    private readonly double _share;
    private readonly long _untilNs;

    /// <summary>Plans kinds of faults from a moment to another.</summary>
    public FaultSchedule(IEnumerable<FaultSource> sources, FaultLevel level, RunCounts counts, long fromNs, long untilNs)
    {
        _counts = counts;
        _untilNs = untilNs;
        _share = level switch
        {
            FaultLevel.None => 0,
            FaultLevel.Light => 0.06,
            FaultLevel.Heavy => 0.35,
            _ => 1,
        };
        int order = 0;
        foreach (FaultSource source in sources)
        {
            if (_share * source.PerMinute > 0)
                Plan(new Planned(source, order++), fromNs);
        }
    }

    /// <summary>When the next one strikes.</summary>
    public long NextNs => _queue.TryPeek(out _, out (long DueNs, int Order) next) ? next.DueNs : long.MaxValue;

    /// <summary>Lets those strike that are due; false when none did.</summary>
    public bool Act(long nowNs, Action<string>? trace)
    {
        bool struck = false;
        while (_queue.TryPeek(out Planned? planned, out (long DueNs, int Order) next) && next.DueNs <= nowNs)
        {
            _queue.Dequeue();
            string? detail = planned.Source.Strike(planned.Source.Dice, nowNs);
            if (detail is not null)
            {
                struck = true;
                _counts.Strike(planned.Source.Name);
                trace?.Invoke($"fault {planned.Source.Name} {detail}");
            }

            Plan(planned, nowNs);
        }

        return struck;
    }

    private void Plan(Planned planned, long fromNs)
    {
        long dueNs = fromNs + planned.Source.Dice.Wait(planned.Source.PerMinute * _share);
        if (dueNs < _untilNs)
            _queue.Enqueue(planned, (dueNs, planned.Order));
    }

    private sealed record Planned(FaultSource Source, int Order);
}
