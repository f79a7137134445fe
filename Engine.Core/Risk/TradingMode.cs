namespace Engine.Core.Risk;

/// <summary>What the engine may do now.</summary>
public enum TradingMode : byte
{
    /// <summary>Nothing is quoted until the session is live and the book is good; orders are pulled.</summary>
    Holding = 0,

    /// <summary>Both sides.</summary>
    Quoting,

    /// <summary>Only what brings the inventory nearer to zero.</summary>
    Reducing,

    /// <summary>Nothing, for good: a latch.</summary>
    Stopped,
}
