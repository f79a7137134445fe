using Engine.Core.Primitives;

namespace Engine.Core.Quoting;

/// <summary>The quotes wanted on both sides. A price of none or a size of zero means that the side is not quoted.</summary>
public struct QuotePair
{
    /// <summary>Bid price.</summary>
    public Price Bid;

    /// <summary>Bid size: what should still be fillable.</summary>
    public Size BidSize;

    /// <summary>Ask price.</summary>
    public Price Ask;

    /// <summary>Ask size: what should still be fillable.</summary>
    public Size AskSize;

    /// <summary>Price of a side.</summary>
    public readonly Price PriceOf(Side side) => side == Side.Buy ? Bid : Ask;

    /// <summary>Size of a side.</summary>
    public readonly Size SizeOf(Side side) => side == Side.Buy ? BidSize : AskSize;
}
