namespace Engine.Native.Latency.Figures;

/// <summary>What was measured at one pace.</summary>
internal sealed class PaceFigures(Pace pace)
{
    /// <summary>The pace.</summary>
    public Pace Pace => pace;

    /// <summary>Planned time of a tick to the last byte of the last order it caused.</summary>
    public Distribution LastOrder { get; } = new();

    /// <summary>The same to the last byte of the first order.</summary>
    public Distribution FirstOrder { get; } = new();

    /// <summary>The same with an echo in the engine's place.</summary>
    public Distribution Floor { get; } = new();

    /// <summary>The engine's part by stage.</summary>
    public StageFigures Stages { get; } = new();

    /// <summary>Ticks sent to the engine late, of those that count.</summary>
    public long Late { get; set; }

    /// <summary>How late the latest of all sends was, ns.</summary>
    public long WorstLateNs { get; set; }

    /// <summary>Ticks sent to the echo late.</summary>
    public long FloorLate { get; set; }

    /// <summary>Ticks that had to move no quote, as a recording has them.</summary>
    public long Quiet { get; set; }

    /// <summary>Garbage collections while it was measured.</summary>
    public int Collections { get; set; }

    /// <summary>Median of the engine over the floor's.</summary>
    public double RatioAt(double percent) => Floor.Count == 0 ? double.NaN : LastOrder.At(percent) / (double)Floor.At(percent);
}
