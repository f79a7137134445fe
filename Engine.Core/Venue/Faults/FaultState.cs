namespace Engine.Core.Venue.Faults;

/// <summary>How far a planned fault is.</summary>
public enum FaultState : byte
{
    /// <summary>Its time or event has not come.</summary>
    Waiting,

    /// <summary>It strikes what it is aimed at.</summary>
    Active,

    /// <summary>It has ended or was cleared.</summary>
    Over,
}
