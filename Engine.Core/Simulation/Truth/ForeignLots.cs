using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Truth;

/// <summary>
/// What others have done to the position and the trader has not been told: it cannot know of it yet. It has been told of a fill when it
/// has taken in the fill itself, or when its position was the venue's while nothing was on its way to it.
/// </summary>
internal sealed class ForeignLots
{
    private readonly List<(long Identity, long Lots)> _untold = [];

    /// <summary>Another's fill.</summary>
    public void Add(long sequence, Side side, long lots) => _untold.Add(((sequence << 1) | (long)side, side.Sign() * lots));

    /// <summary>The trader's position is the venue's, and nothing is on its way.</summary>
    public void Settle() => _untold.Clear();

    /// <summary>Lots in a direction that the trader may not know of; it knows the fills of a set.</summary>
    public long Untold(int sign, Memory.RecentSet told)
    {
        _untold.RemoveAll(fill => told.Contains(fill.Identity));
        long lots = 0;
        foreach ((_, long own) in _untold)
            lots += Math.Max(0, own * sign);
        return lots;
    }
}
