namespace Engine.Core.Venue.Market.Replay;

/// <summary>What one record of a recording says.</summary>
public enum RecordKind : byte
{
    /// <summary>All levels of both sides are gone: a snapshot follows.</summary>
    Clear,

    /// <summary>The amount that rests at a price; 0 when the level is gone.</summary>
    Level,

    /// <summary>A trade; its side is the taker's.</summary>
    Trade,

    /// <summary>The index price.</summary>
    Index,

    /// <summary>The message is whole: what it said holds together from here.</summary>
    Commit,
}
