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

    /// <summary>The same quotes with only as much size as brings a position nearer to zero.</summary>
    public readonly QuotePair Reducing(long positionLots, Size minimum)
    {
        QuotePair pair = this;
        pair.BidSize = Most(BidSize, -positionLots, minimum);
        pair.AskSize = Most(AskSize, positionLots, minimum);
        return pair;
    }

    private static Size Most(Size size, long lots, Size minimum)
    {
        Size most = new(Math.Min(size.Lots, lots));
        return most < minimum ? Size.Zero : most;
    }

    /// <summary>Price of a side.</summary>
    public readonly Price PriceOf(Side side) => side == Side.Buy ? Bid : Ask;

    /// <summary>Size of a side.</summary>
    public readonly Size SizeOf(Side side) => side == Side.Buy ? BidSize : AskSize;
}
