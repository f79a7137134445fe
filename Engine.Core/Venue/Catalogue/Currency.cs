namespace Engine.Core.Venue.Catalogue;

/// <summary>A currency that the venue knows, as <c>public/get_currencies</c> tells it.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="LongName">Its full name.</param>
/// <param name="Decimals">Decimals of a balance.</param>
/// <param name="Precision">Decimals of what moves on its chain.</param>
/// <param name="Network">Currency of the network's fee.</param>
/// <param name="NetworkFee">That fee.</param>
/// <param name="WithdrawalFee">What a withdrawal costs.</param>
/// <param name="Confirmations">Blocks until a deposit counts.</param>
/// <param name="Apr">Yield in percent a year.</param>
/// <param name="IsCrossCollateral">Counts as collateral for others.</param>
internal sealed record Currency(
    string Name, string LongName, int Decimals, int Precision, string Network, double NetworkFee, double WithdrawalFee, int Confirmations, double Apr, bool IsCrossCollateral)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [
        new("USDT", "Tether", 6, 6, "ETH", 3.7e-6, 2, 1, 0, true),
        new("USDE", "Ethena USDe", 6, 6, "ETH", 2.9e-6, 0.0076, 1, 4.75, true),
        new("USDC", "USD Coin", 8, 6, "ETH", 3.1e-6, 5, 50, 3.4, true),
        new("STETH", "Staked ETH", 6, 6, "ETH", 2.9e-6, 0.0001, 1, 2.25, true),
        new("EURR", "StablR Euro", 6, 6, "ETH", 2.7e-6, 0.0062, 1, 0, false),
        new("ETH", "Ethereum", 6, 6, "ETH", 1.8e-6, 0.001, 50, 0, true),
        new("BTC", "Bitcoin", 8, 8, "BTC", 3.1e-6, 1e-5, 1, 0, true),
    ];
}
