namespace Engine.Core.Primitives;

/// <summary>How a perpetual is settled.</summary>
public enum ContractKind : byte
{
    /// <summary>Amounts in USD, settled in the base coin (<c>reversed</c>): BTC-PERPETUAL, ETH-PERPETUAL.</summary>
    Inverse = 0,

    /// <summary>Amounts in the base coin, settled in USDC (<c>linear</c>).</summary>
    Linear = 1,
}
