namespace Engine.Tests.EndToEnd.Chaos;

/// <summary>Where in its life a session is killed.</summary>
internal enum KillMoment
{
    /// <summary>At any time since the process began.</summary>
    Starting,

    /// <summary>While it logs in and subscribes.</summary>
    LoggingIn,

    /// <summary>While it asks what is there.</summary>
    Reconciling,

    /// <summary>With its first quotes on their way.</summary>
    Placing,

    /// <summary>In the middle of trading.</summary>
    Quoting,

    /// <summary>While it cancels and flushes.</summary>
    Stopping,
}
