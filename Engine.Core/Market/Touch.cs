using System.Runtime.CompilerServices;
using Engine.Core.Primitives;

namespace Engine.Core.Market;

/// <summary>Best bid and best ask with their sizes. A price of none means an empty side.</summary>
public readonly record struct Touch(Price Bid, Size BidSize, Price Ask, Size AskSize)
{
    /// <summary>Whether both sides are there.</summary>
    public bool IsTwoSided
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Bid.IsSome && Ask.IsSome;
    }

    /// <summary>Whether the bid is at or above the ask: not a state to quote on.</summary>
    public bool IsCrossed => IsTwoSided && Bid >= Ask;

    /// <summary>Twice the mid in ticks, so that it stays an integer; 0 when a side is empty.</summary>
    public long MidHalfTicks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsTwoSided ? Bid.Ticks + Ask.Ticks : 0;
    }

    /// <summary>Ask minus bid in ticks.</summary>
    public long SpreadTicks => Ask.Ticks - Bid.Ticks;
}
