using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Simulation.Schedule;
using Engine.Core.Simulation.Trader;

namespace Engine.Core.Simulation;

/// <summary>
/// In a part of the seeds one limit is so tight that it binds: the model wants more than it allows. Elsewhere they are as wide as
/// ever, so that nothing else is held up by them.
/// </summary>
internal static class TightLimits
{
    private const long Millisecond = 1_000_000;

    /// <summary>Draws what is tight, if anything is.</summary>
    public static TraderSetup Draw(Dice dice, TraderSetup setup)
    {
        double sizeUsd = setup.Quoting[0].SizeUsd;
        double spread = setup.Quoting[0].Spread;
        double mostUsd = setup.Limits[0].MaxInventoryUsd;
        return dice.Below(30) switch
        {
            0 => Each(setup, model => model with { MaxInventoryUsd = sizeUsd * 0.75 }, limits => limits with { MaxOrderUsd = sizeUsd * 0.8 }), // flat it fits, with a position it does not
            1 => Each(setup, model => model with { MaxInventoryUsd = mostUsd * 2 }, limits => limits), // the model would go on
            2 => Each(setup, model => model, limits => limits with { PriceCollar = spread * (0.9 + (0.4 * dice.Uniform())) }),
            3 => Each(setup, model => model, limits => limits with { IndexCollar = spread * (0.9 + (0.6 * dice.Uniform())) }),
            4 => Each(setup, model => model, limits => limits with { MaxTouchDistance = spread * dice.Uniform() }),
            5 => Each(setup, model => model with { Spread = 0.00002 }, limits => limits with { MaxTouchImprovement = 0.00001 + (0.00004 * dice.Uniform()) }),
            6 => Account(setup, new AccountLimits { MaxOpenOrders = 1 + dice.Below((2 * setup.Instruments.Length) - 1) }),
            7 => Account(setup, new AccountLimits { MaxNotionalUsd = sizeUsd * (1.2 + (2.5 * dice.Uniform())) }),
            8 => setup with { Engine = setup.Engine with { MaxOrdersPerSecond = 1 + dice.Below(4) } },
            9 => Account(setup, new AccountLimits { SessionLossUsd = sizeUsd * dice.Of(0.0002, 0.001, 0.004) }),
            10 => Account(setup, new AccountLimits { DrawdownUsd = sizeUsd * dice.Of(0.0002, 0.001, 0.004), LossWarning = dice.Of(0, 0.5) }),
            11 => Account(setup, new AccountLimits { EquityDropUsd = sizeUsd * dice.Of(0.0002, 0.001, 0.004) }),
            12 or 13 => setup with { FillPauseNs = dice.Of(500, 2000, 6000) * Millisecond },
            _ => setup,
        };
    }

    private static TraderSetup Account(TraderSetup setup, AccountLimits limits) => setup with { Engine = setup.Engine with { Limits = limits } };

    private static TraderSetup Each(TraderSetup setup, Func<InventorySkewParameters, InventorySkewParameters> model, Func<RiskLimits, RiskLimits> limits) =>
        setup with { Quoting = [.. setup.Quoting.Select(model)], Limits = [.. setup.Limits.Select(limits)] };
}
