using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market;

/// <summary>One public trade on the tape.</summary>
internal sealed class Print
{
    public required long TimestampNs { get; init; }

    public required long PriceTicks { get; init; }

    public required long Lots { get; init; }

    /// <summary>The taker's side.</summary>
    public required Side Direction { get; init; }

    public required long Sequence { get; init; }

    /// <summary>Number within the settlement group; shared by its instruments, so it jumps.</summary>
    public required long TradeId { get; init; }

    public required long MatchId { get; init; }

    public required int TickDirection { get; init; }

    public required long IndexE9 { get; init; }

    public required long MarkE9 { get; init; }

    /// <summary>Whether the taker was liquidated.</summary>
    public bool IsLiquidation { get; init; }

    public long TimestampMs => TimestampNs / 1_000_000;
}
