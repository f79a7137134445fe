namespace Engine.Core.Venue.Faults.Forms;

/// <summary>What a fault strikes, which says how it can be aimed and counted.</summary>
public enum FaultTarget : byte
{
    /// <summary>Frames on their way to clients.</summary>
    Frames,

    /// <summary>Requests as they arrive.</summary>
    Requests,

    /// <summary>Notifications of fills.</summary>
    Fills,

    /// <summary>Connections, at a moment.</summary>
    Sessions,

    /// <summary>The venue itself.</summary>
    Venue,
}
