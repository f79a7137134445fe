namespace Engine.Core.Venue.Accounts;

/// <summary>A wallet's figures at the current mark prices; what the portfolio shows.</summary>
/// <param name="Balance">Cash.</param>
/// <param name="SessionRealised">Realised profit and funding of the session.</param>
/// <param name="SessionUnrealised">Floating profit of the session.</param>
/// <param name="TotalUnrealised">Floating profit against average entry prices.</param>
/// <param name="InitialMargin">Reserved for positions and open orders.</param>
/// <param name="PositionMargin">The part of it that positions alone need.</param>
/// <param name="MaintenanceMargin">Below this the account is liquidated.</param>
/// <param name="Delta">Delta in the currency of the wallet.</param>
public readonly record struct Standing(
    decimal Balance,
    decimal SessionRealised,
    decimal SessionUnrealised,
    decimal TotalUnrealised,
    decimal InitialMargin,
    decimal PositionMargin,
    decimal MaintenanceMargin,
    decimal Delta)
{
    /// <summary>What the account is worth in this currency.</summary>
    public decimal Equity => Balance + SessionRealised + SessionUnrealised;

    /// <summary>What new orders can use.</summary>
    public decimal Available => Equity - InitialMargin;
}
