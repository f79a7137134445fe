namespace Engine.Core.Link.Pulling;

/// <summary>Where the pulling of quotes stands.</summary>
public enum PullPhase : byte
{
    /// <summary>No connection.</summary>
    Down = 0,

    /// <summary>Connected; the login is under way.</summary>
    LoggingIn,

    /// <summary>The open orders are being listed.</summary>
    Listing,

    /// <summary>Those of the session are being cancelled.</summary>
    Cancelling,

    /// <summary>A list held none of them, or cancels were refused; the next list is due later.</summary>
    Resting,

    /// <summary>This connection is of no more use; <see cref="QuotePull.Failure"/> says why.</summary>
    Failed,
}
