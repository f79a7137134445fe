namespace Engine.Core.Venue.Channels;

/// <summary>The exchange's time as it was handed in last.</summary>
internal sealed class Clock
{
    public long NowNs { get; set; }

    /// <summary>How far what it shows is off.</summary>
    public long StepNs { get; set; }

    /// <summary>What timestamps show.</summary>
    public long NowMs => (NowNs + StepNs) / 1_000_000;
}
