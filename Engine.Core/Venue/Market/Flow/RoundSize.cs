using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>People like round numbers.</summary>
internal static class RoundSize
{
    /// <summary>The lots, or often a rounder number below.</summary>
    public static long Of(long lots, ref Prng dice)
    {
        if (lots >= 200 && dice.Chance(0.3))
            return lots - (lots % 100);
        return lots >= 20 && dice.Chance(0.3) ? lots - (lots % 10) : lots;
    }
}
