using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Native.Net;

namespace Engine.Native.Composition.Screens;

/// <summary>Mode and its reason for the status page. An engine that may quote and holds every instrument back is shown as holding.</summary>
internal static class ModeText
{
    /// <summary>The mode's word.</summary>
    public static ReadOnlySpan<byte> Word(TradingMode mode) => mode switch
    {
        TradingMode.Quoting => "quoting"u8,
        TradingMode.Reducing => "reducing"u8,
        TradingMode.Holding => "holding"u8,
        _ => "stopped"u8,
    };

    /// <summary>The reason's words; empty where there is none.</summary>
    public static string Reason<TQuoter>(TradingEngine<TQuoter, WireGateway> engine, string? killed, long nowNs, out TradingMode shown)
        where TQuoter : struct, IQuoter
    {
        shown = engine.Mode;
        if (shown is TradingMode.Stopped or TradingMode.Holding)
            return engine.KillReason != KillReason.None ? killed ?? KillWords.Of(engine.KillReason) : ModeMoves.Words(engine.ModeCause);
        HoldReason first = HoldReason.None;
        foreach (Desk<TQuoter> desk in engine.Desks)
        {
            HoldReason reason = desk.HoldReason(nowNs);
            if (reason == HoldReason.None)
                return ModeMoves.Words(engine.ModeCause);
            first = first == HoldReason.None ? reason : first;
        }

        shown = TradingMode.Holding;
        return Words(first);
    }

    private static string Words(HoldReason reason) => reason switch
    {
        HoldReason.NotOpen => "instrument not open",
        HoldReason.NoPosition => "position not known",
        HoldReason.Strays => "stray orders",
        HoldReason.Book => "no sound book",
        HoldReason.StaleBook => "stale book",
        HoldReason.NoMark => "no mark price",
        HoldReason.StaleMark => "stale mark",
        HoldReason.OtherEngine => "another engine trades here",
        HoldReason.Protection => "venue's protection",
        _ => "",
    };
}
