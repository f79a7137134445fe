using Engine.Core.Primitives;

namespace Engine.Core.Venue.Catalogue;

/// <summary>The perpetuals that the exchange can list, with the steps, fees and caps of autumn 2026.</summary>
public static class Perpetuals
{
    private const decimal MakerFee = 0.00015m;
    private const decimal TakerFee = 0.00035m;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Terms> All { get; } =
    [
        new("BTC-PERPETUAL", ContractKind.Inverse, "BTC", "USD", "BTC", "btc_usd", 210838, 500_000_000, 10_000_000_000, 50,
            MakerFee, TakerFee, 0.005, 2, 85_000, 1.0, 1534167754000),
        new("ETH-PERPETUAL", ContractKind.Inverse, "ETH", "USD", "ETH", "eth_usd", 210760, 50_000_000, 1_000_000_000, 50,
            MakerFee, TakerFee, 0.01, 2, 2_700, 0.5, 1552568454000),
        new("BTC_USDC-PERPETUAL", ContractKind.Linear, "BTC", "USDC", "USDC", "btc_usdc", 211704, 100_000_000, 100_000, 50,
            MakerFee, TakerFee, 0.05, 2, 85_000, 0.4, 1668067200000),
        new("ETH_USDC-PERPETUAL", ContractKind.Linear, "ETH", "USDC", "USDC", "eth_usdc", 211305, 50_000_000, 1_000_000, 50,
            MakerFee, TakerFee, 0.05, 2, 2_700, 0.25, 1647432000000),
        new("SOL_USDC-PERPETUAL", ContractKind.Linear, "SOL", "USDC", "USDC", "sol_usdc", 213039, 1_000_000, 100_000_000, 25,
            MakerFee, TakerFee, 0.05, 4, 160, 0.1, 1656662400000),
    ];

    /// <summary>Finds one by name.</summary>
    public static Terms? Find(string name) => All.FirstOrDefault(terms => terms.Name == name);
}
