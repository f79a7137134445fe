namespace Engine.Core.Venue.Matching;

/// <summary>Which price sets a trigger order off.</summary>
public enum TriggerSource : byte
{
    /// <summary>None: no trigger order.</summary>
    None,

    /// <summary>The price index.</summary>
    Index,

    /// <summary>The mark price.</summary>
    Mark,

    /// <summary>The last trade.</summary>
    Last,
}
