namespace Engine.Native.Latency.Figures;

/// <summary>What was measured at one pace.</summary>
internal sealed class PaceFigures(Pace pace)
{
    /// <summary>The pace.</summary>
    public Pace Pace => pace;

    /// <summary>The engine.</summary>
    public Latencies Engine { get; } = new();

    /// <summary>The echo in its place.</summary>
    public Latencies Floor { get; } = new();

    /// <summary>The engine's part by stage.</summary>
    public StageFigures Stages { get; } = new();

    /// <summary>Ticks that had to move no quote, as a recording has them.</summary>
    public long Quiet { get; set; }

    /// <summary>Garbage collections while it was measured.</summary>
    public int Collections { get; set; }

    /// <summary>Whether so many ticks were sent late that the figures are the host's.</summary>
    public bool IsDisturbed => Engine.Late * 10 > Engine.Last.Count || Floor.Late * 10 > Floor.Last.Count;

    /// <summary>A percentile of the engine over the floor's.</summary>
    public double RatioAt(double percent) => Floor.Last.Count == 0 ? double.NaN : Engine.Last.At(percent) / (double)Floor.Last.At(percent);
}
