namespace Engine.Native.Composition.Screens;

/// <summary>How a grid is shown.</summary>
internal static class Grid
{
    /// <summary>Decimals that a step in 1e-9 units needs.</summary>
    public static byte Decimals(long stepE9)
    {
        byte decimals = 9;
        for (; decimals > 0 && stepE9 % 10 == 0; stepE9 /= 10)
            decimals--;
        return decimals;
    }
}
