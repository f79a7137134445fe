namespace Engine.Core.Simulation.Trader;

/// <summary>A process's clock: the world's time and how far its own is off, fixed when it starts.</summary>
internal sealed class TraderClock(long aheadNs)
{
    /// <summary>The world's time.</summary>
    public long WorldNs { get; set; }

    /// <summary>What the process's clock shows.</summary>
    public long NowNs => WorldNs + aheadNs;

    /// <summary>How far it is ahead of the world's.</summary>
    public long AheadNs => aheadNs;
}
