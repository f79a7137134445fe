using Engine.Core.Primitives;

namespace Engine.Core.Trading.Unsettled;

/// <summary>
/// Fills of orders that stand nowhere any more, told of by the orders' last words and not booked yet: the position will still move
/// by them, so they count in the worst case until their trades come, or until the venue's position is seen to need none. A mutable
/// struct: never a readonly field.
/// </summary>
internal struct OwedTrades
{
    private long _buyLots;
    private long _sellLots;

    /// <summary>Since when the newest are owed, Unix ns.</summary>
    public long SinceNs { get; private set; }

    /// <summary>Whether any are.</summary>
    public readonly bool IsSome => (_buyLots | _sellLots) != 0;

    /// <summary>Lots owed on a side.</summary>
    public readonly long Of(Side side) => side == Side.Buy ? _buyLots : _sellLots;

    /// <summary>An order has gone whose fills were not all booked.</summary>
    public void Add(Side side, long lots, long nowNs)
    {
        if (lots <= 0)
            return;
        ref long sum = ref side == Side.Buy ? ref _buyLots : ref _sellLots;
        sum += lots;
        SinceNs = nowNs;
    }

    /// <summary>A trade of an order that stands nowhere was booked.</summary>
    public void Book(Side side, long lots)
    {
        ref long sum = ref side == Side.Buy ? ref _buyLots : ref _sellLots;
        sum = Math.Max(0, sum - lots);
    }
}
