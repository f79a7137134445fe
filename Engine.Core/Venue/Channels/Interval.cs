namespace Engine.Core.Venue.Channels;

/// <summary>How a channel gathers changes.</summary>
internal enum Interval : byte
{
    /// <summary>Each change at once.</summary>
    Raw,

    /// <summary>Every 100 ms.</summary>
    Fast,

    /// <summary>About once a second.</summary>
    Slow,
}
