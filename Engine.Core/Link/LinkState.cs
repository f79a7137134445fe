namespace Engine.Core.Link;

/// <summary>Where a link stands.</summary>
public enum LinkState : byte
{
    /// <summary>Nothing is connected: not yet, or not any more.</summary>
    Closed = 0,

    /// <summary>A connection is being made.</summary>
    Opening,

    /// <summary>Messages flow both ways.</summary>
    Open,

    /// <summary>Its end has begun: nothing can be sent any more, what still comes in may be read.</summary>
    Closing,
}
