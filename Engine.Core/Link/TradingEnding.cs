namespace Engine.Core.Link;

/// <summary>How trading ended.</summary>
/// <param name="OrdersConfirmedGone">Whether the venue confirmed that no order of ours is open, or none can be: no session was ever live, and no earlier process left one.</param>
/// <param name="WasLive">Whether quoting was ever possible.</param>
/// <param name="Failure">Why it could not go on; null when it was asked to stop.</param>
public sealed record TradingEnding(bool OrdersConfirmedGone, bool WasLive, string? Failure)
{
    /// <summary>Whether keys or configuration are wrong, so that another start would meet the same.</summary>
    public bool IsMistaken { get; init; }
}
