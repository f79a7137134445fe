namespace Engine.Core.Primitives;
/// <summary>Which side of the book.</summary>
public enum Side : byte
{
    /// <summary>Bid.</summary>
    Buy = 0,
    /// <summary>Ask.</summary>
    Sell = 1,
}
