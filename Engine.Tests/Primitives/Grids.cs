using Engine.Core.Primitives;

namespace Engine.Tests.Primitives;

/// <summary>Instruments for tests: the venue's, and made ones with several grids.</summary>
internal static class Grids
{
    /// <summary>Tick and contract size of the venue's perpetuals, 1e-9 units.</summary>
    public static readonly (long TickE9, long LotE9)[] OfTheVenue =
    [
        (500_000_000, 10_000_000_000), (50_000_000, 1_000_000_000), (10_000, 10_000_000_000), (1_000_000, 100_000_000), (1_000_000, 20_000_000),
        (10_000_000, 10_000_000), (500_000_000, 100_000), (100_000, 1_000_000_000), (100_000_000, 10_000_000), (10_000, 100_000_000_000),
    ];

    public static Instrument Inverse(long tickE9, params TickStep[] steps) =>
        new(0, "BTC-PERPETUAL", ContractKind.Inverse, tickE9, 10_000_000_000, 10_000_000_000, 0, 0.0005, steps);

    /// <summary>A grid of up to three steps, whose borders need not lie on the coarser grid.</summary>
    public static Instrument Any(ref Prng random)
    {
        (long tick, long lot) = OfTheVenue[random.Below(OfTheVenue.Length)];
        var steps = new TickStep[random.Below(4)];
        long above = 0;
        for (int i = 0; i < steps.Length; i++)
            steps[i] = new TickStep(above += tick * (1 + random.Below(40)) + random.Below(2), tick * (1 + random.Below(12)));
        return new Instrument(0, "TEST", ContractKind.Linear, tick, lot, lot, 0, 0, steps);
    }

    /// <summary>The plain twin of the grid: whether the tick count is a multiple of the step that holds at its price.</summary>
    public static bool Holds(Instrument instrument, long ticks)
    {
        if (ticks <= 0)
            return false;
        long step = instrument.TickE9;
        foreach (TickStep candidate in instrument.Steps)
        {
            if (ticks * instrument.TickE9 > candidate.AboveE9)
                step = candidate.TickE9;
        }

        return ticks * instrument.TickE9 % step == 0;
    }
}
