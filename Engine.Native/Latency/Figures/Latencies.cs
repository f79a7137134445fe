namespace Engine.Native.Latency.Figures;

/// <summary>What the sender measured of one side, engine or floor, at one pace.</summary>
internal sealed class Latencies
{
    /// <summary>Planned time of a tick to the last byte of the last order it caused.</summary>
    public Distribution Last { get; } = new();

    /// <summary>The same to the last byte of the first order.</summary>
    public Distribution First { get; } = new();

    /// <summary>How long the sender's own send call took.</summary>
    public Distribution SendCall { get; } = new();

    /// <summary>Ticks sent late, of those that count.</summary>
    public long Late { get; private set; }

    /// <summary>How late the latest was, ns.</summary>
    public long WorstLateNs { get; private set; }

    /// <summary>A round has ended.</summary>
    public void Add(in PlannedTimes times)
    {
        Late += times.Late;
        WorstLateNs = Math.Max(WorstLateNs, times.WorstLateNs);
    }
}
