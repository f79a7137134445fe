using Engine.Core.Primitives;

namespace Engine.Core.Risk.Modes;

/// <summary>
/// The mode of a process and what causes it. It begins without a session, holding; a stop stays for ever. A mutable struct: never a
/// readonly field.
/// </summary>
public struct ModeState()
{
    /// <summary>Everything that keeps it from quoting.</summary>
    public ModeCause Causes { get; private set; } = ModeCause.Session;

    /// <summary>What the engine may do now.</summary>
    public TradingMode Mode { get; private set; } = TradingMode.Holding;

    /// <summary>The cause that decides; none while quoting.</summary>
    public readonly ModeCause Cause => ModeMoves.Deciding(Causes);

    /// <summary>Adds a cause or takes it away; true when the mode or its deciding cause is another now.</summary>
    public bool Set(ModeCause cause, bool holds)
    {
        ModeCause next = holds ? ModeMoves.With(Causes, cause) : ModeMoves.Without(Causes, cause);
        if (next == Causes)
            return false;
        (TradingMode mode, ModeCause deciding) = (ModeMoves.Of(next), ModeMoves.Deciding(next));
        Check.That(ModeMoves.IsLegal(Mode, mode));
        bool differs = mode != Mode || deciding != Cause;
        Causes = next;
        Mode = mode;
        return differs;
    }
}
