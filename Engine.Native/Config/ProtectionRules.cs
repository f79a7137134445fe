using Engine.Native.Config.Schema;
using Engine.Native.Config.Sections;

namespace Engine.Native.Config;

/// <summary>Rules of <c>[risk]</c> for protections that would not protect: switched on in one key and off in another, or never able to act.</summary>
internal static class ProtectionRules
{
    /// <summary>Below this a pause of the machine, or of the garbage collector, is taken for a trading thread that hangs.</summary>
    private const int LeastWatchdogMs = 100;

    private static readonly RiskConfig s_defaults = new();

    /// <summary>Reports key, value and what is allowed of each that cannot mean what it says.</summary>
    internal static void Check(RiskConfig risk, Action<string, string, string> report)
    {
        if (risk.WatchdogMs is > 0 and < LeastWatchdogMs)
            report("watchdog_ms", $"{risk.WatchdogMs}", $"at least {LeastWatchdogMs} (any pause of the machine would latch the kill switch), or 0 for never");
        if (risk is { EquityDropLimitUsd: 0 } && risk.EquityDropSeconds != s_defaults.EquityDropSeconds)
            report("equity_drop_seconds", TomlText.Of(risk.EquityDropSeconds), "an equity_drop_limit_usd above 0, whose window it is");
        if (risk.DrawdownLimitUsd > 0 && risk.EquityDropLimitUsd >= risk.DrawdownLimitUsd)
            report("equity_drop_limit_usd", TomlText.Of(risk.EquityDropLimitUsd), $"less than the drawdown_limit_usd of {TomlText.Of(risk.DrawdownLimitUsd)}, which would latch first, or 0 for none");
        if (risk.LossWarningPercent >= 100)
            report("loss_warning_percent", TomlText.Of(risk.LossWarningPercent), "less than 100, where the kill switch latches, or 0 for never");
        if (risk.FarFromTouchBps > risk.MaxTouchDistanceBps && risk.MaxTouchDistanceBps > 0 && risk.FarFromTouchBps != s_defaults.FarFromTouchBps)
            report("far_from_touch_bps", TomlText.Of(risk.FarFromTouchBps), $"at most the max_touch_distance_bps of {TomlText.Of(risk.MaxTouchDistanceBps)}, behind which no quote stands, or 0 for none");
        if (risk.MmpIntervalSeconds == 0)
            CheckUnused(risk, report);
        else if (risk is { MmpQuantityLimitCoins: 0, MmpDeltaLimitCoins: 0 })
            report("mmp_interval_seconds", $"{risk.MmpIntervalSeconds}", "an mmp_quantity_limit_coins or mmp_delta_limit_coins above 0, or the protection could never fire");
    }

    private static void CheckUnused(RiskConfig risk, Action<string, string, string> report)
    {
        const string Expected = "an mmp_interval_seconds above 0: without it no protection is set up";
        if (risk.MmpRequired)
            report("mmp_required", "true", Expected);
        if (risk.MmpQuantityLimitCoins > 0)
            report("mmp_quantity_limit_coins", TomlText.Of(risk.MmpQuantityLimitCoins), Expected);
        if (risk.MmpDeltaLimitCoins > 0)
            report("mmp_delta_limit_coins", TomlText.Of(risk.MmpDeltaLimitCoins), Expected);
        if (risk.MmpMaxQuoteCoins != s_defaults.MmpMaxQuoteCoins)
            report("mmp_max_quote_coins", TomlText.Of(risk.MmpMaxQuoteCoins), Expected);
        if (risk.MmpPauseSeconds != s_defaults.MmpPauseSeconds)
            report("mmp_pause_seconds", TomlText.Of(risk.MmpPauseSeconds), Expected);
    }
}
