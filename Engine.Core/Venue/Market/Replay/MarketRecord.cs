using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.Replay;

/// <summary>One thing that a recording says.</summary>
/// <param name="TimeNs">When, Unix nanoseconds of the recording's clock.</param>
/// <param name="Kind">What.</param>
/// <param name="Side">Side of the level, or of the taker.</param>
/// <param name="Price">As recorded.</param>
/// <param name="Amount">As recorded: see <see cref="IRecording.IsInverse"/>.</param>
public readonly record struct MarketRecord(long TimeNs, RecordKind Kind, Side Side = default, decimal Price = 0, decimal Amount = 0);
