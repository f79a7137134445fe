using Engine.Core.Primitives;

namespace Engine.Core.Venue.Catalogue;

/// <summary>One row of the instrument catalogue.</summary>
/// <param name="Name">The instrument's name.</param>
/// <param name="Kind">Inverse or linear.</param>
/// <param name="Base">Base currency, such as BTC.</param>
/// <param name="Counter">Counter currency, USD or USDC.</param>
/// <param name="Settlement">Currency of profit, loss and fees.</param>
/// <param name="Index">Price index, such as btc_usd.</param>
/// <param name="InstrumentId">The venue's number of it.</param>
/// <param name="TickE9">Price step, 1e-9 units.</param>
/// <param name="ContractSizeE9">Contract size, amount step and smallest order, 1e-9 units.</param>
/// <param name="MaxLeverage">Shown with positions.</param>
/// <param name="MakerFee">Fraction of the traded value.</param>
/// <param name="TakerFee">Fraction of the traded value.</param>
/// <param name="FundingCap">Largest eight-hour funding rate, either sign.</param>
/// <param name="PricePlaces">Decimals of index and mark price.</param>
/// <param name="StartPrice">Where the simulated market starts.</param>
/// <param name="DepthScale">Resting depth relative to BTC-PERPETUAL, in USD.</param>
/// <param name="CreatedMs">Listing time, Unix milliseconds.</param>
public sealed record Terms(
    string Name,
    ContractKind Kind,
    string Base,
    string Counter,
    string Settlement,
    string Index,
    int InstrumentId,
    long TickE9,
    long ContractSizeE9,
    int MaxLeverage,
    decimal MakerFee,
    decimal TakerFee,
    double FundingCap,
    int PricePlaces,
    double StartPrice,
    double DepthScale,
    long CreatedMs)
{
    /// <summary>What is only shown: block trades, liquidation fee, identifiers.</summary>
    public ListingParticulars Particulars { get; init; } = new();
}
