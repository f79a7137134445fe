using Engine.Core.Risk;

namespace Engine.Core.Trading;

/// <summary>The limits as the gate gets them: all of them, unless a test leaves one out.</summary>
internal static class GuardedLimits
{
    private const int AnyPace = 1_000_000;

    /// <summary>A desk's limits without what is left out.</summary>
    public static RiskLimits Of(RiskLimits limits, Guard without)
    {
        if (Lacks(without, Guard.OrderSize))
            limits = limits with { MaxOrderUsd = double.PositiveInfinity };
        if (Lacks(without, Guard.Inventory))
            limits = limits with { MaxInventoryUsd = double.PositiveInfinity };
        if (Lacks(without, Guard.Collars))
            limits = limits with { PriceCollar = double.PositiveInfinity, IndexCollar = 0 };
        return Lacks(without, Guard.TouchLimits) ? limits with { MaxTouchDistance = 0, MaxTouchImprovement = 0 } : limits;
    }

    /// <summary>The account's limits without what is left out.</summary>
    public static AccountLimits Of(AccountLimits limits, Guard without)
    {
        if (Lacks(without, Guard.OpenOrders))
            limits = limits with { MaxOpenOrders = 0 };
        return Lacks(without, Guard.Notional) ? limits with { MaxNotionalUsd = 0 } : limits;
    }

    /// <summary>New orders and edits a second at most.</summary>
    public static int MaxOrdersPerSecond(EngineOptions options) => Lacks(options.Without, Guard.Pace) ? AnyPace : options.MaxOrdersPerSecond;

    private static bool Lacks(Guard without, Guard guard) => (without & guard) != 0;
}
