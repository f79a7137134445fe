using Engine.Core.Primitives;
using Engine.Core.Trading.Unsettled;

namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>
/// What others have done to the position and the trader has not been told: it cannot know of it yet. It has been told of a fill when it
/// has taken in the fill itself, or when its position was the venue's while nothing was on its way to it.
/// </summary>
internal sealed class ForeignLots
{
    private readonly List<(long Sequence, Side Side, long Lots)> _untold = [];

    /// <summary>Another's fill.</summary>
    public void Add(long sequence, Side side, long lots) => _untold.Add((sequence, side, lots));

    /// <summary>The trader's position is the venue's, and nothing is on its way.</summary>
    public void Settle() => _untold.Clear();

    /// <summary>Lots of a side that the trader may not know of.</summary>
    public long Untold(Side side, ToldTrades told)
    {
        _untold.RemoveAll(fill => told.Has(fill.Sequence, fill.Side));
        long lots = 0;
        foreach ((_, Side own, long size) in _untold)
            lots += own == side ? size : 0;
        return lots;
    }
}
