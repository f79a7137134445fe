namespace Engine.Core.Venue.Matching;

/// <summary>Whether an order names its price, and whether it waits for one first.</summary>
public enum OrderType : byte
{
    /// <summary>At its price or better.</summary>
    Limit,

    /// <summary>At any price inside the band, at once.</summary>
    Market,

    /// <summary>At the best price at once; the rest waits there as a limit order.</summary>
    MarketLimit,

    /// <summary>A limit order once the price has gone against.</summary>
    StopLimit,

    /// <summary>A market order once the price has gone against.</summary>
    StopMarket,

    /// <summary>A limit order once the price has gone in favour.</summary>
    TakeLimit,

    /// <summary>A market order once the price has gone in favour.</summary>
    TakeMarket,

    /// <summary>A market order once the price has gone against by an offset from its best.</summary>
    TrailingStop,
}
