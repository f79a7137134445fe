namespace Engine.Native.Doctor;

/// <summary>What a property of the host means for the hot path.</summary>
public enum Verdict
{
    /// <summary>As it should be.</summary>
    Good,
    /// <summary>Works; a change would lower or steady the latency.</summary>
    CouldBeBetter,
    /// <summary>Costs much, or stops something from working.</summary>
    Matters,
    /// <summary>The host does not say, as in many containers.</summary>
    Unknown,
}
