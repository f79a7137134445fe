namespace Engine.Core.Simulation.Network;

/// <summary>What one direction between trader and venue is like now; whoever plans faults changes it.</summary>
internal sealed class PathConditions
{
    /// <summary>Least time that bytes take.</summary>
    public long LatencyNs { get; set; }

    /// <summary>Up to so much more, drawn for each piece.</summary>
    public long JitterNs { get; set; }

    /// <summary>How probably bytes that are sent together arrive in two pieces or more.</summary>
    public double TearChance { get; set; }

    /// <summary>Longest pause between such pieces.</summary>
    public long TearPauseNs { get; set; }

    /// <summary>Nothing that is sent before then begins its way before then: the path is closed, and nobody is told.</summary>
    public long ClosedUntilNs { get; set; }

    /// <summary>Bytes that the path takes before the sender has to wait.</summary>
    public int RoomBytes { get; set; } = 1 << 16;
}
