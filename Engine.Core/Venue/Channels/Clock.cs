namespace Engine.Core.Venue.Channels;

/// <summary>The exchange's time as it was handed in last.</summary>
internal sealed class Clock
{
    public long NowNs { get; set; }

    public long NowMs => NowNs / 1_000_000;
}
