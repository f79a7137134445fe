using Engine.Core.Primitives;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Accounts;

/// <summary>One side of a trade as its owner sees it: the order's state at that moment, profit and fee.</summary>
internal sealed class UserTrade
{
    public required Print Print { get; init; }

    public required string Label { get; init; }

    public required long OrderId { get; init; }

    public required long OrderStarbaseId { get; init; }

    public required OrderType OrderType { get; init; }

    public required OrderState State { get; init; }

    public required Side Side { get; init; }

    public required bool IsMaker { get; init; }

    /// <summary>Whether the fee was a maker's; what an iceberg had not shown pays as a taker.</summary>
    public required bool PaysAsMaker { get; init; }

    public required bool IsApi { get; init; }

    public required bool PostOnly { get; init; }

    public required bool ReduceOnly { get; init; }

    public bool Mmp { get; init; }

    public QuoteMark? Quote { get; init; }

    public required decimal Profit { get; init; }

    public required decimal Fee { get; init; }
}
