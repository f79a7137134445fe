using System.Runtime.CompilerServices;
using Engine.Core.Market;
using Engine.Core.Primitives;

namespace Engine.Core.Quoting;

/// <summary>What a quoter decides on.</summary>
public readonly ref struct MarketView
{
    /// <summary>The instrument.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The touch; two-sided and not crossed.</summary>
    public required Touch Touch { get; init; }

    /// <summary>Signed position, lots.</summary>
    public required long PositionLots { get; init; }

    /// <summary>Now, Unix ns: the receive time of the event that led here.</summary>
    public required long NowNs { get; init; }

    /// <summary>Mid price in price units.</summary>
    public double Mid
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Touch.MidHalfTicks * 0.5 * Instrument.TickSize;
    }

    /// <summary>Signed position in USD.</summary>
    public double InventoryUsd
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Instrument.NotionalUsd(Instrument.AmountOf(PositionLots), Mid);
    }
}
