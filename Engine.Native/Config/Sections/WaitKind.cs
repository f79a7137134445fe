namespace Engine.Native.Config.Sections;

/// <summary>What the hot thread does when there is nothing to do.</summary>
public enum WaitKind
{
    /// <summary>Looks again at once: lowest latency, one processor always busy.</summary>
    Spin,
    /// <summary>Looks again after offering the processor to others.</summary>
    Yield,
    /// <summary>Sleeps briefly between looks: for laptops and small machines.</summary>
    Sleep,
}
