namespace Engine.Native.Storage.Journal;

/// <summary>A row of <c>trades</c>, the columns that every tool knows first.</summary>
/// <param name="Id">The venue's trade id.</param>
/// <param name="TimestampMs">The venue's time, Unix ms.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Side">buy or sell.</param>
/// <param name="Price">Fill price.</param>
/// <param name="Amount">USD for inverse contracts, coin for linear ones.</param>
/// <param name="Fee">Fee paid, settlement currency.</param>
/// <param name="Liquidity">maker or taker.</param>
/// <param name="TradeSequence">Number within the instrument's trades; none in rows of other tools.</param>
/// <param name="OrderId">The venue's order id.</param>
/// <param name="Label">Our label.</param>
public sealed record StoredFill(
    string Id,
    long TimestampMs,
    string Symbol,
    string Side,
    double Price,
    double Amount,
    double Fee,
    string Liquidity,
    long? TradeSequence,
    string? OrderId,
    string? Label);
