namespace Engine.Core.Risk.Modes;

/// <summary>
/// What keeps the engine from quoting freely, as flags: several may hold at once. The numbers are journalled: they never change.
/// </summary>
[Flags]
public enum ModeCause
{
    /// <summary>Nothing: it quotes.</summary>
    None = 0,

    /// <summary>Stopped: the kill switch is latched.</summary>
    Killed = 1,

    /// <summary>Stopped: asked to end.</summary>
    Stopping = 2,

    /// <summary>Holding: the session is not live, or not all is reconciled.</summary>
    Session = 4,

    /// <summary>Holding: the venue is in maintenance.</summary>
    Platform = 8,

    /// <summary>Holding: the venue's market-maker protection has fired.</summary>
    Protection = 16,

    /// <summary>Reducing: the journal cannot keep up.</summary>
    Journal = 32,

    /// <summary>Reducing: too much of the margin is in use.</summary>
    Margin = 64,

    /// <summary>Reducing: the loss is near its limit.</summary>
    Loss = 128,

    /// <summary>Holding: the market is seen too late.</summary>
    LateMarket = 256,

    /// <summary>Holding: a reconciliation has been open for too long.</summary>
    LateReconciliation = 512,
}
