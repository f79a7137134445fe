namespace Engine.Core.Venue;

/// <summary>
/// What is to happen at a later moment of the exchange's own time (not the market's), in order of time and then of asking. Owned by the
/// venue's thread.
/// </summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long DueNs, long Asked)> _acts = new();
    private long _asked;

    /// <summary>When the next act is due, Unix nanoseconds; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextNs => _acts.TryPeek(out _, out (long DueNs, long Asked) next) ? next.DueNs : long.MaxValue;

    /// <summary>Plans an act.</summary>
    public void At(long dueNs, Action act) => _acts.Enqueue(act, (dueNs, _asked++));

    /// <summary>Does the act that is due first.</summary>
    public void ActNext() => _acts.Dequeue()();
}
