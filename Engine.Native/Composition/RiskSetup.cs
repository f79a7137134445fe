using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Config.Sections;

namespace Engine.Native.Composition;

/// <summary>The limits of the configuration as the engine takes them.</summary>
internal static class RiskSetup
{
    public static AccountLimits AccountLimitsOf(RiskConfig risk) => new()
    {
        SessionLossUsd = risk.SessionLossLimitUsd,
        DrawdownUsd = risk.DrawdownLimitUsd,
        EquityDropUsd = risk.EquityDropLimitUsd,
        EquityDropNs = Ns(risk.EquityDropSeconds),
        LossWarning = risk.LossWarningPercent / 100,
        MaxMaintenanceMargin = risk.MaxMaintenanceMarginPercent / 100,
        MaxInitialMargin = risk.MaxInitialMarginPercent / 100,
        MaxNotionalUsd = risk.MaxNotionalUsd,
        MaxOpenOrders = risk.MaxOpenOrders,
    };

    public static RiskLimits LimitsOf(RiskConfig risk, InstrumentConfig instrument) => new()
    {
        MaxInventoryUsd = instrument.MaxInventoryUsd,
        MaxOrderUsd = risk.MaxOrderSizeUsd,
        PriceCollar = risk.PriceCollar,
        IndexCollar = risk.IndexCollarBps / 1e4,
        MaxTouchDistance = risk.MaxTouchDistanceBps / 1e4,
        MaxTouchImprovement = risk.MaxTouchImprovementBps / 1e4,
        FarFromTouch = risk.FarFromTouchBps / 1e4,
        StaleBookNs = Ns(risk.StaleBookSeconds),
        StaleMarkNs = Ns(risk.StaleMarkSeconds),
        RateReserve = risk.RateReserve,
    };

    /// <summary>The venue's protection; null where it is left as it is.</summary>
    public static ProtectionTerms? ProtectionOf(RiskConfig risk) => risk.MmpIntervalSeconds == 0 ? null : new ProtectionTerms
    {
        IntervalSeconds = risk.MmpIntervalSeconds,
        QuantityE9 = Decimals.FromDouble(risk.MmpQuantityLimitCoins),
        DeltaE9 = Decimals.FromDouble(risk.MmpDeltaLimitCoins),
        MaxQuoteE9 = Decimals.FromDouble(risk.MmpMaxQuoteCoins),
        IsRequired = risk.MmpRequired,
    };

    private static long Ns(double seconds) => (long)(seconds * 1e9);
}
