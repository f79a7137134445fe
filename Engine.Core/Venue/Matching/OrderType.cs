namespace Engine.Core.Venue.Matching;

/// <summary>Whether an order names its price.</summary>
public enum OrderType : byte
{
    /// <summary>At its price or better.</summary>
    Limit,

    /// <summary>At any price inside the band, at once.</summary>
    Market,
}
