namespace Engine.Core.Simulation;

/// <summary>How much goes wrong in a run.</summary>
public enum FaultLevel : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One thing now and then.</summary>
    Light,

    /// <summary>Something all the time.</summary>
    Heavy,

    /// <summary>Everything at once.</summary>
    Extreme,
}
