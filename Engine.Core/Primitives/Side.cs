namespace Engine.Core.Primitives;

/// <summary>Which side of the book. The value indexes an array of two.</summary>
public enum Side : byte
{
    /// <summary>Bid.</summary>
    Buy = 0,

    /// <summary>Ask.</summary>
    Sell = 1,
}

/// <summary>Arithmetic of <see cref="Side"/>.</summary>
public static class Sides
{
    /// <summary>+1 for a buy, -1 for a sell: the sign of the position change.</summary>
    public static int Sign(this Side side) => 1 - (2 * (int)side);

    /// <summary>The other side.</summary>
    public static Side Opposite(this Side side) => (Side)(1 - (int)side);

    /// <summary>The venue's word: <c>buy</c> or <c>sell</c>.</summary>
    public static string Word(this Side side) => side == Side.Buy ? "buy" : "sell";
}
