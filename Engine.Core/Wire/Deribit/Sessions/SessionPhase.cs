namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>Where a session stands.</summary>
public enum SessionPhase : byte
{
    /// <summary>No connection.</summary>
    Down,

    /// <summary>Greeted: instruments asked for and authentication under way.</summary>
    LoggingIn,

    /// <summary>Authenticated: cancel-on-disconnect, limits and subscriptions asked for.</summary>
    Subscribing,

    /// <summary>Subscribed: open orders, trades and positions asked for.</summary>
    Reconciling,

    /// <summary>All answered.</summary>
    Live,

    /// <summary>Cannot go on with this connection; <see cref="DeribitSession.Failure"/> says why.</summary>
    Failed,
}
