namespace Engine.Core.Risk;

/// <summary>Why the kill switch was latched. The numbers are journalled: they never change.</summary>
public enum KillReason : byte
{
    /// <summary>It is not.</summary>
    None = 0,

    /// <summary>The operator wanted it.</summary>
    Operator,

    /// <summary>An invariant was broken.</summary>
    Invariant,

    /// <summary>The session lost more than its limit.</summary>
    SessionLoss,

    /// <summary>More than allowed was lost since the session's best moment.</summary>
    Drawdown,

    /// <summary>More than allowed was lost within a short time.</summary>
    EquityDrop,

    /// <summary>The hot thread stood still and the watchdog pulled the quotes.</summary>
    Watchdog,
}

/// <summary>Latches once and stays: only a new process begins without it. A mutable struct: never a readonly field.</summary>
public struct KillSwitch
{
    /// <summary>Why; none while it is not latched.</summary>
    public KillReason Reason { get; private set; }

    /// <summary>Whether it is latched.</summary>
    public readonly bool IsLatched => Reason != KillReason.None;

    /// <summary>Latches; the first reason stays. True when this call did it.</summary>
    public bool Latch(KillReason reason)
    {
        if (IsLatched)
            return false;
        Reason = reason;
        return true;
    }
}
