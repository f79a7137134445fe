using Engine.Core.Primitives;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk.Making;

/// <summary>One side of a quote as a mass quote asks for it.</summary>
internal readonly record struct QuoteRequest
{
    public required Side Side { get; init; }

    /// <summary>Price in 1e-9 units; null keeps the resting quote's.</summary>
    public long? PriceE9 { get; init; }

    /// <summary>Amount that shall rest, 1e-9 units; 0 takes the quote back, null keeps what rests.</summary>
    public long? AmountE9 { get; init; }

    public bool PostOnly { get; init; }

    public bool RejectPostOnly { get; init; }

    public required QuoteMark Mark { get; init; }

    public long SessionId { get; init; }
}
