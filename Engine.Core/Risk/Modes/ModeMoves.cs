namespace Engine.Core.Risk.Modes;

/// <summary>
/// The modes as pure functions: which mode a set of causes means, which cause decides, and the legal moves.
/// <code>
/// from \ to   Holding              Quoting        Reducing           Stopped
/// Holding     -                    all is known   journal, margin..  stop, kill
/// Quoting     session, platform..  -              journal, margin..  stop, kill
/// Reducing    session, platform..  causes gone    -                  stop, kill
/// Stopped     never                never          never              -
/// </code>
/// The strongest cause decides, and <see cref="TradingMode.Stopped"/> has no way out.
/// </summary>
public static class ModeMoves
{
    /// <summary>Causes that stop for good.</summary>
    public const ModeCause Stops = ModeCause.Killed | ModeCause.Stopping;

    /// <summary>Causes that hold: nothing is quoted, orders are pulled.</summary>
    public const ModeCause Holds = ModeCause.Session | ModeCause.Platform | ModeCause.Protection | ModeCause.LateMarket | ModeCause.LateReconciliation;

    /// <summary>Causes that allow only what brings the position nearer to zero.</summary>
    public const ModeCause Reduces = ModeCause.Journal | ModeCause.Margin | ModeCause.Loss;

    /// <summary>The mode that a set of causes means.</summary>
    public static TradingMode Of(ModeCause causes) =>
        (causes & Stops) != 0 ? TradingMode.Stopped
        : (causes & Holds) != 0 ? TradingMode.Holding
        : (causes & Reduces) != 0 ? TradingMode.Reducing : TradingMode.Quoting;

    /// <summary>The one cause that decides: of those of the mode's own kind the first.</summary>
    public static ModeCause Deciding(ModeCause causes)
    {
        ModeCause kind = Of(causes) switch
        {
            TradingMode.Stopped => causes & Stops,
            TradingMode.Holding => causes & Holds,
            TradingMode.Reducing => causes & Reduces,
            _ => ModeCause.None,
        };
        return (ModeCause)((int)kind & -(int)kind);
    }

    /// <summary>Whether a mode may follow another.</summary>
    public static bool IsLegal(TradingMode from, TradingMode to) => from != TradingMode.Stopped || to == TradingMode.Stopped;

    /// <summary>A set of causes with one more.</summary>
    public static ModeCause With(ModeCause causes, ModeCause cause) => causes | cause;

    /// <summary>A set of causes with one less; one that stops stays.</summary>
    public static ModeCause Without(ModeCause causes, ModeCause cause) => causes & ~(cause & ~Stops);

    /// <summary>The cause for people, in a few words.</summary>
    public static string Words(ModeCause cause) => cause switch
    {
        ModeCause.None => "",
        ModeCause.Killed => "kill switch",
        ModeCause.Stopping => "asked to end",
        ModeCause.Session => "session",
        ModeCause.Platform => "maintenance",
        ModeCause.Protection => "venue's protection",
        ModeCause.Journal => "journal behind",
        ModeCause.Margin => "margin use",
        ModeCause.LateMarket => "market seen late",
        ModeCause.LateReconciliation => "reconciliation open",
        _ => "loss near limit",
    };
}
