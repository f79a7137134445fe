namespace Engine.Core.Venue.Matching;

/// <summary>One resting order met by one incoming order; the price is the resting one's.</summary>
/// <param name="Maker">The resting order, its fill already counted.</param>
/// <param name="PriceTicks">Price in ticks.</param>
/// <param name="Lots">Size in lots.</param>
/// <param name="WasHidden">An iceberg's lots that the book had not shown before.</param>
public readonly record struct Match(Order Maker, long PriceTicks, long Lots, bool WasHidden = false);
