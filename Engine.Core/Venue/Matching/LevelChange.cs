using Engine.Core.Primitives;

namespace Engine.Core.Venue.Matching;

/// <summary>What one event did to one price level.</summary>
/// <param name="Side">Side of the book.</param>
/// <param name="PriceTicks">Price in ticks.</param>
/// <param name="BeforeLots">Resting lots before the event; 0 when there was no level.</param>
/// <param name="AfterLots">Resting lots after it; 0 when the level is gone.</param>
public readonly record struct LevelChange(Side Side, long PriceTicks, long BeforeLots, long AfterLots);
