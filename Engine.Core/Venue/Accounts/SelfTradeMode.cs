namespace Engine.Core.Venue.Accounts;

/// <summary>What happens when an order would trade with one of the same account.</summary>
public enum SelfTradeMode : byte
{
    /// <summary>The incoming order goes; the resting one stays.</summary>
    RejectTaker,

    /// <summary>The resting order goes; the incoming one trades on.</summary>
    CancelMaker,
}
