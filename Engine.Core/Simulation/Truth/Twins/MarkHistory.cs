namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>The venue's mark of one instrument over the last seconds: what a trader that hears late may still go by.</summary>
internal sealed class MarkHistory
{
    private readonly Queue<(double Mark, long UntilNs)> _before = new();
    private double _mark;

    /// <summary>The mark as it stands now.</summary>
    public void Note(double mark, long nowNs)
    {
        if (mark == _mark)
            return;
        if (_mark > 0)
            _before.Enqueue((_mark, nowNs));
        _mark = mark;
    }

    /// <summary>How far a price is from the mark of any moment since a time, as a fraction of that mark.</summary>
    public double Distance(double price, long sinceNs)
    {
        while (_before.TryPeek(out (double Mark, long UntilNs) oldest) && oldest.UntilNs < sinceNs)
            _before.Dequeue();
        double least = Away(price, _mark);
        foreach ((double mark, long _) in _before)
            least = Math.Min(least, Away(price, mark));
        return least;
    }

    private static double Away(double price, double mark) => Math.Abs(price - mark) / mark;
}
